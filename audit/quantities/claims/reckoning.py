"""A figure that others give, and what they would give."""

import re
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from audit.model import Quantity
from audit.quantities.claims.precision import Interval, displayed

_NUMBER = re.compile(r"\d[\d.,]*")


class Reckoning(Struct, frozen=True):
    """A figure that does not follow from others that are given with it."""

    stated: Quantity
    given: tuple[Quantity, ...]
    right: str
    """What would follow, as it would be written."""


def sort(quantity: Quantity) -> tuple[str, str | None, str | None]:
    """Figures that differ in this are not to be added or compared."""
    return quantity.kind, quantity.unit, quantity.currency


def widened(stated: Interval) -> Interval:
    """A little more: some cut digits off instead of rounding."""
    half = (stated.high - stated.low) / 2
    return Interval(stated.low - half, stated.high + half)


def shown_as(exact: Fraction, change: Quantity, last: Fraction) -> str:
    """An amount in the words of the one that is stated."""
    match = _NUMBER.search(change.text)
    shown = match[0].rstrip(".,") if match else ""
    scale = displayed(change)[0].middle / Fraction(shown.replace(",", ""))
    return change.text.replace(shown, rounded(exact / scale, last / scale), 1)


def rounded(value: Fraction, last: Fraction) -> str:
    """A value to the same digit as another.

    >>> rounded(Fraction(1, 3), Fraction(1, 100)), rounded(Fraction(1234), Fraction(10))
    ('0.33', '1,230')
    """
    near = round(value / last) * last
    decimals = len(str(last.denominator)) - 1
    return f"{Decimal(near.numerator) / Decimal(near.denominator):,.{decimals}f}"
