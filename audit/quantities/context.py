"""What stands between figures, and what before one is its sign."""

import re
from functools import lru_cache

from audit.model import Quantity

_LABELLED = re.compile(r"[图表]$|[a-z]\.$|\+/$")
"""What a hyphen joins a number to, 图表-2, E.U.A.-9, or makes plus or minus of, +/-1."""
SENTENCE_END = re.compile(r"[.;!?](?!\d)|[。；！？\n]")


@lru_cache(maxsize=256)
def mentions(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern stands anywhere in a text; remembered, since every figure of it asks."""
    return pattern.search(text) is not None


def gap(one: Quantity, other: Quantity) -> int:
    """How many characters stand between two quantities."""
    return max(one.start - other.end, other.start - one.end, 0)


def minus(folded: str, start: int) -> bool:
    """Whether the dash before a figure is its sign, not a hyphen or the middle of a range.

    >>> minus("(-5%)", 2), minus("13-25%", 3), minus("13 -25%", 4), minus("was -5%", 5)
    (True, False, False, True)
    """
    if not start or folded[start - 1] not in "-–":
        return False
    before = folded[max(0, start - 4) : start - 1]
    last = before.rstrip()[-1:]
    if last in "图表./" and _LABELLED.search(before):
        return False
    if before.endswith(last):
        return not ((last.isalnum() and last.isascii()) or last in ("%", ")", "-", "–", "\u200b")) or not last
    return not (last.isdigit() or last == "%")
