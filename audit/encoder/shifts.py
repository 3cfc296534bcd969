"""How far from its source each translation of a document stands, by what the lines mean."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audit.encoder.use import Floats

REACH = 5
"""Lines in which a translation is looked for, before and after its place."""
CHANGE = 0.25
"""What it costs, in cosine, that the distance changes from one line to the next."""


def shifts(sources: Sequence[Floats], targets: Sequence[Floats]) -> list[int]:
    """For each source, how many lines below it its translation stands: 0 where it is in its place.

    The likeliest path (Viterbi 1967) of distances, each line counting with the cosine of its vectors and each change
    of distance costing `CHANGE`, so that a shift must fit much better in sum than what stands there.

    >>> one, two, three = np.eye(3, dtype=np.float32)
    >>> shifts([one, two, three], [one, three, two])
    [0, 1, -1]
    """
    if not sources:
        return []
    cosines = _band(np.array(sources), np.array(targets))
    costs = np.where(np.arange(-REACH, REACH + 1) == 0, 0.0, CHANGE)
    best = cosines[0] - costs
    came = np.zeros(cosines.shape, dtype=np.intp)
    for line in range(1, len(cosines)):
        changed = int(best.argmax())
        stays = best >= best[changed] - CHANGE
        came[line] = np.where(stays, np.arange(len(best)), changed)
        best = np.where(stays, best, best[changed] - CHANGE) + cosines[line]
    state = int((best - costs).argmax())
    path = []
    for line in range(len(cosines) - 1, -1, -1):
        path.append(state - REACH)
        state = int(came[line][state])
    return path[::-1]


def _band(sources: Floats, targets: Floats) -> NDArray[np.float64]:
    """Cosines of each source with the targets near it, (lines, 2 * REACH + 1); beyond the ends none is possible."""
    count = len(sources)
    cosines = np.full((count, 2 * REACH + 1), -np.inf)
    for shift in range(-min(REACH, count - 1), min(REACH, count - 1) + 1):
        first, last = max(0, -shift), min(count, count - shift)
        cosines[first:last, shift + REACH] = (sources[first:last] * targets[first + shift : last + shift]).sum(axis=1)
    return cosines
