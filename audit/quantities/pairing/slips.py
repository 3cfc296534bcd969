"""Tells by which slip one figure became another."""

from fractions import Fraction

from audit.model import Exact
from audit.quantities.numerals import simple


def slip(right: Exact | str, wrong: Exact | str) -> str | None:
    """Name the slip, "value" where no simple slip explains it, None where the figures agree.

    >>> slip(450_000_000, 45_000_000_000), slip(195, 159), slip(3.5 and 7, 8), slip(1995, 1985)
    ('scale', 'transposed', 'value', 'digit')
    """
    if isinstance(right, str) or isinstance(wrong, str):
        return None if right == wrong else "value"
    one, other = significant(right), significant(wrong)
    if one and other and one != other:
        return _digits_slip(one, other)
    left, rest = abs(Fraction(right)), abs(Fraction(wrong))
    if left == rest:
        return None
    return "scale" if left and rest and _power_of_ten(left / rest) else "value"


def _power_of_ten(ratio: Fraction) -> bool:
    top, bottom = ratio.numerator, ratio.denominator
    if top != 1 and bottom != 1:
        return False
    digits = str(max(top, bottom))
    return digits[0] == "1" and not digits[1:].strip("0")


def significant(value: Exact) -> str:
    """Digits of a value without the zeros around them; empty where it has none, or no end.

    >>> from decimal import Decimal
    >>> significant(Decimal("0.0450")), significant(1_200), significant(Fraction(1, 3))
    ('45', '12', '')
    """
    exact = simple(value) if isinstance(value, Fraction) else value
    if isinstance(exact, Fraction):
        return ""
    digits = str(exact) if isinstance(exact, int) else f"{exact:f}"
    return digits.replace(".", "").strip("-0")


def _digits_slip(right: str, wrong: str) -> str:
    if len(right) == len(wrong):
        differing = [place for place, (one, other) in enumerate(zip(right, wrong, strict=True)) if one != other]
        if len(differing) == 1 and len(right) > 1:
            return "digit"
        if len(differing) == 2:
            first, second = differing
            if right[first] == wrong[second] and right[second] == wrong[first]:
                return "transposed"
    longer, shorter = (right, wrong) if len(right) > len(wrong) else (wrong, right)
    if (
        len(longer) == len(shorter) + 1
        and len(longer) > 2
        and any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
    ):
        return "digit"
    return "value"
