"""Figures glued to letters: Q4, FY24, 1H22, COVID-19, 5G, GPT-3.5. Periods are read, all else is copied."""

import re
from decimal import Decimal

from audit.model import Quantity
from audit.quantities.reading import Reading, noted

_RUN = re.compile(r"[a-z0-9\u0370-\u03ff]+(?:[-–_/.&][a-z0-9\u0370-\u03ff]+)*\+?", re.IGNORECASE)
_YEAR = r"'?(?P<year>(?:19|20)?\d\d)"
_PERIODS = [
    re.compile(rf"(?P<letter>[qh])(?P<n>[1-4])(?:[-' ]?(?:fy)?{_YEAR})?(?P<e>e?)$"),
    re.compile(rf"(?P<n>[1-4])(?P<letter>[qh])(?:[-' ]?(?:fy)?{_YEAR})?(?P<e>e?)$"),
    re.compile(rf"(?:fy|cy){_YEAR}(?:[-/](?P<second>(?:20)?\d\d))?e?(?:[-' ]?(?P<letter>[qh])(?P<n>[1-4]))?$"),
]
MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d) ?(?:utc|gmt)(?![a-z0-9])")
"""An hour of the clock of navigators: 1800 UTC."""
_THOUSANDS = re.compile(r"000(?![\d.,]\d|\d)")
EVEN = re.compile(r"50 ?[-–/:] ?50(?![\d%]|[.,]\d)")
"""A half each: 50-50."""
ZONE = re.compile(r" ?(?:utc|gmt|bst|cet|est|edt|pst|hrs|local time|o'clock)\b")
"""What makes an hour of 15.00."""
_LAP = re.compile(r"(\d{1,2}):([0-5]\d\.\d{1,3})(?!\d)")
_PENCE = re.compile(r"([1-9]\d?|[1-9]\d{0,3}\.\d{1,2})p")
_AGED = re.compile(r"(under|over)-([1-9]\d)s?")
_HOURS = re.compile(r" *(?:/|\.m)")
"""What follows in the hour of a programme: 9p/8c."""
_LONGEST = 60
_NAME = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z]*[A-Z]+|[Vv]ersion|[Vv]er\.|版本) ?$")


def lap(reader: Reading, start: int) -> int:
    """Read minutes and seconds with a fraction, 1:52.03; 0 where there are none."""
    match = _LAP.match(reader.folded, start)
    if match is None:
        return 0
    reader.add("duration", int(match[1]), start, match.end(1), unit="minute")
    return reader.add("duration", Decimal(match[2]), match.start(2), match.end(), unit="second")


def thousands(reader: Reading, start: int) -> int:
    """Read the unit at the head of a table, RMB'000, from the digits behind its mark on; 0 where it is none."""
    currency = reader.words.before(reader.folded, start - 1) if _THOUSANDS.match(reader.folded, start) else None
    if currency is None or "currency" not in currency.means:
        return 0
    return reader.add("money", 1000, currency.start, start + 3, currency=currency.means["currency"])


def is_version(text: str, start: int, end: int) -> bool:
    """Whether figures with a point belong to the name before them: GPT 3.5, version 2.0.

    >>> is_version("GPT 3.5", 4, 7), is_version("RMB 3.5", 4, 7)
    (True, False)
    """
    name = _NAME.search(text, max(0, start - 16), start) if "." in text[start:end] else None
    return name is not None and name[0].strip() not in ("RMB", "CNY", "USD", "HKD", "NTD", "EUR")


def code(text: str, folded: str, at: int) -> tuple[list[Quantity], int]:
    """Read the run of letters and digits around a position; returns its quantities and its end.

    >>> code("in 4Q22.", "in 4q22.", 3)[0][0].kind, code("COVID-19", "covid-19", 6)[0][0].value
    ('quarter', 'COVID-19')
    """
    start = at
    while start and at - start < _LONGEST and _inside(folded, start - 1):
        start -= 1
    while start < at and not folded[start].isalnum():
        start += 1
    match = _RUN.match(folded, start, start + 2 * _LONGEST)
    if match is None or match.end() <= at:
        return [], at + 1
    for pattern in _PERIODS:
        if period := pattern.match(match[0]):
            return list(_period(period, text, start)), match.end()
    if hour := MILITARY.fullmatch(match[0]):
        minutes = int(hour[1]) * 60 + int(hour[2])
        return [noted("time", minutes, text, start, match.end(), unit="24-hour")], match.end()
    if (pence := _PENCE.fullmatch(match[0])) and not _HOURS.match(folded, match.end()):
        return [noted("money", Decimal(pence[1]) / 100, text, start, match.end(), currency="GBP")], match.end()
    if aged := _AGED.fullmatch(match[0]):
        return [noted("age", int(aged[2]), text, start, match.end(), unit="year", bound=aged[1])], match.end()
    run = match[0].rstrip("-/.&")
    end = start + len(run)
    return [noted("identifier", text[start:end], text, start, end)], end


def _inside(folded: str, at: int) -> bool:
    character = folded[at]
    return (character.isascii() and (character.isalnum() or character in "-_/.&")) or "\u0370" <= character <= "\u03ff"


def _period(match: re.Match[str], text: str, offset: int) -> list[Quantity]:
    found = []
    groups = match.groupdict()
    end = offset + match.end()
    if groups.get("n"):
        half = groups["letter"] == "h"
        if half and int(groups["n"]) > 2:
            return [noted("identifier", text[offset:end], text, offset, end)]
        found.append(noted("half" if half else "quarter", int(groups["n"]), text, offset, end))
    if groups.get("year"):
        found.append(noted("year", full_year(groups["year"]), text, offset, end))
    if groups.get("second"):
        found.append(noted("year", full_year(groups["second"]), text, offset, end))
    return found


def closing_year(year: int, mark: str, digits: str) -> int | None:
    """The last year of a run that leaves its century out; none where that may be a month.

    >>> closing_year(2023, "/", "24"), closing_year(1975, "-", "77"), closing_year(1975, "-", "10")
    (2024, 1977, None)
    """
    last = year - year % 100 + int(digits)
    if int(digits) == (year + 1) % 100:
        return year + 1
    return last if mark != "/" and last > year and int(digits) > 12 else None


def full_year(digits: str) -> int:
    """A year from its last two digits: '24 is 2024, '97 is 1997.

    >>> full_year("24"), full_year("97"), full_year("2019")
    (2024, 1997, 2019)
    """
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)
