"""Numerals: how digits and number words are read, exactly, in English and in Chinese."""

import re
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from audit.model import Exact

MAX_DIGITS = 40
"""Longer runs of digits are identifiers; nobody counts that far."""

SPACED = re.compile(
    r"(?<!\d )(?<!\d)\d{1,3}(?: \d{3})+(?! ?\d|[,.]\d)|\d{1,3}(?:, 000)+(?!\d)|\d{1,3}(?: , ?\d{3})+(?!\d)"
)
"""Thousands set off by spaces, and commas with a stray space, as tokenisers leave them."""

DIGITS = re.compile(r"\d{1,15}(?:,\d{3}){1,12}(?!\d)(?:\.\d{1,40})?|\d{1,41}(?:\.\d{1,40})?|\.\d{1,40}")


_EXACT = Context(prec=400, traps=[Inexact])


class Number(Struct, frozen=True, gc=False):
    """A numeral as written: its exact value, its place and how it was written."""

    value: Exact
    start: int
    end: int
    digits: str = ""
    """The digits of a plain whole number such as "2022" or 二〇二二, else empty."""
    written: str = "digits"
    """digits, words, or mixed."""
    scaled: bool = False
    """Whether it names a scale: million, 億."""
    high: Exact | None = None
    """Upper end, for 兩三."""
    bound: str | None = None
    vague: bool = False


VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
"""Characters that are fractions."""


def with_vulgar(folded: str, number: Number) -> Number:
    """Take in a fraction that is one character: 17½.

    >>> with_vulgar("17½", Number(17, 0, 2, "17")).value
    Decimal('17.5')
    """
    share = VULGAR.get(folded[number.end : number.end + 1])
    if share is None:
        return number
    return with_share(number, Fraction(*share), number.end + 1)


def with_share(number: Number, share: Fraction, end: int) -> Number:
    """A number with the fraction behind it, which ends there."""
    return replace(number, value=simple(Fraction(number.value) + share), end=end, digits="")


def shifted(digits: str, power: int = 0) -> Exact:
    """Read digits, with or without commas and a point, times a power of ten.

    >>> shifted("1,969.1", 6), shifted("0.75")
    (1969100000, Decimal('0.75'))
    """
    if not power and digits.isdigit():
        return int(digits)
    plain = digits.replace(",", "")
    whole, _, decimals = plain.partition(".")
    exponent = power - len(decimals)
    if exponent >= 0:
        return int(whole + decimals) * 10**exponent if whole or decimals else 0
    if not power and decimals.strip("0"):
        return Decimal(plain)
    mantissa = int(whole + decimals)
    value = Decimal(f"{mantissa}E{exponent}")
    return int(value) if not mantissa % 10**-exponent else value


def times(value: Exact, factor: Exact) -> Exact:
    """Multiply exactly; Decimal alone would round to 28 places.

    >>> times(Decimal("1.685"), 10**8)
    168500000
    """
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    if isinstance(value, Fraction) or isinstance(factor, Fraction):
        return simple(Fraction(value) * Fraction(factor))
    top, bottom = Decimal(value).as_integer_ratio()
    if isinstance(factor, int) and not top * factor % bottom:
        return top * factor // bottom
    product = _EXACT.multiply(Decimal(value), Decimal(factor))
    whole = int(product)
    return whole if whole == product else product.normalize(_EXACT)


def plus(*parts: Exact) -> Exact:
    """Add exactly.

    >>> plus(100, Decimal("0.5"))
    Decimal('100.5')
    """
    if all(type(part) is int for part in parts):
        return sum(part for part in parts if isinstance(part, int))
    told = [part for part in parts if part]
    if len(told) == 1 and isinstance(told[0], Decimal):
        return told[0].normalize(_EXACT)
    return simple(sum((Fraction(part) for part in parts), Fraction(0)))


def simple(value: Exact) -> Exact:
    """The plainest exact form of a value: int, then Decimal, then Fraction.

    >>> simple(Fraction(6, 3)), simple(Fraction(1, 8)), simple(Fraction(1, 3))
    (2, Decimal('0.125'), Fraction(1, 3))
    """
    if isinstance(value, int):
        return value
    exact = Fraction(value)
    if exact.denominator == 1:
        return exact.numerator
    twos = fives = 0
    rest = exact.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return exact
    places = max(twos, fives)
    return Decimal(f"{exact.numerator * 10**places // exact.denominator}E-{places}")
