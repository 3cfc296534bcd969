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


class Trained(Struct, frozen=True, eq=False):
    """A linear model over `known`, what reads both texts together, and their errors on pairs not trained on."""

    centre: Floats
    spread: Floats
    weights: Floats
    constant: float
    together: float
    """The weight of what the transformer says."""
    below: float
    """How far below the estimate 2.5 % of the human scores lay."""
    above: float


class Estimate(Struct, frozen=True):
    """The score that people would give a pair, 0 to 100, and between which scores they would, 95 times of 100."""

    value: float
    low: float
    high: float


def estimate(english: str, chinese: str) -> Estimate:
    """Estimate how well two texts say the same.

    >>> source = "Revenue fell sharply."
    >>> estimate(source, "營收大幅下降。").value > estimate(source, "會議室在三樓。").value
    True
    """
    model = trained()
    apart = float(scaled(known(english, chinese)[None], model.centre, model.spread)[0] @ model.weights)
    value = apart + model.together * judged(english, chinese) + model.constant
    low, middle, high = (min(max(end, 0.0), 100.0) for end in (value - model.below, value, value + model.above))
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
        return Trained(kept["centre"], kept["spread"], kept["weights"], *map(float, kept["numbers"]))
