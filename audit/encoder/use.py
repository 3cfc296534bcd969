"""The forward pass of the encoder, up to the vectors of parts of a text, which its package does not give."""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from audit.encoder.known import KEPT, ORDERS, REACH, Known, embedded, normalised, weights
from audit.encoder.pieces import Piece, pieces

Floats = NDArray[np.float32]
START, END = 1, 2
WINDOW = 9
"""Pieces in a window: about five English words, or nine to twelve Chinese characters."""
STRIDE = 2
REMEMBERED = 256
"""Texts whose vectors are kept for the next that asks: some 40 MB where each has a hundred words."""


class Window(Struct, frozen=True):
    """A part of a text, in code points."""

    start: int
    end: int


class Encoded(Struct, frozen=True, eq=False):
    """A text as vectors of length one: `whole` is (512,), and `local` is (windows, 512), one row a window."""

    pieces: tuple[Piece, ...]
    whole: Floats
    windows: tuple[Window, ...]
    local: Floats


class Read(Struct, frozen=True, eq=False):
    """The pieces of a text, and what each means among its neighbours: a row of 1280 for start, pieces and end."""

    pieces: tuple[Piece, ...]
    rows: Floats
    whole: Floats
    """The vector of the text, of length one: (512,)."""


def meet(texts: Iterable[str]) -> None:
    """Work out what is not known yet of the pieces of some texts: at once it takes less than text by text."""
    numbers = dict.fromkeys(piece.number for text in texts for piece in pieces(text))
    known().slots(list(islice(numbers, KEPT)))


@lru_cache(maxsize=4)
def read(text: str) -> Read:
    """Read a text as far as its pieces go, which is half the work of encoding it."""
    found = pieces(text)
    rows = _features([START, *(piece.number for piece in found), END])
    [whole] = project(rows.sum(axis=0, keepdims=True), np.array([len(rows)], dtype=np.float32))
    return Read(found, rows, whole)


@lru_cache(maxsize=REMEMBERED)
def whole(text: str) -> Floats:
    """The vector of a text alone, remembered for who asks after the windows of it: (512,)."""
    return read(text).whole


@lru_cache(maxsize=REMEMBERED)
def encode(text: str) -> Encoded:
    """Encode one text, alone: what stands beside it in a batch does not move a digit.

    >>> english, chinese, other = map(encode, ("Revenue fell sharply.", "營收大幅下降。", "會議室在三樓。"))
    >>> float(english.whole @ chinese.whole) > float(english.whole @ other.whole) + 0.3
    True
    """
    found = read(text)
    starts = _starts(len(found.pieces))
    ends = [min(start + WINDOW, len(found.pieces)) for start in starts]
    sums = np.zeros((len(found.pieces) + 1, found.rows.shape[1]))
    for number, row in enumerate(found.rows[1:-1]):  # np.cumsum goes down the columns, which takes 20 times as long
        np.add(sums[number], row, out=sums[number + 1])
    lengths = np.array([end - start for start, end in zip(starts, ends, strict=True)], dtype=np.float32)
    local = project((sums[ends] - sums[starts]).astype(np.float32), lengths)
    first, last = ([found.pieces[at].start for at in starts], [found.pieces[at - 1].end for at in ends])
    return Encoded(found.pieces, whole(text), tuple(map(Window, first, last)), local)


def _starts(count: int) -> list[int]:
    """First pieces of the windows; the last window ends where the text ends."""
    if not count:
        return []
    last = max(count - WINDOW, 0)
    return [*range(0, last, STRIDE), last]


def _features(numbers: list[int]) -> Floats:
    """What each piece means among its neighbours: (pieces, 1280)."""
    model = weights()
    parts = [embedded(numbers)]
    slots = known().slots(numbers)
    for branch, (width, left) in enumerate(ORDERS):
        alone, placed = np.split(known().branches[branch][slots], [REACH], axis=1)
        part = alone + np.maximum(_summed(placed, width, left) + model.b1[branch], 0)
        parts.append(part + np.maximum(_neighbours(part, width, left) @ model.w2[branch] + model.b2[branch], 0))
    return normalised(np.concatenate(parts, axis=1), model.ln_g, model.ln_b, model.eps)


def _summed(placed: Floats, width: int, left: int) -> Floats:
    """For each row, the sum of what it and those around it bring to it, each from its place."""
    count = len(placed)
    total = np.zeros((count + width - 1, REACH), dtype=np.float32)
    for place in range(width):
        total[width - 1 - place : width - 1 - place + count] += placed[:, place * REACH : (place + 1) * REACH]
    return total[width - 1 - left : width - 1 - left + count]


def _neighbours(rows: Floats, width: int, left: int) -> Floats:
    """Each row beside those around it, and zeros beyond the ends: (rows, width * columns)."""
    count, columns = rows.shape
    padded = np.zeros((count + width - 1, columns), dtype=np.float32)
    padded[left : left + count] = rows
    return np.concatenate([padded[place : place + count] for place in range(width)], axis=1)


def project(sums: Floats, lengths: Floats) -> Floats:
    """Vectors of length one for sums of rows of that many pieces: (n, 1280) and (n,) to (n, 512)."""
    model = weights()
    mean = (sums @ model.cnn_W + lengths[:, None] * model.cnn_b) / np.sqrt(lengths)[:, None]
    first = np.maximum(mean @ model.d0, 0)
    first = np.maximum(mean @ model.p1 + first @ model.d1, 0)
    second = np.maximum(first @ model.d2, 0)
    vectors = np.tanh(first @ model.p3 + second @ model.d3)
    norms = np.sqrt(np.maximum((vectors**2).sum(axis=1), model.eps))
    scaled: Floats = vectors / norms[:, None]
    return scaled


@cache
def known() -> Known:
    """The pieces that were met so far."""
    return Known()
