"""What each piece of the vocabulary brings to the first layer, wherever it stands: worked out once for each."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audit.encoder.pieces import package

Floats = NDArray[np.float32]
ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width and left reach of the three convolutions."""
REACH = 256
EMBEDDED, HIDDEN = 512, 768
BLOCK = 8
"""Pieces that are worked out at a time, always so many: what they stand beside then moves no digit of them."""
KEPT = 3072
"""Pieces that are kept: 41 MB. A long text in two languages has more different ones, but most of them seldom."""


class Known:
    """The rows of the pieces that were met last: `HIDDEN`, and `REACH` for each place of each convolution.

    >>> known = Known(most=2)
    >>> known.rows([7, 8, 7]).shape, bool((known.rows([9, 8, 7])[2] == known.rows([7])[0]).all())
    ((3, 3328), True)
    """

    def __init__(self, most: int = KEPT) -> None:
        places = sum(width for width, _ in ORDERS)
        self._most = most
        self._rows = np.empty((most, HIDDEN + places * REACH), dtype=np.float32)
        self._slots: dict[int, int] = {}
        """Where the row of each piece is, those first that were not met for longest."""

    def rows(self, numbers: Sequence[int]) -> Floats:
        """The row of each of these pieces: (pieces, columns)."""
        met = list(dict.fromkeys(numbers))
        if len(met) > self._most:
            half = len(numbers) // 2
            return np.concatenate([self.rows(numbers[:half]), self.rows(numbers[half:])])
        here = {number: self._slots.pop(number) for number in met if number in self._slots}
        self._slots |= here
        wanted = [number for number in met if number not in here]
        for start in range(0, len(wanted), BLOCK):
            some = wanted[start : start + BLOCK]
            found = _worked_out([*some, *[0] * (BLOCK - len(some))])
            for number, row in zip(some, found, strict=False):
                full = len(self._slots) == self._most
                slot = self._slots.pop(next(iter(self._slots))) if full else len(self._slots)
                self._rows[slot] = row
                self._slots[number] = slot
        rows: Floats = self._rows[[self._slots[number] for number in numbers]]
        return rows


def embedded(numbers: Sequence[int]) -> Floats:
    """What the vocabulary says of each of these pieces, alone: (pieces, `EMBEDDED`)."""
    model: Any = package()._model
    ids = np.array(numbers)
    chunk = ids % 17
    found: Floats = model.table[ids] * model.scale[chunk, None] + model.lo[chunk, None]
    return found


def _worked_out(numbers: list[int]) -> Floats:
    model: Any = package()._model
    hidden = normalised(embedded(numbers) @ model.proj_W + model.proj_b, model.ln_g_all, model.ln_b_all, model.eps)
    parts = [hidden]
    for branch, (width, _) in enumerate(ORDERS):
        own = hidden[:, branch * REACH : (branch + 1) * REACH]
        parts += [own @ model.w1[branch][place * REACH : (place + 1) * REACH] for place in range(width)]
    return np.concatenate(parts, axis=1)


def normalised(rows: Floats, gamma: Floats, beta: Floats, eps: float) -> Floats:
    """Layer normalisation of each row."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    scaled: Floats = rows / np.sqrt((rows**2).mean(axis=1, keepdims=True) + eps) * gamma + beta
    return scaled
