"""Units of measurement and of time, and their sizes."""

from fractions import Fraction
from functools import cache

from msgspec import Struct

from audit.model import Exact
from audit.quantities.numerals import simple
from audit.text.tables import rows

DURATIONS: dict[str, tuple[str, Exact]] = {
    "month": ("months", 1),
    "quarter": ("months", 3),
    "half-year": ("months", 6),
    "year": ("months", 12),
    "decade": ("months", 120),
    "century": ("months", 1200),
    "nanosecond": ("seconds", simple(Fraction(1, 10**9))),
    "microsecond": ("seconds", simple(Fraction(1, 10**6))),
    "millisecond": ("seconds", simple(Fraction(1, 10**3))),
    "second": ("seconds", 1),
    "minute": ("seconds", 60),
    "quarter-hour": ("seconds", 900),
    "hour": ("seconds", 3600),
    "day": ("seconds", 86400),
    "week": ("seconds", 7 * 86400),
    "fortnight": ("seconds", 14 * 86400),
}
"""What a duration is counted in, and how many of that it has."""


class Unit(Struct, frozen=True):
    """A unit of measurement and its size in the base unit of its dimension."""

    name: str
    dimension: str
    factor: Exact


@cache
def units() -> dict[str, Unit]:
    """Every unit by name.

    >>> units()["mile"].factor
    Decimal('1609.344')
    """
    return {
        row["unit"]: Unit(row["unit"], row["dimension"], simple(Fraction(row["factor"]))) for row in rows("units.tsv")
    }
