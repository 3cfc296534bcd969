"""The trained model: from what is known of a pair to the score that people would have given."""

from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple
from numpy.typing import NDArray

from audit.encoder.use import read, whole
from audit.estimation.cross import judged
from audit.estimation.facts import facts
from audit.estimation.wording import wording

DATA = "adequacy.npz"
FARTHEST = 4.0
"""Spreads from the centre, beyond which a value counts as no farther."""
Floats = NDArray[np.float32]


class Scale(Struct, frozen=True):
    """From standard deviations to points from 0 to 100, and the errors on pairs not trained on."""

    slope: float
    start: float
    below: float
    """How far below the estimate 2.5 % of the human scores lay."""
    above: float


class Trained(Struct, frozen=True, eq=False):
    """A linear model over `known`, and the scales of its mean with the transformer and of the linear model alone."""

    centre: Floats
    spread: Floats
    weights: Floats
    constant: float
    both: Scale
    alone: Scale


class Estimate(Struct, frozen=True):
    """The score that people would give a pair, 0 to 100, and between which scores they would, 95 times of 100."""

    value: float
    low: float
    high: float


def estimate(english: str, chinese: str) -> Estimate:
    """Estimate how well two texts say the same: by both models, or by the linear one where a text is long.

    >>> source = "Revenue fell sharply."
    >>> estimate(source, "營收大幅下降。").value > estimate(source, "會議室在三樓。").value
    True
    """
    model = trained()
    value = float(scaled(known(english, chinese)[None], model.centre, model.spread)[0] @ model.weights) + model.constant
    scale, other = model.alone, judged(english, chinese)
    if other is not None:
        scale, value = model.both, (value + other) / 2
    value = scale.slope * value + scale.start
    low, middle, high = (min(max(end, 0.0), 100.0) for end in (value - scale.below, value, value + scale.above))
    return Estimate(round(middle, 2), round(low, 2), round(high, 2))


def known(english: str, chinese: str) -> Floats:
    """All that the linear model sees of a pair: what is counted, both vectors, difference and product, mean pieces."""
    left, right = read(english), read(chinese)
    one, other = whole(english), whole(chinese)
    about = facts(english, chinese, left.pieces, right.pieces)
    counted = (float(one @ other), *astuple(about), *astuple(wording(chinese)))
    parts = (one, other, np.abs(one - other), one * other, left.rows.mean(axis=0), right.rows.mean(axis=0))
    return np.concatenate([np.array(counted, dtype=np.float32), *parts])


def scaled(rows: Floats, centre: Floats, spread: Floats) -> Floats:
    """Rows about their centre, in spreads."""
    held: Floats = np.clip((rows - centre) / spread, -FARTHEST, FARTHEST)
    return held


@cache
def trained() -> Trained:
    """The model that comes with the package."""
    with files("audit").joinpath("data", DATA).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        both, alone = (Scale(*map(float, kept[name])) for name in ("both", "alone"))
        return Trained(kept["centre"], kept["spread"], kept["weights"], float(kept["constant"]), both, alone)
