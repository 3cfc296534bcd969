"""Fractions after an English numeral: two thirds, one in five, two and a half."""

import re
from fractions import Fraction

from msgspec.structs import replace

from audit.quantities.english.numbers import scaled
from audit.quantities.lexicon import lexicon
from audit.quantities.numerals import Number, simple

_DENOMINATOR = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_DENOMINATOR |= {"eighth": 8, "ninth": 9, "tenth": 10, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DENOMINATOR |= {"eight": 8, "ten": 10, "3": 3, "4": 4, "5": 5, "10": 10, "100": 100}
_DENOMINATOR |= {"hundredth": 100, "thousandth": 1000}
_OF = re.compile(
    r"[ -](half|halve|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?:one-)?(?:hundred|thousand)th(?=s))"
    r"s?(?![a-z])"
    r"(?! (?:quarter|half|century|place|time|day|year))"
)
_AMONG = r"(?: in | in every | out of |-in-| out of every )"
_NO_UNIT = r"(?![\d,.:%]\d|\d|%|[ -](?:million|billion|thousand|hundred|year|month|week|day|hour|minute|per|quarter))"
_IN = re.compile(rf"{_AMONG}(three|four|five|six|seven|eight|ten|3|4|5|10|100|10{{0,2}},?000){_NO_UNIT}")
_ONE_IN = re.compile(rf"{_AMONG}((?!(?:19|20)\d\d\b)\d{{1,3}}(?:,?\d{{3}})*){_NO_UNIT}")
_SPAN_LEAD = re.compile(
    r"(?:first|last|past|next|final|previous|consecutive|these|those|following|straight|other|all|recent) $"
)
_AND_HALF = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)(?![a-z])")

_OF_MANY = re.compile(r" of an?(?= (?:hundred|thousand|million|billion|trillion)\b)")
"""What makes 750,000 of three-quarters of a million."""


def with_fraction(folded: str, number: Number) -> Number:
    """Take in a fraction after a numeral: two thirds, one in five, two and a half."""
    if folded.startswith((" and ", "-and-"), number.end) and (match := _AND_HALF.match(folded, number.end)):
        last = lexicon("english").before(folded, number.end)
        whole = 10 ** int(last.means.get("scale", 0)) if last else 1  # a million and a half
        value = simple(Fraction(number.value) + Fraction(whole, _DENOMINATOR[match[1]]))
        return scaled(folded, replace(number, value=value, end=match.end(), digits=""))
    if number.scaled or not isinstance(number.value, int):
        return number
    if number.value == 1 and (match := _ONE_IN.match(folded, number.end)):
        bottom = int(match[1].replace(",", ""))
    elif number.value < 10 and (match := _IN.match(folded, number.end)):
        bottom = _DENOMINATOR.get(match[1]) or int(match[1].replace(",", ""))
    elif match := _OF.match(folded, number.end):
        if match[1] == "quarter" and (number.written != "words" or not folded.startswith(" of", match.end())):
            return number
        if match[1] == "quarter" and _SPAN_LEAD.search(folded, max(0, number.start - 14), number.start):
            return number
        bottom = _DENOMINATOR[match[1].removeprefix("one-")]
    else:
        return number
    if number.value > bottom:
        return number
    value = simple(Fraction(number.value, bottom))
    if many := _OF_MANY.match(folded, match.end()):
        return scaled(folded, replace(number, value=value, end=many.end(), digits=""))
    return replace(number, value=value, end=match.end(), digits="", written="fraction")
