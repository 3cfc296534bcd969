"""XCOMET, with a reference or without one."""

from audit.metrics.neural import NeuralMetric
from audit.neural.models import BatchSize, ModelName


class Xcomet(NeuralMetric, frozen=True):
    """A neural estimate of quality that also marks errors (the check `xcomet-error`): 1 is best.

    It is shown the references only where every segment has one; `refs` in the signature says whether it was.

    >>> str(Xcomet(model="models/XCOMET-XL").signature).rpartition("|")[0]
    'xcomet|model:models/XCOMET-XL|device:auto|batch:8|bs:1000|seed:12345'
    """

    name = "xcomet"
    needs = frozenset({"source"})
    references = True

    model: ModelName = "Unbabel/XCOMET-XL"
    batch_size: BatchSize = 8
