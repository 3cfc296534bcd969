"""Brings variant characters to one form, code point for code point, so that one table serves both scripts."""

import re
from functools import cache

from audit.text.tables import rows

_THREE = "參(?=[拾佰仟萬億兆])|(?<=[拾佰仟])參(?=[萬億兆圓元點整]|(?![一-鿿]))|(?<=[拾佰仟萬億]零)參"
"""參 where it is the three of cheques, not the first half of 參加."""


@cache
def _fold_table() -> dict[int, str]:
    table = {0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0x2019: "'", 0x2212: "-"}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)}
    table |= {ord(row["written"]): row["folded"] for row in rows("folding.tsv")}
    return table


def fold(text: str) -> str:
    """Bring variant characters to one form without moving any of them.

    >>> fold("ＲＭＢ １２億圓")
    'rmb 12亿圆'
    """
    lower = text.lower()
    if text.isascii():
        return lower
    if len(lower) != len(text):
        return text.translate(_fold_table())
    return _variants().sub(_folded, lower)


def _folded(variant: re.Match[str]) -> str:
    return _fold_table().get(ord(variant[0]), "叁")


@cache
def _variants() -> re.Pattern[str]:
    """Any character that folding changes, capital letters aside: most text has few of them."""
    variants = re.escape("".join(map(chr, (code for code in _fold_table() if code > 127))))
    return re.compile(f"[{variants}]|{_THREE}")
