"""Han characters that stand side by side, in many texts at once: as numbers, since there are so many."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from audit.text.trie import Numbers, code_points

_BITS = 18
"""Bits of the code point of a Han character."""
_OF_TEXT = 63 - 2 * _BITS
"""Bits that are left beside two of them for the number of a text."""


def repeated(texts: Sequence[str], numbers: Iterable[int]) -> Mapping[str, Sequence[int]]:
    """Each two Han characters side by side that several texts of these numbers have, with the numbers of those texts.

    >>> repeated(["數碼錢包", "數字錢包", "錢包"], [0, 1])
    {'錢包': [0, 1]}
    """
    wanted = sorted(numbers)
    own = [texts[number] for number in wanted]
    codes = code_points("\n".join(own)).astype(np.int64)
    text_of = np.repeat(np.array(wanted, dtype=np.int64), [len(text) + 1 for text in own])
    is_han = _are_han(codes)
    at = np.flatnonzero(is_han[:-1] & is_han[1:])
    places = (codes[at] << _BITS | codes[at + 1]) << _OF_TEXT | text_of[at]
    places.sort()
    places = places[_firsts(places)]
    pairs = places >> _OF_TEXT
    starts = np.flatnonzero(_firsts(pairs))
    ends = np.append(starts[1:], len(pairs))
    several = ends - starts > 1
    having = (places & (1 << _OF_TEXT) - 1).tolist()
    found = zip(pairs[starts[several]].tolist(), starts[several].tolist(), ends[several].tolist(), strict=True)
    return {chr(pair >> _BITS) + chr(pair & (1 << _BITS) - 1): having[start:end] for pair, start, end in found}


def _are_han(codes: Numbers) -> NDArray[np.bool_]:
    """Which code points are Han letters, as `audit.text.scripts` has them."""
    in_plane = (codes >= 0x3400) & (codes <= 0x9FFF) & ((codes <= 0x4DBF) | (codes >= 0x4E00))
    return in_plane | ((codes >= 0x20000) & (codes <= 0x3FFFF))


def _firsts(ordered: Numbers) -> NDArray[np.bool_]:
    """Which of numbers in order are not the same as the one before."""
    return np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
