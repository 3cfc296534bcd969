"""COMET, against a reference."""

from audit.metrics.neural import NeuralMetric
from audit.neural.models import ModelName


class Comet(NeuralMetric, frozen=True):
    """A neural estimate of quality, learned from human ratings, with source and reference at hand: 1 is best.

    >>> str(Comet(device="cpu").signature).rpartition("|")[0]
    'comet|model:Unbabel/wmt22-comet-da|device:cpu|batch:16|bs:1000|seed:12345'
    """

    name = "comet"
    needs = frozenset({"source", "reference"})
    references = True

    model: ModelName = "Unbabel/wmt22-comet-da"
