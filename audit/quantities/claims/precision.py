"""How exactly a figure is stated, by the digits it is written with."""

import re
from fractions import Fraction
from typing import NamedTuple

from audit.model import Quantity

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


class Interval(NamedTuple):
    """All values from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    @property
    def middle(self) -> Fraction:
        """The value halfway."""
        return (self.low + self.high) / 2

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def step(quantity: Quantity, zeros_from: int = 1) -> Fraction | None:
    """The worth of the last digit; None where the figure is not one number in digits.

    Final zeros are taken for rounding in whole numbers of `zeros_from` digits or more.

    >>> from audit.quantities import quantities
    >>> found = quantities("RMB 168.5 million, 7.90%, 120 people, twenty cars", "en")
    >>> [str(step(each)) for each in found], str(step(found[2], zeros_from=4))
    (['100000', '1/100', '10', 'None'], '1')
    """
    if (digits := _digits(quantity)) is None:
        return None
    whole, decimals = digits
    zeros = len(whole) - len(whole.rstrip("0")) if len(whole) >= zeros_from and not decimals else 0
    return abs(Fraction(quantity.value)) * Fraction(10**zeros, int(whole + decimals))


def _digits(quantity: Quantity) -> tuple[str, str] | None:
    """The digits before and behind the point, if it is one number in digits, and not nothing."""
    match = _NUMBER.search(quantity.text)
    if match is None or isinstance(quantity.value, str) or quantity.high is not None:
        return None
    whole, _, decimals = match[0].replace(",", "").partition(".")
    return (whole, decimals) if int(whole + decimals) else None


def displayed(*quantities: Quantity) -> tuple[Interval, ...]:
    """Every size that rounds to each figure as it is written, without its sign; empty where one is no single number.

    Figures that are given together are all as exact as the finest of them. Of final zeros, only those of numbers with
    four digits or more may be rounding: 100 million is not 60 million.

    >>> from audit.quantities import quantities
    >>> for found in displayed(*quantities("from 1,000 to 1,250, up 25%", "en")[:2]):
    ...     print(found.low, found.high)
    995 1005
    1245 1255
    """
    steps = [step(quantity, zeros_from=4) for quantity in quantities]
    half = min((last for last in steps if last is not None), default=Fraction(0)) / 2
    if not all(steps):
        return ()
    sizes = [abs(Fraction(quantity.value)) for quantity in quantities if not isinstance(quantity.value, str)]
    return tuple(Interval(size - half, size + half) for size in sizes)


def is_exact(quantity: Quantity) -> bool:
    """Whether a figure is one number in digits, neither vague nor a bound."""
    return not quantity.approximate and quantity.bound is None and _digits(quantity) is not None
