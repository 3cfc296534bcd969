"""Breaks quantities into the smallest parts that translation may regroup: the year, month and day of a date."""

import re

from msgspec import Struct

from audit.model import Exact, Quantity
from audit.quantities.numerals import times
from audit.quantities.units import DURATIONS, units

_DIGIT = re.compile(r"\d")
SMALL = 3
SMALL_HAN = 12
"""Number words up to this one come and go in natural translation."""


class Atom(Struct, frozen=True):
    """A part of a quantity that must be found on the other side by itself."""

    quantity: Quantity
    kind: str
    value: Exact | str
    part: str = ""
    """year, month or day of a date; low or high of a range; else empty."""

    @property
    def magnitude(self) -> Exact | str:
        """The value without its sign."""
        value = self.value
        return value if isinstance(value, str) or value >= 0 else -value

    @property
    def hard(self) -> bool:
        """Whether leaving it out of a translation is a fault, and not a natural choice of words."""
        quantity = self.quantity
        if quantity.approximate or self.kind in ("relative time", "identifier", "weekday"):
            return False
        if self.value == 1 and self.kind in ("count", "ordinal", "duration"):
            return False
        if _DIGIT.search(quantity.text):
            return True
        if self.kind in ("money", "percent", "percentage point", "quarter", "year", "half") and quantity.kind != "date":
            return self.kind != "half" or quantity.unit is not None
        if self.kind in ("month", "day"):
            return quantity.kind == "date" or quantity.text.isascii()
        least = SMALL if quantity.text.isascii() else SMALL_HAN
        return (
            self.kind in ("count", "measure", "age", "duration")
            and not isinstance(self.value, str)
            and self.value > least
        )


def atoms(found: tuple[Quantity, ...]) -> list[Atom]:
    """The parts of all quantities, in order.

    >>> date = Quantity(kind="date", value="2023-03-05", text="March 5, 2023")
    >>> [(atom.kind, atom.value) for atom in atoms((date,))]
    [('year', 2023), ('month', 3), ('day', 5)]
    """
    parts: list[Atom] = []
    for quantity in found:
        if quantity.kind == "date" and isinstance(quantity.value, str):
            parts += [Atom(quantity, kind, value, kind) for kind, value in calendar_parts(quantity.value)]
        elif quantity.high is not None:
            parts.append(Atom(quantity, quantity.kind, quantity.value, "low"))
            parts.append(Atom(quantity, quantity.kind, quantity.high, "high"))
        else:
            parts.append(Atom(quantity, quantity.kind, quantity.value))
    return parts


def calendar_parts(value: str) -> list[tuple[str, int]]:
    """The parts that an ISO 8601 date names; --03-05 has no year, ---05 neither year nor month.

    >>> calendar_parts("2023-03"), calendar_parts("--03-05")
    ([('year', 2023), ('month', 3)], [('month', 3), ('day', 5)])
    """
    if value.startswith("---"):
        named = {"day": value[3:]}
    elif value.startswith("--"):
        named = {"month": value[2:4], "day": value[5:7]}
    else:
        named = {"year": value[:4], "month": value[5:7], "day": value[8:10]}
    return [(kind, int(digits)) for kind, digits in named.items() if digits]


def canonical(atom: Atom) -> list[tuple[str, Exact | str]]:
    """The value in the terms of its family, so that 18 months meets 1.5 years and half meets 50 %."""
    value, quantity = atom.magnitude, atom.quantity
    if isinstance(value, str):
        return [("text", "".join(value.casefold().split()).replace("-", ""))]
    keys: list[tuple[str, Exact | str]] = []
    if atom.kind == "fraction":
        keys.append(("percent", times(value, 100)))
    elif atom.kind == "percent":
        keys += [("percent", reading) for reading in (value, *quantity.readings)]
    elif quantity.unit == "century" and atom.kind == "ordinal":
        keys.append(("century", value))
    elif quantity.unit == "decade" and atom.kind == "year" and value % 100 == 0:
        keys.append(("century", value // 100 + 1))
    elif atom.kind == "multiple":
        keys += [("multiple", reading) for reading in (value, *quantity.readings)]
    elif atom.kind == "year" and len(quantity.text.strip("'’‘年 ")) == 2:
        keys.append(("short year", int(value) % 100))
    elif atom.kind == "duration" and quantity.unit in DURATIONS:
        if quantity.unit == "year" and 10 <= value < 100:
            keys.append(("short year", value))
        family, factor = DURATIONS[quantity.unit]
        keys.append((family, times(value, factor)))
    elif atom.kind == "measure" and quantity.unit in units():
        unit = units()[quantity.unit]
        keys.append((unit.dimension, times(value, unit.factor)))
    elif atom.kind == "age":
        keys.append(("months", times(value, 12)))
    elif atom.kind == "time":
        keys.append(("time", value))
        if quantity.unit != "clock":
            keys.append(("time", value + 720 if value < 720 else value - 720))
    return keys
