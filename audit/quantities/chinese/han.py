"""Chinese numerals: digits, Han characters and both together."""

from audit.quantities.chinese.han_grammar import HanReader
from audit.quantities.han_characters import BIG, HAN_DIGITS, MORE, SMALL
from audit.quantities.numerals import DIGITS, MAX_DIGITS, Number, shifted

_GOES_ON = {*SMALL, *BIG, *MORE, ",", "几", "."}
"""What makes digits the beginning of a longer numeral, a space before it or not: 14億1200萬, 3 萬, 1 200."""
_HAN = {*HAN_DIGITS, *SMALL, *BIG, "几", "数"}
"""What numerals begin with, other than digits and a point."""
_HAN_GOES_ON = {*HAN_DIGITS, *SMALL, *BIG, *MORE, "点", "几", "、"}


def han_number(folded: str, start: int) -> Number | None:
    """Read the Chinese numeral, in digits or Han or both, that starts here.

    >>> [han_number(text, 0).value for text in ("14亿1200万", "三万五", "二十一", "一千二百", "三点五亿", "十几")]
    [1412000000, 35000, 21, 1200, 350000000, 10]
    """
    first = folded[start : start + 1]
    if first not in _HAN and (digits := DIGITS.match(folded, start)):
        written, end = digits[0], digits.end()
        after = folded[end : end + 1]
        if after == " ":
            after = folded[end + 1 : end + 2]
            follows = after in _GOES_ON or after.isdigit()
        else:
            follows = after in _GOES_ON
        if not follows and end - start <= MAX_DIGITS and "0" <= first <= "9":
            return (
                Number(int(written), start, end, written) if written.isdigit() else Number(shifted(written), start, end)
            )
    elif first not in _HAN and first != ".":
        return None
    elif (digit := HAN_DIGITS.get(first)) and folded[start + 1 : start + 2] not in _HAN_GOES_ON:
        return Number(digit, start, start + 1, str(digit), "words")
    return HanReader(folded, start).read()
