"""Reads the quantities of a text in either language."""

import re
from functools import lru_cache
from operator import attrgetter

from msgspec.structs import replace

from audit.model import Quantity
from audit.quantities.chinese.reader import read_chinese
from audit.quantities.dated_lists import with_shared_scales
from audit.quantities.english.reader import read_english
from audit.quantities.trends import with_directions, with_periods

_BRACKET = re.compile("[()（）]")
_PLACE = attrgetter("start", "end")


def readings(text: str, language: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, with the numerals inside idioms, which match but are never missed."""
    return _readings(text, language.partition("-")[0] == "zh")


@lru_cache(maxsize=2048)
def _readings(text: str, chinese: bool) -> tuple[Quantity, ...]:
    """Remembered for as many texts as a document has, since checks of a segment and of the document ask in turn."""
    reading = read_chinese(text) if chinese else read_english(text)
    found = [_closed(quantity, text) for quantity in reading.found] if reading.bracketed else reading.found
    if len(found) < 2:
        return tuple(found)
    found = with_shared_scales(sorted(found, key=_PLACE), reading.folded)
    return tuple(with_periods(with_directions(found, reading.folded), reading.folded))


def _closed(quantity: Quantity, text: str) -> Quantity:
    """An amount with both its brackets: (5.6) million, HK$(5.6)."""
    bracket = _BRACKET.findall(quantity.text)
    if len(bracket) != 1:
        return quantity
    opened = bracket[0] in "(（"
    start, end = quantity.start - (not opened), quantity.end + opened
    return replace(quantity, start=start, end=end, text=text[start:end])


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order of its words.

    >>> [str(found.value) for found in quantities("人民幣19.691億元", "zh-TW")]
    ['1969100000']
    """
    return tuple(quantity for quantity in readings(text, language) if not idle(quantity))


def idle(quantity: Quantity) -> bool:
    """An article or a word inside an idiom counts nothing."""
    if quantity.kind != "count":
        return quantity.kind == "month" and quantity.approximate
    return quantity.unit == "idiom" or (quantity.value == 1 and quantity.text in ("one", "One", "一", "a couple"))
