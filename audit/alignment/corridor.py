"""Where in two long documents the sentences that belong together can stand: found on a coarse picture, then finer."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from audit.encoder.use import Floats

COARSEST = 48
"""Rows of a picture that is looked at whole."""
ROOM = 8
"""Rows that the path of a finer picture may be off, on both sides, from that of the coarser one."""
EVEN = 0.2
"""Cosine at which two parts of a coarse picture are neither here nor there."""
Corridor = Sequence[tuple[int, int]]
"""For each number of source sentences from 0 on, the least and the greatest number of target sentences before which
they may end; both inclusive."""


class Step(Struct, frozen=True):
    """So many sentences of the source with so many of the target."""

    source: int
    target: int


STEPS = (Step(1, 1), Step(1, 0), Step(0, 1))
Gains = Callable[[int, Step, int, int], Floats]
"""What it is worth to end such a step at this row and at each column from one to another, both inclusive."""


def corridor(source: Floats, target: Floats) -> Corridor:
    """The places near the best path through the cosines of two texts, of which either may have parts on top."""
    if max(len(source), len(target)) <= COARSEST:
        return [(0, len(target))] * (len(source) + 1)
    coarse = _halved(source), _halved(target)
    rows = corridor(*coarse)
    path = best_path(rows, STEPS, lambda row, step, low, high: _gains(*coarse, row, step, low, high))
    return _around(path, len(source), len(target))


def best_path(rows: Corridor, steps: Sequence[Step], gains: Gains) -> list[tuple[int, int]]:
    """The points, from (0, 0) to the end of both texts, of the path that gains most; all within the corridor.

    The last of the steps must be the one with no source; its gain may hang on nothing but the column.
    """
    best: list[Floats] = []
    came: list[NDArray[np.int8]] = []
    for row, (low, high) in enumerate(rows):
        scores = np.full(high - low + 1, -np.inf, dtype=np.float32)
        moves = np.full(high - low + 1, len(steps) - 1, dtype=np.int8)
        if row == 0:
            scores[0] = 0
        for number, step in enumerate(steps[:-1]):
            if step.source > row:
                continue
            before_low, before_high = rows[row - step.source]
            first, last = max(low, before_low + step.target), min(high, before_high + step.target)
            if first > last:
                continue
            before = best[row - step.source][first - step.target - before_low : last - step.target - before_low + 1]
            reached = before + gains(row, step, first, last)
            here = scores[first - low : last - low + 1]
            better = reached > here
            here[better] = reached[better]
            moves[first - low : last - low + 1][better] = number
        if high > low:
            added = np.concatenate([[0], np.cumsum(gains(row, steps[-1], low + 1, high))])
            through = np.maximum.accumulate(scores - added)
            moves[scores - added < through] = len(steps) - 1
            scores = (through + added).astype(np.float32)
        best.append(scores)
        came.append(moves)
    row, column = len(rows) - 1, rows[-1][1]
    path = [(row, column)]
    while row or column:
        step = steps[came[row][column - rows[row][0]]]
        row, column = row - step.source, column - step.target
        path.append((row, column))
    return path[::-1]


def _gains(source: Floats, target: Floats, row: int, step: Step, low: int, high: int) -> Floats:
    if step.source and step.target:
        alike: Floats = target[low - 1 : high] @ source[row - 1] - EVEN
        return alike
    return np.full(high - low + 1, 0, dtype=np.float32)


def _halved(vectors: Floats) -> Floats:
    """Each two rows that follow each other as one of length one."""
    if len(vectors) % 2:
        vectors = np.concatenate([vectors, vectors[-1:]])
    sums = vectors[0::2] + vectors[1::2]
    halved: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return halved


def _around(path: Sequence[tuple[int, int]], rows: int, columns: int) -> Corridor:
    """The corridor in the finer picture around the path of the coarser one."""
    low = np.full(rows + 1, columns)
    high = np.zeros(rows + 1, dtype=int)
    for row, column in path:
        first, last = max(0, 2 * row - ROOM), min(rows, 2 * row + ROOM)
        low[first : last + 1] = np.minimum(low[first : last + 1], max(0, 2 * column - ROOM))
        high[first : last + 1] = np.maximum(high[first : last + 1], min(columns, 2 * column + ROOM))
    low[0], high[-1] = 0, columns
    return list(zip(low.tolist(), high.tolist(), strict=True))
