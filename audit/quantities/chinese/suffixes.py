"""Scales that English writes with a letter, in Chinese text."""

import re

from msgspec.structs import replace

from audit.quantities.numerals import Number, times
from audit.quantities.reading import Reading

POWERS = {"k": 3, "m": 6, "b": 9}
SIGNS = {*POWERS, "t", " "}
"""What scales of English begin with, in letters or words."""
_WORDS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_WORD = re.compile(rf" ?({'|'.join(_WORDS)})(?![a-z])")
_NO_SCALE = {
    "k": re.compile("[金黄纯純镀鍍白玫铂鉑]"),
    "m": re.compile("(?!)"),
    "b": re.compile("(?! ?(?:个|的)?(?:参|參|token))"),
}
"""What follows letters that are no thousands, millions, billions: 24K金, 12B出口, but 175B參數."""
_LETTER = re.compile("[a-z]")


def abbreviated(reader: Reading, number: Number, letter: str) -> Number | None:
    """Read a numeral with the scale that English writes, 350K, 15.5M美元, 10.2 million; None where it is none: 3M."""
    if word := _WORD.match(reader.folded, number.end):
        value = times(number.value, 10 ** _WORDS[word[1]])
        return replace(number, value=value, end=word.end(), digits="", scaled=True)
    end = number.end + 1
    if (
        letter not in POWERS
        or number.written != "digits"
        or not reader.text[number.end].isupper()
        or _LETTER.match(reader.folded, end)
    ):
        return None
    after, before = reader.words.after(reader.folded, end), reader.words.before(reader.folded, number.start)
    money = (after and "currency" in after.means) or (before and "currency" in before.means)
    small = isinstance(number.value, int) and number.value < 10
    if not money and (_NO_SCALE[letter].match(reader.folded, end) or (small and letter != "k")):
        return None
    if letter == "k" and number.value >= 1000 and not money:  # a colour of 5000K
        return replace(number, end=end, digits="")
    value = times(number.value, 10 ** POWERS[letter])
    return replace(number, value=value, end=end, digits="", scaled=True)
