"""The forward pass of the encoder, up to the vectors of parts of a text, which its package does not give."""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from audit.encoder.known import EMBEDDED, KEPT, ORDERS, REACH, Known, embedded, normalised, weights
from audit.encoder.pieces import Piece, pieces, words
from audit.encoder.vocabulary import vocabulary

Floats = NDArray[np.float32]
START, END = 1, 2
WINDOW = 9
"""Pieces in a window: about five English words, or nine to twelve Chinese characters."""
STRIDE = 2
TILE = 4
"""Rows that OpenBLAS multiplies together: a matrix of 31 takes it a quarter longer than one of 32."""
USUAL = 2_000
"""Code points of the longest text that is looked through together with others: a longer one takes much memory."""
REMEMBERED = 256
"""Texts whose vectors are kept for the next that asks: some 40 MB where each has a hundred words."""


class Window(Struct, frozen=True):
    """A part of a text, in code points."""

    start: int
    end: int


class Encoded(Struct, frozen=True, eq=False):
    """The parts of a text as vectors of length one: `local` is (windows, 512), one row a window."""

    pieces: tuple[Piece, ...]
    windows: tuple[Window, ...]
    local: Floats


class Read(Struct, frozen=True, eq=False):
    """The pieces of a text, and what each means among its neighbours: a row of 1280 for start, pieces and end."""

    pieces: tuple[Piece, ...]
    rows: Floats


def meet(texts: Iterable[str]) -> None:
    """Work out what is not known yet of the pieces of some texts: at once it takes less than text by text."""
    texts = list(texts)
    vocabulary().meet(word for text in texts if len(text) <= USUAL for word in words(text))
    numbers = dict.fromkeys(piece.number for text in texts for piece in pieces(text))
    known().slots(list(islice(numbers, KEPT)))


@lru_cache(maxsize=4)
def read(text: str) -> Read:
    """Read a text as far as its pieces go, which is half the work of encoding it."""
    found = pieces(text)
    return Read(found, _features([START, *(piece.number for piece in found), END]))


@lru_cache(maxsize=REMEMBERED)
def whole(text: str) -> Floats:
    """The vector of a text, of length one: (512,).

    It is worked out alone: what stands beside a text in a batch would move its last digits.

    >>> english, chinese, other = map(whole, ("Revenue fell sharply.", "營收大幅下降。", "會議室在三樓。"))
    >>> float(english @ chinese) > float(english @ other) + 0.3
    True
    """
    total, count = _total(text)
    vector: Floats = project(total[None], np.array([count], dtype=np.float32))[0]
    return vector


@lru_cache(maxsize=REMEMBERED)
def _total(text: str) -> tuple[Floats, int]:
    """The sum of the rows of a text and their number, remembered for who asks for the whole after the windows."""
    rows = read(text).rows
    return rows.sum(axis=0), len(rows)


@lru_cache(maxsize=REMEMBERED)
def encode(text: str) -> Encoded:
    """Encode the windows of one text, alone, too.

    >>> encoded = encode("Revenue fell sharply. The canteen now serves noodles.")
    >>> encoded.local.shape == (len(encoded.windows), 512)
    True
    """
    found = read(text)
    _total(text)
    count = len(found.pieces)
    starts = _starts(count)
    ends = [min(start + WINDOW, count) for start in starts]
    sums = _sums(found.rows[1:-1], len(starts))
    local = project(sums, np.full(len(sums), min(WINDOW, count), dtype=np.float32))[: len(starts)]
    first, last = ([found.pieces[at].start for at in starts], [found.pieces[at - 1].end for at in ends])
    return Encoded(found.pieces, tuple(map(Window, first, last)), local)


def _starts(count: int) -> list[int]:
    """First pieces of the windows; the last window ends where the text ends."""
    if not count:
        return []
    last = max(count - WINDOW, 0)
    return [*range(0, last, STRIDE), last]


def _sums(rows: Floats, windows: int) -> Floats:
    """For each of so many windows, the sum of its rows, and zeros up to a tile: (`_tiled` windows, 1280)."""
    last = max(len(rows) - WINDOW, 0)
    sums = np.zeros((_tiled(windows), rows.shape[1]), dtype=np.float32)
    regular = sums[: max(windows - 1, 0)]
    for place in range(WINDOW):
        regular += rows[place : place + last : STRIDE]
    sums[len(regular) : windows] = rows[last:].sum(axis=0)
    return sums


def _tiled(rows: int) -> int:
    """The next number of rows that is a multiple of `TILE`."""
    return -(-rows // TILE) * TILE


def _features(numbers: list[int]) -> Floats:
    """What each piece means among its neighbours: (pieces, 1280)."""
    model = weights()
    rows = np.empty((len(numbers), EMBEDDED + len(ORDERS) * REACH), dtype=np.float32)
    rows[:, :EMBEDDED] = embedded(numbers)
    slots = known().slots(numbers)
    for branch, (width, left) in enumerate(ORDERS):
        found = known().branches[branch][slots]
        part = _positive(_summed(found[:, REACH:], width, left), model.b1[branch])
        part += found[:, :REACH]
        start = EMBEDDED + branch * REACH
        wider = _positive(_neighbours(part, width, left) @ model.w2[branch], model.b2[branch])
        np.add(part, wider[: len(part)], out=rows[:, start : start + REACH])
    return normalised(rows, model.ln_g, model.ln_b, model.eps)


def _positive(values: Floats, bias: Floats | float = 0) -> Floats:
    """Values with a bias, zero where they are below it, in their place."""
    values += bias
    return np.maximum(values, 0, out=values)


def _summed(placed: Floats, width: int, left: int) -> Floats:
    """For each row, the sum of what it and those around it bring to it, each from its place."""
    count = len(placed)
    total = np.zeros((count + width - 1, REACH), dtype=np.float32)
    for place in range(width):
        total[width - 1 - place : width - 1 - place + count] += placed[:, place * REACH : (place + 1) * REACH]
    return total[width - 1 - left : width - 1 - left + count]


def _neighbours(rows: Floats, width: int, left: int) -> Floats:
    """Each row beside those around it, and zeros beyond the ends, up to a tile: (`_tiled` rows, width * columns)."""
    count, columns = rows.shape
    tiled = _tiled(count)
    padded = np.zeros((tiled + width - 1, columns), dtype=np.float32)
    padded[left : left + count] = rows
    return np.concatenate([padded[place : place + tiled] for place in range(width)], axis=1)


def project(sums: Floats, lengths: Floats) -> Floats:
    """Vectors of length one for sums of rows of that many pieces: (n, 1280) and (n,) to (n, 512)."""
    model = weights()
    weight, bias = _mean()
    mean = sums @ weight
    mean += lengths[:, None] * bias
    mean /= np.sqrt(lengths)[:, None]
    through, past = np.split(mean, 2, axis=1)
    first = _positive(_positive(through) @ model.d1, past)
    second = _positive(first @ model.d2)
    vectors: Floats = first @ model.p3
    vectors += second @ model.d3
    np.tanh(vectors, out=vectors)
    vectors /= np.sqrt(np.maximum(np.einsum("ij,ij->i", vectors, vectors), model.eps))[:, None]
    return vectors


@cache
def _mean() -> tuple[Floats, Floats]:
    """The mean of rows and the two matrices that it goes through next, multiplied once for all: weight and bias."""
    model = weights()
    both = np.concatenate([model.d0, model.p1], axis=1)
    return model.cnn_W @ both, model.cnn_b @ both


@cache
def known() -> Known:
    """The pieces that were met so far."""
    return Known()
