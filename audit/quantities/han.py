"""Chinese numerals: digits, Han characters and both together."""

from audit.quantities.han_characters import BIG, MORE, SMALL
from audit.quantities.han_grammar import HanReader
from audit.quantities.numerals import DIGITS, MAX_DIGITS, Number, shifted

_GOES_ON = {*SMALL, *BIG, *MORE, " ", ",", "几", "."}


def han_number(folded: str, start: int) -> Number | None:
    """Read the Chinese numeral, in digits or Han or both, that starts here.

    >>> [han_number(text, 0).value for text in ("14亿1200万", "三万五", "二十一", "一千二百", "三点五亿", "十几")]
    [1412000000, 35000, 21, 1200, 350000000, 10]
    """
    if "0" <= folded[start : start + 1] <= "9":
        digits = DIGITS.match(folded, start)
        if digits and len(digits[0]) <= MAX_DIGITS and folded[digits.end() : digits.end() + 1] not in _GOES_ON:
            plain = digits[0] if digits[0].isdigit() else ""
            return Number(shifted(digits[0]), start, digits.end(), plain)
    return HanReader(folded, start).read()
