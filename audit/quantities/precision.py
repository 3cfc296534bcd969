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

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def step(quantity: Quantity) -> Fraction | None:
    """The worth of the last digit; None where the figure is not one number in digits. Final zeros may be rounding.

    >>> from audit.quantities import quantities
    >>> [str(step(found)) for found in quantities("RMB 168.5 million, 7.90%, 1,200 people, twenty cars", "en")]
    ['100000', '1/100', '100', 'None']
    """
    match = _NUMBER.search(quantity.text)
    if match is None or isinstance(quantity.value, str) or quantity.high is not None:
        return None
    whole, _, decimals = match[0].replace(",", "").partition(".")
    shown = Fraction(f"{whole or 0}.{decimals or 0}")
    if not shown:
        return None
    last = Fraction(1, 10 ** len(decimals)) if decimals else Fraction(10 ** (len(whole) - len(whole.rstrip("0"))))
    return abs(Fraction(quantity.value)) / shown * last


def displayed(quantity: Quantity) -> Interval | None:
    """Every size that rounds to the figure as it is written, without its sign.

    >>> from audit.quantities import quantities
    >>> [str(end) for end in displayed(quantities("up 7.9%", "en")[0])]
    ['157/20', '159/20']
    """
    last = step(quantity)
    if last is None or isinstance(quantity.value, str):
        return None
    value = abs(Fraction(quantity.value))
    return Interval(value - last / 2, value + last / 2)
