"""Brings variant characters to one form, code point for code point, so that one table serves both scripts."""

import re
from functools import cache

from audit.text.tables import rows

_THREE = "參(?=[拾佰仟萬億兆])|(?<=[拾佰仟])參(?=[萬億兆圓元點整]|(?![一-鿿]))|(?<=[拾佰仟萬億]零)參"
"""參 where it is the three of cheques, not the first half of 參加."""


_ASCII = bytes(range(128))


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
    if "參" in lower:
        lower = _three().sub("叁", lower)
    if found := set(_variants().findall(_not_ascii(lower))):
        forms = _folded_variants()
        for variant in found:
            lower = lower.replace(variant, forms[variant])
    return lower


def _not_ascii(text: str) -> str:
    """The characters that may be variants, where those are so few that it pays to look at them only."""
    raw = text.encode("utf-8", "surrogatepass")
    return raw.translate(None, _ASCII).decode("utf-8", "surrogatepass") if len(raw) < 2 * len(text) else text


@cache
def _folded_variants() -> dict[str, str]:
    """Any character that folding changes, capital letters aside, to its form: no form is a variant itself."""
    return {chr(code): folded for code, folded in _fold_table().items() if code > 127}


@cache
def _variants() -> re.Pattern[str]:
    """Most text has few variants, and those again and again."""
    return re.compile(f"[{re.escape(''.join(_folded_variants()))}]")


@cache
def _three() -> re.Pattern[str]:
    return re.compile(_THREE)
