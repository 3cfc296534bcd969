"""What the mark after the first digits makes of them in Chinese: a date, a time, a fraction or a run of years.

Each returns the end of what it noted, or 0.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from audit.quantities.chinese.clock import time
from audit.quantities.codes import EVEN, MILITARY, ZONE, closing_year, lap
from audit.quantities.numerals import simple
from audit.quantities.numeric_dates import numeric_date, slashed_date
from audit.quantities.reading import Reading

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?(?!\d)")
_POINTED = re.compile(r"(\d{1,2})\.([0-5]\d)(?!\d)")
_SLASHED = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/]|\.\d)")
_YEARS = re.compile(r"((?:1\d|20)\d\d) ?([/–~-]) ?(\d\d)(?!\d|[/–-]\d| ?月|[.,]\d|%)")


def _date(reader: Reading, start: int) -> int:
    dated = numeric_date(reader.folded, start)
    return reader.add("date", dated[0], start, dated[1]) if dated else 0


def _clock(reader: Reading, start: int) -> int:
    match = _CLOCK.match(reader.folded, start)
    if match is None or int(match[1]) > 24 or int(match[2]) > 59:
        return 0
    return time(reader, int(match[1]), int(match[2]), start, match.end())


def _pointed(reader: Reading, start: int) -> int:
    match = _POINTED.match(reader.folded, start)
    if match is None or int(match[1]) > 24 or not ZONE.match(reader.folded, match.end()):
        return 0
    return time(reader, int(match[1]), int(match[2]), start, match.end())


def _slashed(reader: Reading, start: int) -> int:
    match = _SLASHED.match(reader.folded, start)
    if match is None:
        return 0
    if (match[1], match[2]) in {("24", "7"), ("9", "11")} or not int(match[2]):
        return match.end()
    if date := slashed_date(match[1], match[2]):
        return reader.add("date", date, *match.span())
    return reader.add("fraction", simple(Fraction(int(match[1]), int(match[2]))), *match.span())


def _years(reader: Reading, start: int) -> int:
    match = _YEARS.match(reader.folded, start)
    last = closing_year(int(match[1]), match[2], match[3]) if match else None
    if match is None or last is None:
        return 0
    reader.add("year", int(match[1]), start, start + 4)
    return reader.add("year", last, match.start(3), match.end())


def _military(reader: Reading, start: int) -> int:
    match = MILITARY.match(reader.folded, start)
    return time(reader, int(match[1]), int(match[2]), start, match.end()) if match else 0


def _even(reader: Reading, start: int) -> int:
    match = EVEN.match(reader.folded, start)
    return reader.add("fraction", Decimal("0.5"), *match.span(), approximate=True) if match else 0


SHAPES: dict[str, tuple[Callable[[Reading, int], int], ...]] = {
    "/": (_even, _date, _slashed, _years),
    "-": (_even, _date, _years),
    ".": (_date, _pointed),
    ":": (_even, lap, _clock),
    "–": (_even, _years),
    "~": (_years,),
    **dict.fromkeys((" /", " –", " ~", " -"), (_years,)),
    **dict.fromkeys((" u", " g"), (_military,)),
}
"""What the mark after the first digits, or a space and the mark, may make of them: a date, a time or some years."""
