"""What a figure is given for one of: 500 tonnes a day, $3 per kilogram."""

import re
from functools import cache
from typing import NamedTuple

from audit.model import Quantity
from audit.text.tables import rows

_BEFORE, _BEHIND = 14, 6
"""Characters around a Chinese figure in which 每 may belong to it."""
_AFTER = 60
_CLAUSE = re.compile(r"[,，。；;：:！？\d]")
_OTHERWISE = "ago|earlier|later|before|after|from|or|and|to|old|in"
"""What follows in "a month ago"."""


class _Words(NamedTuple):
    meaning: dict[str, tuple[str, int]]
    """Family and number of what a word means."""
    after: re.Pattern[str]
    each: re.Pattern[str]


def told(chinese: str) -> bool:
    """Whether a Chinese text says of anything that it is for each.

    >>> told("每月生產500噸"), told("生產500噸")
    (True, False)
    """
    return "每" in chinese


def rates(english: Quantity, text: str, chinese: Quantity, other: str) -> tuple[str, str] | None:
    """What two figures are for one of, where that is not the same.

    >>> cost = Quantity(kind="money", value=3, text="$3", start=0, end=2)
    >>> price = Quantity(kind="money", value=3, text="3美元", start=2, end=5)
    >>> rates(cost, "$3 per kilogram", price, "每磅3美元"), rates(cost, "$3 a pound", price, "每磅3美元")
    (('kilogram', '磅'), None)
    """
    if not told(other):
        return None
    words = _words()
    here = words.after.match(text[english.end : english.end + _AFTER].lower())
    if here is None:
        return None
    before = _CLAUSE.split(other[max(0, chinese.start - _BEFORE) : chinese.start])[-1]
    behind = _CLAUSE.split(other[chinese.end : chinese.end + _BEHIND])[0]
    family, meaning = words.meaning[here[1]]
    each = words.each.findall(before) + words.each.findall(behind)
    there = [word for word in each if words.meaning[word][0] == family]
    if not there or (family, meaning) in map(words.meaning.__getitem__, there):
        return None
    return here[1], there[-1]


@cache
def _words() -> _Words:
    meaning = {}
    for number, row in enumerate(rows("rates.tsv")):
        for word in f"{row['english']}|{row['chinese']}".split("|"):
            meaning[word] = row["family"], number
    longest = sorted(meaning, key=len, reverse=True)
    english = "|".join(word for word in longest if word.isascii())
    chinese = "|".join(word for word in longest if not word.isascii())
    after = re.compile(rf"(?: [a-z-]+)?,? (?:an?|per|each|every) ({english})\b(?! (?:{_OTHERWISE})\b)")
    return _Words(meaning, after, re.compile(f"每(?:一|个|個)?({chinese})"))
