"""Which sentences of two documents belong together, and how sure that is."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from audit.alignment.corridor import Step, best_path, corridor
from audit.alignment.sides import Sentence, Side, side, usual
from audit.encoder.use import Floats

STEPS = (
    Step(1, 1),
    Step(1, 0),
    Step(1, 2),
    Step(2, 1),
    Step(2, 2),
    Step(1, 3),
    Step(3, 1),
    Step(2, 3),
    Step(3, 2),
    Step(0, 1),
)
"""Sentences that a pair may have; see `best_path` for what stands last."""
SIZES = {2: 1.0, 3: 1.375, 4: 1.3, 5: 1.8}
"""By how much the likeness of a pair counts, by its sentences: chosen, like all that follows, on the half called dev
of `reports/alignment.md`."""
COSTS = {2: 0.0, 3: 0.13, 4: 0.24, 5: 0.37}
"""What a pair costs that is more than a sentence with a sentence."""
ALONE = 0.07
"""What it costs to leave a sentence without a partner."""
EVEN = 0.3
"""Likeness at which two texts may as well have nothing to do with each other."""
LENGTH, FIGURES, OPENS, CROSSED, KINDS = 0.15, 0.2, 0.045, 0.016, 0.1
"""What speaks for or against a pair beside what it says."""
SOFT = 6
"""Code points that lengths may differ by before it counts."""


class Bead(Struct, frozen=True):
    """Sentences that belong together: half-open ranges of both documents, one of which may be empty."""

    source: tuple[int, int]
    target: tuple[int, int]
    likeness: float
    """From below 0 to 1; 0 for a side that is empty."""


def align(
    source: Sequence[Sentence], target: Sequence[Sentence], languages: tuple[str, str] = ("en", "zh")
) -> list[Bead]:
    """Pair the sentences of two documents, each once and in order.

    >>> english = map(Sentence, ["Revenue fell by 5%.", "The canteen serves noodles now.", "Thank you all."])
    >>> chinese = map(Sentence, ["營收下降5%。", "謝謝大家。"])
    >>> [(bead.source, bead.target) for bead in align(list(english), list(chinese))]
    [((0, 1), (0, 1)), ((1, 2), (1, 1)), ((2, 3), (1, 2))]
    """
    if not source or not target:
        return [
            *(Bead((at, at + 1), (0, 0), 0.0) for at in range(len(source))),
            *(Bead((0, 0), (at, at + 1), 0.0) for at in range(len(target))),
        ]
    pairing = _pairing(side(source, languages[0]), side(target, languages[1]))
    rows = corridor(pairing.source.runs[0].vectors, pairing.target.runs[0].vectors)
    return [pairing.bead(start, end) for start, end in pairwise(best_path(rows, STEPS, pairing.gains))]


class Pairing(Struct, frozen=True, eq=False):
    """Two documents, and what each of their runs has in common with everything: a row for each of `runs`."""

    source: Side
    target: Side
    usual_source: Sequence[Floats]
    usual_target: Sequence[Floats]
    ratio: float
    """Code points of the target for one of the source."""

    def gains(self, row: int, step: Step, low: int, high: int) -> Floats:
        """What it is worth to end such a step after `row` sentences, and after `low` to `high` of the other side."""
        if not step.source or not step.target:
            return np.full(high - low + 1, -ALONE, dtype=np.float32)
        here, there = row - step.source, slice(low - step.target, high - step.target + 1)
        crossed = self.source.runs[step.source - 1].crossed[here] + self.target.runs[step.target - 1].crossed[there]
        opens = self.source.opens[here] * self.target.opens[there] - (
            self.source.opens[here] != self.target.opens[there]
        )
        kinds = self.source.kinds[here] != self.target.kinds[there]
        worth = SIZES[step.source + step.target] * (self.likeness(here, there, step) - EVEN)
        gained: Floats = worth - COSTS[step.source + step.target] + OPENS * opens - CROSSED * crossed - KINDS * kinds
        return gained

    def likeness(self, here: int, there: slice, step: Step) -> Floats:
        """How alike a run of the source is to each of some runs of the target: 1 for the same, 0 for any two texts.

        The cosine by how much it passes what is usual for both (a margin: Artetxe and Schwenk 2019,
        https://aclanthology.org/P19-1309), less for lengths that do not fit, more or less for figures.
        """
        one, others = self.source.runs[step.source - 1], self.target.runs[step.target - 1]
        usual_here = self.usual_source[step.source - 1][here] + self.usual_target[step.target - 1][there]
        margin = (others.vectors[there] @ one.vectors[here] - usual_here / 2) / (1 - usual_here / 2)
        lengths = np.log((others.lengths[there] + SOFT) / (one.lengths[here] * self.ratio + SOFT))
        counted = one.figures[here].sum() + others.figures[there].sum(axis=1)
        shared = 2 * (others.figures[there] @ one.figures[here]) / np.maximum(counted, 1)
        figures = np.where(counted > 0, shared - 0.5, 0)
        alike: Floats = margin - LENGTH * np.minimum(lengths**2, 2) + FIGURES * figures
        return alike

    def bead(self, start: tuple[int, int], end: tuple[int, int]) -> Bead:
        """The sentences between two points of the path."""
        step = Step(end[0] - start[0], end[1] - start[1])
        together = step.source and step.target
        [likeness] = self.likeness(start[0], slice(start[1], start[1] + 1), step) if together else [0.0]
        return Bead((start[0], end[0]), (start[1], end[1]), float(likeness))


def _pairing(source: Side, target: Side) -> Pairing:
    ratio = target.runs[0].lengths.sum() / max(source.runs[0].lengths.sum(), 1)
    return Pairing(source, target, usual(source, target), usual(target, source), float(ratio))
