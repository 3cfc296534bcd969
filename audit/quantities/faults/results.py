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
_NO = ("no ", "未", "无", "無", "非", "不")
"""What says, right before a word, that it is not so."""
_NAMES = tuple((row["name"], row["opposite"]) for row in rows("opposites.tsv"))
CHECKS = {name: row["check"] for row in rows("opposites.tsv") for name in (row["name"], row["opposite"])}
"""Which check speaks of an amount that is called the opposite."""
GAINS = {name for name, _ in _NAMES}
"""What is good to have, of two opposites."""


class Opposites(NamedTuple):
    """Two opposites that an amount may be called, and what tells them in lower case: the first or second group."""

    names: tuple[str, str]
    hints: tuple[tuple[list[str], list[str]], tuple[list[str], list[str]]]
    """Plain characters without which a text speaks of neither, in English and in Chinese."""
    said: re.Pattern[str]
    said_before: re.Pattern[str]


def turned(one: Quantity, english: str, other: Quantity, chinese: str) -> tuple[str, str] | None:
    """What two amounts are called, where these are opposites.

    The words right before them tell, or else all words around them where neither text speaks of both anywhere.

    >>> here = Quantity(kind="money", value=5, start=10, end=12)
    >>> there = Quantity(kind="money", value=5, start=2, end=5)
    >>> turned(here, "A gain of $5", there, "損失5美元")
    ('profit', 'loss')
    """
    for both in may_turn(english, chinese):
        beside = _called(one, english, both), _called(other, chinese, both)
        anywhere = spoken(english, both), spoken(chinese, both)
        for ours, theirs in (both.names, both.names[::-1]):
            if (ours, theirs) == beside:
                return ours, theirs
            alone = anywhere == ({ours}, {theirs})
            if alone and spoken(_around(english, one), both) and spoken(_around(chinese, other), both):
                return ours, theirs
    return None


def _called(quantity: Quantity, text: str, both: Opposites) -> str | None:
    """What the words right before an amount call it."""
    before = text[max(0, quantity.start - _REACH) : quantity.start].lower()
    found = both.said_before.search(before)
    return both.names[found[1] is None] if found and _stands(before, found.start()) else None


def _around(text: str, quantity: Quantity) -> str:
    return text[max(0, quantity.start - _AROUND[0]) : quantity.end + _AROUND[1]]


@lru_cache(maxsize=64)
def may_turn(english: str, chinese: str) -> tuple[Opposites, ...]:
    """The opposites of which the texts speak of different ones: then these are worth a closer look.

    >>> [len(may_turn("a loss of $5", chinese)) for chinese in ("虧損5美元", "盈利5美元", "5美元")]
    [0, 1, 0]
    """
    lower = english.lower()
    ours, theirs = _hints()
    if not any(hint in lower for hint in ours) and not any(hint in chinese for hint in theirs):
        return ()
    return tuple(both for both in _opposites() if _cross(both, lower, chinese))


def _cross(both: Opposites, english: str, chinese: str) -> bool:
    hinted = [
        [any(hint in text for hint in hints) for hints in both.hints[side]]
        for side, text in enumerate((english, chinese))
    ]
    if not (hinted[0][0] and hinted[1][1]) and not (hinted[0][1] and hinted[1][0]):
        return False
    first, last = both.names
    here, there = spoken(english, both), spoken(chinese, both)
    return (first in here and last in there) or (last in here and first in there)


@cache
def _hints() -> list[list[str]]:
    """What hints at the second of any two opposites, in English and in Chinese."""
    return [[hint for both in _opposites() for hint in both.hints[side][1]] for side in (0, 1)]


def spoken(text: str, both: Opposites) -> Set[str]:
    """Which of two opposites a text speaks of.

    >>> premium = next(both for both in _opposites() if "premium" in both.names)
    >>> spoken("A premium of 5%, no discount", premium)
    {'premium'}
    """
    lower = text.lower()
    found = both.said.finditer(lower)
    return {both.names[match[1] is None] for match in found if _stands(lower, match.start())}


def _stands(text: str, start: int) -> bool:
    """Whether what was found is a word, or not a part of one, and nothing says that it is not so."""
    before = text[start - 1 : start]
    part = text[start].isascii() and (before == "-" or (before.isascii() and before.isalnum()))
    return not part and not text.endswith(_NO, 0, start)


@cache
def _opposites() -> tuple[Opposites, ...]:
    return tuple(_compiled(row) for row in rows("opposites.tsv"))


def _compiled(row: dict[str, str]) -> Opposites:
    words = [
        rf"(?:{row[english]})(?![\w-])|{row[chinese]}"
        for english, chinese in (("english", "chinese"), ("english opposite", "chinese opposite"))
    ]
    said = rf"({words[0]})|({words[1]})"
    hints = [row[name].split("|") for name in ("hint", "hint of opposite")]
    english, chinese = (
        [[hint for hint in each if hint.isascii() is is_english] for each in hints] for is_english in (True, False)
    )
    return Opposites(
        (row["name"], row["opposite"]),
        ((english[0], english[1]), (chinese[0], chinese[1])),
        re.compile(said),
        re.compile(rf"(?:{said}){_LINK}"),
    )
