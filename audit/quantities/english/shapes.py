"""What the mark after the first digits makes of them in English: a date, an ordinal, a decade, a time, a fraction."""

import re
from decimal import Decimal
from fractions import Fraction

from audit.quantities.codes import EVEN, MILITARY, ZONE, closing_year, full_year, lap
from audit.quantities.english.words import OF_LIFE, ordinal
from audit.quantities.numerals import simple
from audit.quantities.numeric_dates import numeric_date, slashed_date
from audit.quantities.reading import Reading

_ORDINAL = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:st|nd|rd|th|(?<=[2-9][23])d)(?![a-z0-9])")
_DECADE = re.compile(r"(?:')?((?:1\d|20|\d)?\d0)(?:'?s)(?![a-z])")
_TENS = re.compile(r"\b(?:low|lower|high|upper)[ -]$")
"""The low 40s are no decade."""
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d\d)(?::\d\d)?(?!\d)(?: ?(a\.?m\.?|p\.?m\.?))?|(\d{1,2}) ?(a\.?m\.?|p\.?m\.?)(?![a-z])"
)
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/]|\.\d)")
_YEARS = re.compile(r"((?:1\d|20)\d\d)([/–-])(\d\d)(?!\d|[/–-]\d|[.,]\d|%)")


_SHARES = (" percent", " per cent", "%")
_AGED = ("under ", "over ")
"""The under 40s are people."""


def shaped(reader: Reading, start: int, mark: str) -> int:
    """Read what the mark after the digits makes of them: 3/5/2023, 21st, 1990s, 8:30; 0 if nothing."""
    folded = reader.folded
    if mark in "/-–:" and (match := EVEN.match(folded, start)):
        return reader.add("fraction", Decimal("0.5"), *match.span(), approximate=True)
    if mark in "/-–." and (dated := numeric_date(folded, start)):
        return reader.add("date", dated[0], start, dated[1])
    if mark in "snrtd," and (match := _ORDINAL.match(folded, start)):
        return ordinal(reader, int(match[1].replace(",", "")), start, match.end())
    if mark in "'s" and (match := _DECADE.match(folded, start)):
        return _decade(reader, match)
    if (
        mark in "/–-"
        and (match := _YEARS.match(folded, start))
        and (last := closing_year(int(match[1]), *match.groups()[1:]))
    ):
        reader.add("year", int(match[1]), start, start + 4)
        return reader.add("year", last, start + 5, match.end())
    if mark == ":" and (end := lap(reader, start)):
        return end
    if mark in ":. ap" and (match := _CLOCK.match(folded, start)) and _clock(reader, match):
        return match.end()
    if mark == " " and (match := MILITARY.match(folded, start)):
        return reader.add("time", int(match[1]) * 60 + int(match[2]), *match.span(), unit="24-hour")
    if mark == "/" and (match := _FRACTION.match(folded, start)):
        return _slashed(reader, match)
    return 0


def _decade(reader: Reading, match: re.Match[str]) -> int:
    """The 1990s; or of two digits, an age (in her 40s, under 40s) or a band (low 40s)."""
    folded, (start, end) = reader.folded, match.span()
    if len(match[1]) == 2:
        value = int(match[1])
        if OF_LIFE.search(folded, max(0, start - 14), start):
            return reader.add("age", value, start, end, unit="year", approximate=True)
        if bound := next((word for word in _AGED if folded.endswith(word, 0, start)), None):
            return reader.add("age", value, start, end, unit="year", bound=bound.strip())
        if folded.startswith(_SHARES, end) or _TENS.search(folded, max(0, start - 8), start):
            return reader.add("count", value, start, end, approximate=True)
    return reader.add("year", full_year(match[1]), start, end, unit="decade")


def _clock(reader: Reading, match: re.Match[str]) -> bool:
    hour, minute, half = (
        int(match[1] or match[4]),
        int(match[2] or 0),
        (match[3] or match[5] or "").replace(".", ""),
    )
    zoned = ":" in match[0] or ZONE.match(reader.folded, match.end())
    if hour > 24 or minute > 59 or (not half and (match[1] is None or not zoned)):
        return False
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    reader.add("time", hour * 60 + minute, match.start(), match.end(), unit="clock" if half else "24-hour")
    return True


def _slashed(reader: Reading, match: re.Match[str]) -> int:
    top, bottom = int(match[1]), int(match[2])
    if not bottom or (top, bottom) in {(24, 7), (9, 11)}:
        return match.end()
    if date := slashed_date(match[1], match[2]):
        return reader.add("date", date, *match.span())
    return reader.add("fraction", simple(Fraction(top, bottom)), *match.span())
