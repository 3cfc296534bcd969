"""Han characters that stand side by side, in many texts at once: as numbers, since there are so many."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from audit.text.words.trie import Numbers, code_points

_BITS = 18
"""Bits of the code point of a Han character."""
_OF_TEXT = 63 - 2 * _BITS
"""Bits that are left beside two of them for the number of a text."""
_AT_ONCE = 4096
"""Texts that are gone through together."""


class Repeated:
    """Each two Han characters side by side that several texts of these numbers have.

    >>> found = Repeated(["數碼錢包", "數字錢包", "錢包"], [0, 1])
    >>> found.pairs, found.texts_with(0)
    ('錢包\\n', [0, 1])
    """

    def __init__(self, texts: Sequence[str], numbers: Iterable[int]) -> None:
        wanted = sorted(numbers)
        blocks = [
            _places([texts[number] for number in wanted[start : start + _AT_ONCE]], start)
            for start in range(0, len(wanted), _AT_ONCE)
        ]
        places = np.unique(np.concatenate(blocks)) if blocks else np.empty(0, dtype=np.int64)
        pairs = places >> _OF_TEXT
        bounds = np.append(np.flatnonzero(np.diff(pairs, prepend=-1)), len(pairs))
        several = np.flatnonzero(np.diff(bounds) > 1)
        self._starts, self._ends = bounds[several], bounds[several + 1]
        self._texts = np.array(wanted, dtype=np.int64)[places & (1 << _OF_TEXT) - 1]
        found = pairs[self._starts]
        lines = np.column_stack((found >> _BITS, found & (1 << _BITS) - 1, np.full_like(found, ord("\n"))))
        self.pairs = lines.astype("<u4").tobytes().decode("utf-32-le")
        """One on each line."""

    def texts_with(self, pair: int) -> list[int]:
        """The numbers of the texts that have the pair on that line, from 0."""
        numbers: list[int] = self._texts[self._starts[pair] : self._ends[pair]].tolist()
        return numbers


def _places(texts: Sequence[str], first: int) -> Numbers:
    """The pairs of each text, with the number of the text behind each; that of the first one is given."""
    codes = code_points("\n".join(texts)).astype(np.int64)
    text_of = np.repeat(np.arange(first, first + len(texts)), [len(text) + 1 for text in texts])
    is_han = _are_han(codes)
    at = np.flatnonzero(is_han[:-1] & is_han[1:])
    return (codes[at] << _BITS | codes[at + 1]) << _OF_TEXT | text_of[at]


def _are_han(codes: Numbers) -> NDArray[np.bool_]:
    """Which code points are Han letters, as `audit.text.scripts` has them."""
    in_plane = (codes >= 0x3400) & (codes <= 0x9FFF) & ((codes <= 0x4DBF) | (codes >= 0x4E00))
    return in_plane | ((codes >= 0x20000) & (codes <= 0x3FFFF))
