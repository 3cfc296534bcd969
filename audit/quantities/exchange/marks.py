"""What marks one of two figures as that for each of something, or as the one to compare with."""

import re

from audit.model import Quantity
from audit.quantities.exchange.surroundings import Surroundings
from audit.quantities.pairing.matching import Pair

_PER = re.compile(r"\b(?:per|each|every|apiece)\b")
_CLAUSE = re.compile(r"[,，。；;：:、！？!?\d]|\b(?:and|or|but|while|with)\b")
_MARK = re.compile(r"\b(?:every|each) $|每 ?$|[(（][^()（）]*[:：] ?$")
_MARKED = 26
"""Characters before a figure in which its mark stands."""
_SPLIT = re.compile("-for-|股?[拆合送供派]")
_OR = re.compile(r"[ ,(]*(?:or|and|to)[ (]*")
_NEAR = 40
"""Characters to either side of a figure in which "per" may belong to it."""


def same_base(around: Surroundings, one: Pair, other: Pair) -> bool | None:
    """Whether the same one of two figures is marked in both texts; None where not just one is marked in either.

    Three shares for every ten are 每十股獲發三股, and "12 cents (2022: 10 cents)" has the ten in brackets.
    A 5-for-1 split, which is 一拆五, counts as the same.
    """
    if is_split(around, one, other):
        return True
    here, there = (
        [_is_marked(text, pair.sides[side].quantity.start) for pair in (one, other)]
        for side, text in enumerate(around.texts)
    )
    return here == there if sum(here) == sum(there) == 1 else None


def is_split(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether the two tell how shares were split: a 5-for-1 split is 一拆五."""
    return any(_SPLIT.fullmatch(words) for words in around.between(one, other))


def _is_marked(text: str, start: int) -> bool:
    return _MARK.search(text, max(0, start - _MARKED), start) is not None


def same_for_each(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether the same one of the figures is that for each of something in both texts.

    Two coins per house and 150 to begin with are 開始時有150枚，每棟2枚; but "2 (or 3) per house" says it of both.
    """
    if _OR.fullmatch(around.between(one, other)[0]):
        return False
    here, there = (
        (_is_for_each(text, first, second), _is_for_each(text, second, first))
        for side, text in enumerate(around.texts)
        for first, second in [(one.sides[side].quantity, other.sides[side].quantity)]
    )
    return here == there and here[0] != here[1]


def _is_for_each(text: str, figure: Quantity, other: Quantity) -> bool:
    """Whether "per" follows in the clause of a figure, or 每 goes before it, on its side of the other."""
    first = other.end if other.end <= figure.start else 0
    last = other.start if other.start >= figure.end else len(text)
    before = text[max(first, figure.start - _NEAR) : figure.start]
    after = text[figure.end : min(last, figure.end + _NEAR)]
    return "每" in _CLAUSE.split(before)[-1] or _PER.search(_CLAUSE.split(after)[0]) is not None
