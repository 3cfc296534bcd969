"""Breaks quantities into the smallest parts that translation may regroup: the year, month and day of a date."""

import re
from collections.abc import Callable

from msgspec import Struct

from audit.model import Exact, Quantity
from audit.quantities.numerals import times
from audit.quantities.units import DURATIONS, units

_DIGIT = re.compile(r"\d")
_ARTICLES = {"count", "ordinal", "duration"}
"""Kinds of which one may be told by an article."""
_HAN_ARTICLES = _ARTICLES | {"measure", "money", "percentage point"}
"""The same in Chinese: 1公斤 is a kilogram."""
SMALL = 3
SMALL_HAN = 12
"""Number words up to this one come and go in natural translation."""


class Atom(Struct, frozen=True, gc=False):
    """A part of a quantity that must be found on the other side by itself."""

    quantity: Quantity
    kind: str
    value: Exact | str
    magnitude: Exact | str
    """The value without its sign."""
    part: str = ""
    """year, month or day of a date; low or high of a range; else empty."""

    @property
    def hard(self) -> bool:
        """Whether leaving it out of a translation is a fault, and not a natural choice of words."""
        quantity = self.quantity
        if quantity.approximate or self.kind in ("relative time", "identifier", "weekday"):
            return False
        if self.value == 1 and self.kind in (_ARTICLES if quantity.text.isascii() else _HAN_ARTICLES):
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
        kind, value = quantity.kind, quantity.value
        if isinstance(value, str):
            if kind == "date":
                parts += [Atom(quantity, part, number, number, part) for part, number in calendar_parts(value)]
            else:
                parts.append(Atom(quantity, kind, value, value))
            continue
        low = value if value >= 0 else -value
        if quantity.high is None:
            parts.append(Atom(quantity, kind, value, low))
        else:
            parts.append(Atom(quantity, kind, value, low, "low"))
            parts.append(Atom(quantity, kind, quantity.high, _unsigned(quantity.high), "high"))
    return parts


def _unsigned(value: Exact) -> Exact:
    return value if value >= 0 else -value


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


def is_bare_m(quantity: Quantity) -> bool:
    """Whether an m stands behind the figure, which may be metres or a million: 1.3m homes."""
    return quantity.unit == "meter" and quantity.text.endswith("m")


def canonical(atom: Atom) -> list[tuple[str, Exact | str]]:
    """The value in the terms of its family, so that 18 months meets 1.5 years and half meets 50 %."""
    value = atom.magnitude
    if isinstance(value, str):
        return [("text", "".join(value.casefold().split()).replace("-", ""))]
    family = _FAMILIES.get(atom.kind)
    return [] if family is None else family(value, atom.quantity)


_Family = list[tuple[str, Exact | str]]


def _fraction(value: Exact, quantity: Quantity) -> _Family:
    return [("percent", times(value, 100))]


def _percent(value: Exact, quantity: Quantity) -> _Family:
    return [("percent", reading) for reading in (value, *quantity.readings)]


def _ordinal(value: Exact, quantity: Quantity) -> _Family:
    return [("century", value)] if quantity.unit == "century" else []


def _year(value: Exact, quantity: Quantity) -> _Family:
    if quantity.unit == "decade" and value % 100 == 0:
        return [("century", value // 100 + 1)]
    return [("short year", int(value) % 100)] if len(quantity.text.strip("'’‘年 ")) == 2 else []


def _multiple(value: Exact, quantity: Quantity) -> _Family:
    return [("multiple", reading) for reading in (value, *quantity.readings)]


def _duration(value: Exact, quantity: Quantity) -> _Family:
    if quantity.unit not in DURATIONS:
        return []
    family, factor = DURATIONS[quantity.unit]
    short: _Family = [("short year", value)] if quantity.unit == "year" and 10 <= value < 100 else []
    return [*short, (family, times(value, factor))]


def _measure(value: Exact, quantity: Quantity) -> _Family:
    if quantity.unit not in units():
        return []
    unit = units()[quantity.unit]
    return [(unit.dimension, times(value, unit.factor))]


def _age(value: Exact, quantity: Quantity) -> _Family:
    return [("months", times(value, 12))]


def _time(value: Exact, quantity: Quantity) -> _Family:
    if quantity.unit == "clock":
        return [("time", value)]
    return [("time", value), ("time", value + 720 if value < 720 else value - 720)]


_FAMILIES: dict[str, Callable[[Exact, Quantity], _Family]] = {
    "fraction": _fraction,
    "percent": _percent,
    "ordinal": _ordinal,
    "year": _year,
    "multiple": _multiple,
    "duration": _duration,
    "measure": _measure,
    "age": _age,
    "time": _time,
}
