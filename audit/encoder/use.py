"""The forward pass of the encoder, up to the vectors of parts of a text, which its package does not give."""

from functools import lru_cache
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from audit.encoder.pieces import Piece, package, pieces

Floats = NDArray[np.float32]
START, END = 1, 2
WINDOW = 9
"""Pieces in a window: about five English words, or nine to twelve Chinese characters."""
STRIDE = 2
ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width and left reach of the three convolutions."""
REACH = 256
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

    @property
    def whole(self) -> Floats:
        """The vector of the text, of length one: (512,)."""
        [vector] = project(self.rows.sum(axis=0, keepdims=True), np.array([len(self.rows)], dtype=np.float32))
        return np.asarray(vector)


@lru_cache(maxsize=4)
def read(text: str) -> Read:
    """Read a text as far as its pieces go, which is half the work of encoding it."""
    found = pieces(text)
    return Read(found, _features([START, *(piece.number for piece in found), END]))


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
    np.cumsum(found.rows[1:-1], axis=0, out=sums[1:])
    lengths = np.array([end - start for start, end in zip(starts, ends, strict=True)], dtype=np.float32)
    local = project((sums[ends] - sums[starts]).astype(np.float32), lengths)
    first, last = ([found.pieces[at].start for at in starts], [found.pieces[at - 1].end for at in ends])
    return Encoded(found.pieces, found.whole, tuple(map(Window, first, last)), local)


def _starts(count: int) -> list[int]:
    """First pieces of the windows; the last window ends where the text ends."""
    if not count:
        return []
    last = max(count - WINDOW, 0)
    return [*range(0, last, STRIDE), last]


def _features(numbers: list[int]) -> Floats:
    """What each piece means among its neighbours: (pieces, 1280)."""
    model = _model()
    ids = np.array(numbers)
    chunk = ids % 17
    embedded: Floats = model.table[ids] * model.scale[chunk, None] + model.lo[chunk, None]
    hidden = _normalised(embedded @ model.proj_W + model.proj_b, model.ln_g_all, model.ln_b_all, model.eps)
    parts = [embedded]
    for branch, (width, left) in enumerate(ORDERS):
        part = hidden[:, branch * REACH : (branch + 1) * REACH]
        for weights, bias in ((model.w1, model.b1), (model.w2, model.b2)):
            part = part + np.maximum(_neighbours(part, width, left) @ weights[branch] + bias[branch], 0)
        parts.append(part)
    return _normalised(np.concatenate(parts, axis=1), model.ln_g, model.ln_b, model.eps)


def _neighbours(rows: Floats, width: int, left: int) -> Floats:
    """Each row beside those around it, and zeros beyond the ends: (rows, width * columns)."""
    count, columns = rows.shape
    padded = np.zeros((count + width - 1, columns), dtype=np.float32)
    padded[left : left + count] = rows
    windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=0)
    return windows.transpose(0, 2, 1).reshape(count, width * columns)


def project(sums: Floats, lengths: Floats) -> Floats:
    """Vectors of length one for sums of rows of that many pieces: (n, 1280) and (n,) to (n, 512)."""
    model = _model()
    mean = (sums @ model.cnn_W + lengths[:, None] * model.cnn_b) / np.sqrt(lengths)[:, None]
    first = np.maximum(mean @ model.d0, 0)
    first = np.maximum(mean @ model.p1 + first @ model.d1, 0)
    second = np.maximum(first @ model.d2, 0)
    vectors = np.tanh(first @ model.p3 + second @ model.d3)
    norms = np.sqrt(np.maximum((vectors**2).sum(axis=1), model.eps))
    scaled: Floats = vectors / norms[:, None]
    return scaled


def _normalised(rows: Floats, gamma: Floats, beta: Floats, eps: float) -> Floats:
    """Layer normalisation of each row."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    scaled: Floats = rows / np.sqrt((rows**2).mean(axis=1, keepdims=True) + eps) * gamma + beta
    return scaled


def _model() -> Any:
    return package()._model
