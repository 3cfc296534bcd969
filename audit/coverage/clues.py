"""Clues to whether a part of one side of a pair is said on the other."""

import re
from functools import lru_cache
from itertools import pairwise
from math import log
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from audit import model
from audit.coverage.sides import SIDES, Side
from audit.encoder.matching import Matching, match
from audit.encoder.use import encode
from audit.model import Segment
from audit.quantities.differences import compare
from audit.text.scripts import Language
from audit.text.terminology.associations import items, rendered

CLUES = (
    "similarity",  # cosine of the windows of the part with the nearest of the other side, on average
    "weakest",  # the same for the worst third of its windows
    "nearer",  # the same, less the closeness of that window to everything
    "elsewhere",  # similarity of all other windows of this side
    "claims",  # log of the share of the other side that fits this part best, by the share that its length gives it
    "heard",  # words of the part whose usual rendering is there
    "unheard",  # words of the part whose usual rendering is not there
    "unheard-share",
    "figures",  # whether a figure of the part is matched
    "lost-figures",  # whether one is missing
    "latin",  # whether a code or a Latin name of the part is there
    "lost-latin",  # whether one is not
    "short",  # log of the expected length of the other side by its length
    "gap",  # what is missing from the expected length, in lengths of this part
    "length",  # log of the letters of the part
    "share",  # share of this side
    "broken-off",  # whether it is the last part of a text that ends with a full stop, and the other ends with none
)
"""The columns of what `clues` gives."""
EXPECTED: dict[Language, float] = {"en": 0.33, "zh": 3.0}
"""Code points of the other language for one of this."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.-]*[A-Za-z0-9]|\d[\d,.]*")
_FINAL = re.compile(r"[.!?。！？…][\"'”’」』）)\]]*\s*$")


def clues(segment: Segment, one: Side, other: Side) -> NDArray[np.float64]:
    """One row for each part of `one`, one column for each of `CLUES`."""
    windows = _windows(match(encode(one.text), encode(other.text)), one)
    figures, lost = _figures(segment, one.side)
    heard, codes = _items(other.text, other.language), _codes(other.text)
    length = len(one.text.strip())
    expected = length * EXPECTED[one.language]
    there = len(other.text.strip())
    short = _held(log((expected + 3) / (there + 3)), 1)
    rows = []
    for number, (start, end) in enumerate(one.parts):
        words = one.text[start:end]
        share = (end - start) / length
        similarity, weakest, nearer, elsewhere, claims = windows[number]
        found, missing = rendered(items(words, one.language), heard, one.language)
        own = {code for code in _codes(words) if code in codes or not code.isalpha() or one.language == "zh"}
        rows.append(
            [
                similarity,
                weakest,
                nearer,
                elsewhere,
                log((claims + 0.02) / (share + 0.02)),
                min(found, 3),
                min(missing, 3),
                missing / (found + missing + 0.5),
                any(start <= place < end for place in figures),
                any(start <= place < end for place in lost),
                bool(own & codes),
                bool(own - codes),
                short,
                _held((expected - there) / ((end - start) * EXPECTED[one.language]), 2),
                log(sum(map(str.isalnum, words)) + 1),
                share,
                breaks_off(one, other, number),
            ]
        )
    return np.array(rows, dtype=np.float64)


def breaks_off(one: Side, other: Side, part: int) -> bool:
    """Whether a part is the last of a text that ends with a full stop, and the other text ends with none."""
    return part == len(one.parts) - 1 and is_closed(one.text) and not is_closed(other.text)


def is_closed(text: str) -> bool:
    """Whether a text ends with a full stop or the like.

    >>> is_closed("We grew (a lot.)"), is_closed("We grew,")
    (True, False)
    """
    return bool(_FINAL.search(text))


def _held(value: float, most: float) -> float:
    return max(-most, min(value, most))


def _windows(matching: Matching, one: Side) -> list[tuple[float, ...]]:
    """What the windows of each part say; where none has its middle in the part, the nearest speaks for it.

    Similarity, that of the worst third, `nearer`, similarity of all others, and the sum of claims.
    """
    ends = np.array([end for _, end in one.parts])
    owners = np.minimum(np.searchsorted(ends, matching.middles, side="right"), len(ends) - 1)
    bounds = np.searchsorted(owners, np.arange(len(ends) + 1)).tolist()
    best, nearer, claims = (column.tolist() for column in (matching.best, matching.nearer, matching.claims))
    everything = sum(best)
    found: list[tuple[float, ...]] = []
    for part, (first, last) in enumerate(pairwise(bounds)):
        if first == last:
            first = int(np.abs(owners - part).argmin())
            last = first + 1
        own, count = sorted(best[first:last]), last - first
        similarity = sum(own) / count
        others = len(best) - count
        found.append(
            (
                similarity,
                fmean(own[: max(1, count // 3)]),
                sum(nearer[first:last]) / count,
                (everything - sum(own)) / others if others else similarity,
                sum(claims[first:last]),
            )
        )
    return found


def _figures(segment: Segment, side: model.Side) -> tuple[list[int], list[int]]:
    """Where the figures of a side stand that are matched, and those that are missing on the other."""
    compared = compare(segment)
    matched = [pair.sides[SIDES.index(side)].quantity.start for pair in compared.pairs]
    gone = ("missing-number", "added-number")
    lost = [each for difference in compared.differences if difference.check in gone for each in _of(difference, side)]
    return matched, lost


def _of(difference: object, side: model.Side) -> list[int]:
    return [quantity.start for quantity in getattr(difference, side)]


def _codes(text: str) -> set[str]:
    return {found.lower().replace(",", "") for found in _LATIN.findall(text)}


@lru_cache(maxsize=128)
def _items(text: str, tongue: Language) -> frozenset[str]:
    return frozenset(items(text, tongue))
