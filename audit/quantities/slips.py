"""Tells by which slip one figure became another."""

from fractions import Fraction

from audit.model import Exact


def slip(right: Exact | str, wrong: Exact | str) -> str | None:
    """Name the slip, "value" where no simple slip explains it, None where the figures agree.

    >>> slip(450_000_000, 45_000_000_000), slip(195, 159), slip(3.5 and 7, 8), slip(1995, 1985)
    ('scale', 'transposed', 'value', 'digit')
    """
    if isinstance(right, str) or isinstance(wrong, str):
        return None if right == wrong else "value"
    one, other = abs(Fraction(right)), abs(Fraction(wrong))
    if one == other:
        return None
    if not one or not other:
        return "value"
    if _power_of_ten(one / other):
        return "scale"
    return _digits_slip(significant(one), significant(other))


def _power_of_ten(ratio: Fraction) -> bool:
    top, bottom = ratio.numerator, ratio.denominator
    if top != 1 and bottom != 1:
        return False
    digits = str(max(top, bottom))
    return digits[0] == "1" and not digits[1:].strip("0")


def significant(value: Fraction) -> str:
    """Digits of a value without the zeros around them; empty where it has no end.

    >>> significant(Fraction("0.0450"))
    '45'
    """
    top, bottom = value.numerator, value.denominator
    places = 0
    while bottom % 10 == 0:
        bottom, places = bottom // 10, places + 1
    while bottom % 2 == 0:
        top, bottom = top * 5, bottom // 2
    while bottom % 5 == 0:
        top, bottom = top * 2, bottom // 5
    return str(top).strip("0") if bottom == 1 else ""


def _digits_slip(right: str, wrong: str) -> str:
    if not right or not wrong:
        return "value"
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
