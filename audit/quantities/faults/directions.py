"""Whether a rise became a fall."""

import re
from functools import cache

from audit.model import Quantity
from audit.quantities.lexicon import lexicon
from audit.text.tables import table

_OPPOSITE = {"up": "down", "down": "up"}
_END = re.compile(r"[.;!?](?=\s|$)|\n")
_WORD = re.compile(r"[a-z]+")
_GAPS = re.compile("narrow|widen|收窄|扩大|擴大")
_BEFORE = 25
"""Characters before a figure in which a gap is told to widen or narrow."""
_REACH = 300
"""Characters to either side of a figure in which its sentence is looked for."""


def flipped(english: Quantity, text: str, chinese: Quantity, other: str) -> tuple[str, str] | None:
    """Which way the English and the Chinese text say that a figure moved, where these are opposite.

    Where no word near the English figure tells, its sentence may: all that moves there goes the other way.
    """
    way = chinese.direction
    if way is None:
        return None
    ways = str(english.direction), way
    if {_heads(english), _heads(chinese)} == {"up", "down"}:
        return None if "from" in (english.role, chinese.role) else ways
    if set(ways) == {"slow", "up"} and english.role == chinese.role == "to" and english.kind == "percent":
        return ways
    if set(ways) == {"slow", "up"} and _gap(english, text) == -_gap(chinese, other) != 0:
        return ways
    if way not in _OPPOSITE or chinese.role not in ("by", "to") or chinese.sign < 0:
        return None
    if english.direction or english.role == "from" or not contradicted(way, text, english):
        return None
    return _OPPOSITE[way], way


def _gap(quantity: Quantity, text: str) -> int:
    """Whether the words before a figure say that a gap or loss widened, 1, or narrowed, -1."""
    found = _GAPS.findall(text, max(0, quantity.start - _BEFORE), quantity.start)
    return 0 if not found else 1 if found[-1] in ("widen", "扩大", "擴大") else -1


def _heads(quantity: Quantity) -> str | None:
    """Which way a change goes, when "-12% growth" is a fall; growth that slows may still be growth."""
    direction = "down" if quantity.direction == "slow" and quantity.role == "by" else quantity.direction
    if direction not in _OPPOSITE:
        return None
    return direction if quantity.sign > 0 else _OPPOSITE[direction]


def contradicted(direction: str, text: str, quantity: Quantity) -> bool:
    """Whether all that moves in the English sentence of a figure goes the other way.

    >>> sold = Quantity(kind="percent", value=5, text="5%", start=26, end=28)
    >>> [contradicted(way, "Prices grew, and it shows: 5% of sales.", sold) for way in ("up", "down")]
    [False, True]
    """
    before = _END.split(text[max(0, quantity.start - _REACH) : quantity.start])[-1]
    after = _END.split(text[quantity.end : quantity.end + _REACH])[0]
    words = set(_WORD.findall(f"{before} {after}".lower()))
    ways = {way for word in words if (way := lexicon("english").direction(word))}
    return ways == {_OPPOSITE[direction]} and words.isdisjoint(_excuses(direction))


@cache
def _excuses(direction: str) -> frozenset[str]:
    words = table("context_words.tsv")
    return frozenset(f"{words[direction]} {words['either']}".split())
