"""Whether a year or a century is counted before Christ: 221 BC, 公元前三世紀."""

import re
from functools import lru_cache

from audit.model import Quantity
from audit.quantities.context import mentions

_ENGLISH = re.compile(r"(?<![A-Za-z])B\.? ?C(?:\.|\b|\.?E\b)")
_CHINESE = re.compile("[公西纪紀]元前")
_PERHAPS = re.compile(_CHINESE.pattern + "|(?<![年月日天])前[0-9一二三四五六七八九]")
"""前221年 may do, but 此前2019年 is no era."""
_BEHIND, _BEFORE = 5, 5
"""Characters beside a year in which its era stands."""


@lru_cache(maxsize=64)
def before_christ(source: str, target: str) -> bool:
    """Whether a text may count anything before Christ.

    >>> before_christ("in 221 BC", "公元221年"), before_christ("in 221", "公元221年")
    (True, False)
    """
    return any(mark in source or mark in target for mark in ("元前", "BC", "B.C"))


def eras(english: Quantity, text: str, chinese: Quantity, other: str) -> tuple[str, str] | None:
    """The eras of a year that is before Christ in one text, where nothing is in the other.

    >>> year = Quantity(kind="year", value=221, text="221 BC", start=3, end=9)
    >>> again = Quantity(kind="year", value=221, text="公元221年", start=0, end=6)
    >>> eras(year, "in 221 BC", again, "公元221年")
    ('BC', 'AD')
    """
    if not all(quantity.kind == "year" or quantity.unit == "century" for quantity in (english, chinese)):
        return None
    if _ENGLISH.search(text[english.start : english.end + _BEHIND]) and not mentions(_PERHAPS, other):
        return "BC", "AD"
    if _CHINESE.search(other[max(0, chinese.start - _BEFORE) : chinese.end]) and not mentions(_ENGLISH, text):
        return "AD", "BC"
    return None
