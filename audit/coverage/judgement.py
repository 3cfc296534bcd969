"""The clues weighed: how sure it is that a part is missing on the other side, and where the missing words are."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from audit import model
from audit.coverage.clues import CLUES, breaks_off, clues
from audit.coverage.sides import Side, sides
from audit.encoder.matching import match
from audit.encoder.use import encode
from audit.model import Segment, Span
from audit.text.scripts import Language
from audit.text.tables import cells

ALSO = 0.5
"""How likely a part beside a missing one must be to be missing too."""
RELATED = 0.3
"""How close, on average, the windows of the shorter side must be to the other for the two to be a translation."""


class Weights(Struct, frozen=True, eq=False):
    """A logistic model over `CLUES`, each clue less its centre, by its spread."""

    centres: NDArray[np.float64]
    spreads: NDArray[np.float64]
    weights: NDArray[np.float64]
    constant: float


class Stretch(Struct, frozen=True):
    """Words that one side says and the other does not."""

    span: Span
    probability: float
    """Of its surest part."""
    breaks_off: bool
    """Whether the other side ends where these words should begin."""


def uncovered(segment: Segment, side: model.Side, least: float) -> Iterator[Stretch]:
    """Yield the words of a side that the other does not say, clauses or parts of them, where it is so likely.

    Nothing where the sides have nothing to do with each other: that is another fault.

    >>> english = "Sales rose by a fifth. The board has also approved a new plan."
    >>> pair = Segment(id="1", source=english, target="銷售額增長五分之一。")
    >>> [(pair.text(stretch.span), stretch.breaks_off) for stretch in uncovered(pair, "source", 0.9)]
    [('The board has also approved a new plan.', False)]
    """
    both = sides(segment)
    if both is None:
        return
    one, other = both if side == "source" else both[::-1]
    likely = doubts(segment, one, other)
    if likely.max() < least or likely.min() >= ALSO or not _is_translation(other, one):
        return
    for missing, group in groupby(range(len(likely)), key=lambda part: likely[part] >= ALSO):
        run = list(group)
        surest = float(likely[run].max())
        if missing and surest >= least:
            span = Span(side, one.parts[run[0]][0], one.parts[run[-1]][1])
            yield Stretch(span, surest, breaks_off=breaks_off(one, other, run[-1]))


def _is_translation(other: Side, one: Side) -> bool:
    return float(match(encode(other.text), encode(one.text)).best.mean()) >= RELATED


def doubts(segment: Segment, one: Side, other: Side) -> NDArray[np.float64]:
    """For each part of `one`, how likely it is that `other` does not say it."""
    model = _weights(one.language)
    logits = (clues(segment, one, other) - model.centres) / model.spreads @ model.weights + model.constant
    return np.array(1 / (1 + np.exp(-logits)))


@cache
def _weights(language: Language) -> Weights:
    rows = {
        name: [float(number) for number in numbers]
        for tongue, name, *numbers in cells("coverage.tsv")
        if tongue == language
    }
    columns = np.array([rows[clue] for clue in CLUES]).T
    centres, spreads, weights = columns
    return Weights(centres, spreads, weights, rows["constant"][-1])
