"""Whether an amount is told as a profit or as a loss, as an inflow or an outflow, as a premium or a discount."""

import re
from collections.abc import Set
from functools import cache, lru_cache
from typing import NamedTuple

from audit.model import Quantity
from audit.text.tables import rows

_LINK = (
    r"(?: (?:was|were|of|is|at|stood at|amounted to|reached|totalled|totaled|came to|came in at)"
    r"(?: (?:about|approximately|some|around|roughly|nearly|over|more than))?"
    r"| ?(?:額|额|为|為|達|达|是|約|约|錄得|录得|:|：)+)? ?$"
)
_REACH = 40
"""Characters before an amount in which a word that calls it something begins."""
_AROUND = (60, 30)
"""Characters before and after an amount in which what it is stands."""
_HINTS = "loss lost losing deficit outflow expense cost charge paid discount liabilit minimum lowest"
_HAN_HINTS = "亏 虧 失 蚀 蝕 差 赤字 流出 支 費 费 成本 折 貼 贴 負 负 最低 最小 最少 下限"
_PLACES = tuple(_HINTS.split()), tuple(_HAN_HINTS.split())
"""Without one of these no text calls an amount by the second of two opposites."""

_NAMES = tuple((row["name"], row["opposite"]) for row in rows("opposites.tsv"))
CHECKS = {name: row["check"] for row in rows("opposites.tsv") for name in (row["name"], row["opposite"])}
"""Which check speaks of an amount that is called the opposite."""
GAINS = {name for name, _ in _NAMES}
"""What is good to have, of two opposites."""


class _Opposites(NamedTuple):
    """Two opposites that an amount may be called, and what tells them: the first or second group."""

    names: tuple[str, str]
    said: re.Pattern[str]
    said_before: re.Pattern[str]


def turned(one: Quantity, source: str, other: Quantity, target: str) -> tuple[str, str] | None:
    """What two amounts are called, where these are opposites.

    The words right before them tell, or else all words around them where neither text speaks of both anywhere.

    >>> here = Quantity(kind="money", value=5, start=10, end=12)
    >>> there = Quantity(kind="money", value=5, start=2, end=5)
    >>> turned(here, "A gain of $5", there, "損失5美元"), turned(here, "A sale at $5", there, "損失5美元")
    (('profit', 'loss'), None)
    """
    beside = _called(one, source), _called(other, target)
    anywhere = spoken(source), spoken(target)
    for names in _NAMES:
        for ours, theirs in (names, names[::-1]):
            if ours in beside[0] and theirs in beside[1]:
                return ours, theirs
            if ours not in anywhere[0] or theirs not in anywhere[1]:
                continue
            alone = ours not in anywhere[1] and theirs not in anywhere[0]
            if alone and ours in spoken(_around(source, one)) and theirs in spoken(_around(target, other)):
                return ours, theirs
    return None


def _called(quantity: Quantity, text: str) -> Set[str]:
    """What the words right before an amount call it."""
    start = max(0, quantity.start - _REACH)
    found = ((both, both.said_before.search(text, start, quantity.start)) for both in _opposites())
    return {both.names[match[1] is None] for both, match in found if match}


def _around(text: str, quantity: Quantity) -> str:
    return text[max(0, quantity.start - _AROUND[0]) : quantity.end + _AROUND[1]]


@lru_cache(maxsize=64)
def may_turn(source: str, target: str) -> bool:
    """Whether one of the texts speaks of something, and only the other of its opposite: then it is worth a closer look.

    >>> may_turn("a loss of $5", "虧損5美元"), may_turn("a loss of $5", "盈利5美元"), may_turn("$5", "盈利5美元")
    (False, True, False)
    """
    if not _hints(source) and not _hints(target):
        return False
    here, there = spoken(source), spoken(target)
    return any((first in here and last in there) or (last in here and first in there) for first, last in _NAMES)


def _hints(text: str) -> bool:
    lower = text.lower()
    return any(hint in lower for hints in _PLACES for hint in hints)


@lru_cache(maxsize=64)
def spoken(text: str) -> Set[str]:
    """What a text speaks of, of all that has an opposite.

    >>> sorted(spoken("A premium of 5% and a net inflow")), sorted(spoken("非盈利公司"))
    (['inflow', 'premium'], [])
    """
    return {both.names[match[1] is None] for both in _opposites() for match in both.said.finditer(text)}


@cache
def _opposites() -> tuple[_Opposites, ...]:
    return tuple(_compiled(row) for row in rows("opposites.tsv"))


def _compiled(row: dict[str, str]) -> _Opposites:
    words = [
        rf"(?<![\w-])(?<!\bno )(?:{row[english]})(?![\w-])|(?<![未无無非不])(?:{row[chinese]})"
        for english, chinese in (("english", "chinese"), ("english opposite", "chinese opposite"))
    ]
    said = rf"({words[0]})|({words[1]})"
    before = rf"(?:{said}){_LINK}"
    return _Opposites((row["name"], row["opposite"]), *(re.compile(each, re.IGNORECASE) for each in (said, before)))
