"""Lists of figures by year that name their scale and unit once, at the end: "2020: 6.6, 2021: 9.1 billion"."""

import re
from fractions import Fraction

from msgspec.structs import replace

from audit.model import Quantity
from audit.quantities.numerals import simple

_DATED = {"year", "quarter", "half", "month"}
_NUMBERS = {"count", "money", "percent"}
_COLON = re.compile(r" ?: ?")
_COMMA = re.compile(r" ?[,;、] ?(?:and )?")
_NUMERAL = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_ALIKE = 50
"""How many times as large as the next a figure may be, as they are written, to share its scale."""


def with_shared_scales(found: list[Quantity], folded: str) -> list[Quantity]:
    """Tell the figures of such a list the scale, currency or percent sign of the last."""
    if ":" not in folded:
        return found
    for place in range(len(found) - 1, 2, -1):
        year, one, other, last = found[place - 3 : place + 1]
        if (
            {year.kind, other.kind} <= _DATED
            and {one.kind, last.kind} <= _NUMBERS
            and _COLON.fullmatch(folded, year.end, one.start)
            and _COMMA.fullmatch(folded, one.end, other.start)
            and _COLON.fullmatch(folded, other.end, last.start)
        ):
            found[place - 2] = _like(one, last)
    return found


def _like(one: Quantity, last: Quantity) -> Quantity:
    """The first as a figure of the scale of the last, unless it has its own, or differs too much without one.

    >>> nine = Quantity(kind="money", value=9_100_000_000, currency="USD", text="$9.1 billion")
    >>> _like(Quantity(kind="count", value=7, text="7"), nine).value
    7000000000
    """
    written, as_last = _written(one), _written(last)
    if written is None or as_last is None or one.value != written:
        return one
    if not 1 <= _ALIKE * written / as_last <= _ALIKE * _ALIKE:
        return one
    value = simple(written * abs(Fraction(last.value)) / as_last)
    if one.kind == "count":
        return replace(one, value=value, kind=last.kind, unit=last.unit, currency=last.currency)
    return replace(one, value=value) if one.kind == last.kind == "money" else one


def _written(quantity: Quantity) -> Fraction | None:
    """The number as it is written, without its scale."""
    match = None if isinstance(quantity.value, str) else _NUMERAL.search(quantity.text)
    value = Fraction(match[0].replace(",", "")) if match else None
    return value or None
