"""CometKiwi, without a reference."""

from audit.metrics.neural import NeuralMetric
from audit.neural.models import ModelName


class Cometkiwi(NeuralMetric, frozen=True):
    """A neural estimate of quality, learned from human ratings, from the source alone: 1 is best.

    >>> str(Cometkiwi(batch_size=4).signature).rpartition("|")[0]
    'cometkiwi|model:Unbabel/wmt22-cometkiwi-da|device:auto|batch:4|bs:1000|seed:12345'
    """

    name = "cometkiwi"
    needs = frozenset({"source"})
    references = False

    model: ModelName = "Unbabel/wmt22-cometkiwi-da"
