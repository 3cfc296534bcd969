"""Numerals in English text: digits, with words of scale."""

import re
from fractions import Fraction

from msgspec.structs import replace

from audit.quantities.lexicon import Word, lexicon
from audit.quantities.numerals import (
    DIGITS,
    MAX_DIGITS,
    SPACED,
    VULGAR,
    Number,
    shifted,
    times,
    with_share,
    with_vulgar,
)

_GAPS = {" ", ","}
"""What may set off groups of digits that are read together."""
_GROUPS = {*"0123456789 ,"}
_MIXED = re.compile(r"[ -]([1-9])/([2-9]|1[06])(?=[ -](?!of\b|the\b|and\b)[a-z]{2,})")
"""What makes 2.5 of 2 1/2 hours."""
_CENTS = re.compile(r",(\d\d)(?![\d,.]?\d)(?=(%)?)")
"""What makes €101.50 of €101,50, and 11.33% of 11,33%."""
_DOZEN = re.compile(r"[ -]dozen(?![a-z])")
_MULTIPLIERS = {"scale", "hundred", "suffix"}
_DIGITS_MARKED = bytes(ord("0") if chr(code) in "0123456789" else ord(" ") for code in range(256))


def digit_runs(folded: str) -> dict[int, int]:
    """Where digits begin and end.

    >>> digit_runs("5.2% – 2019")
    {0: 1, 2: 3, 7: 11}
    """
    marked = folded.encode("latin-1", "replace").translate(_DIGITS_MARKED)  # a search of bytes is by far the quickest
    runs: dict[int, int] = {}
    start = marked.find(b"0")
    while start >= 0:
        end = marked.find(b" ", start)
        runs[start] = end = len(marked) if end < 0 else end
        start = marked.find(b"0", end)
    return runs


def digit_number(folded: str, start: int) -> Number | None:
    """Read the digits that start here, with the scale that follows.

    >>> digit_number("1,969.1 million", 0).value
    1969100000
    """
    match = DIGITS.match(folded, start)
    if match is None:
        return None
    digits, end = match[0], match.end()
    if end - start > MAX_DIGITS:
        return Number(0, start, end)
    if (
        folded[end : end + 1] in _GAPS
        and folded[end + 1 : end + 2] in _GROUPS
        and (spaced := SPACED.match(folded, start))
    ):
        digits, end = re.sub(r"\D", "", spaced[0]), spaced.end()
    number = Number(int(digits), start, end, digits) if digits.isdigit() else Number(shifted(digits), start, end)
    if (
        folded[end : end + 1] == ","
        and "." not in digits  # 6.47,95% is two
        and (cents := _CENTS.match(folded, end))
        and (cents[2] or _after_currency(folded, number))
    ):
        return Number(shifted(f"{digits}.{cents[1]}"), start, cents.end(1))
    if folded[end : end + 1] in VULGAR:
        number = with_vulgar(folded, number)
    if folded[end + 2 : end + 3] == "/" and (mixed := _MIXED.match(folded, end)):
        return with_share(number, Fraction(int(mixed[1]), int(mixed[2])), mixed.end())
    if dozen := folded[number.end + 1 : number.end + 2] == "d" and _DOZEN.match(folded, number.end):
        return replace(number, value=times(number.value, 12), end=dozen.end(), digits="", scaled=True)
    word = lexicon("english").after(folded, number.end)
    return number if word is None or _MULTIPLIERS.isdisjoint(word.means) else scaled(folded, number)


def scaled(folded: str, number: Number) -> Number:
    """Take in the scales that follow a numeral: 1.2 hundred thousand, 350K, 5 dozen."""
    words = lexicon("english")
    while word := words.after(folded, number.end):
        gap = folded[number.end : word.start]
        if len(gap) > 1 and gap != "  ":
            break
        means = word.means
        if "scale" in means and not (number.scaled and number.written == "abbreviated"):
            power = int(means["scale"])
        elif "hundred" in means and number.digits:
            power = 2
        elif (
            "suffix" in means
            and number.written == "digits"
            and not number.scaled
            and (_after_currency(folded, number) if gap else _is_suffix(folded, word, number))
        ):
            power = int(means["suffix"])
        else:
            break
        number = replace(number, value=times(number.value, 10**power), end=word.end, digits="", scaled=True)
    return number


def _is_suffix(folded: str, word: Word, number: Number) -> bool:
    """A bare m is a million after a currency sign and a metre elsewhere; 802.11b is a name, 175B tokens are many."""
    if word.means["suffix"] == "3" and number.value >= 1000:  # 5000K, a colour
        return _after_currency(folded, number)
    if "unit" not in word.means and (word.means["suffix"] != "9" or word.end - word.start > 1):
        return True
    if word.means["suffix"] == "9" and number.digits and _MANY.match(folded, word.end):
        return True
    return _after_currency(folded, number)


_MANY = re.compile(r" [a-z]{3,}s\b| people\b")


def _after_currency(folded: str, number: Number) -> bool:
    before = lexicon("english").before(folded, number.start)
    return before is not None and "currency" in before.means
