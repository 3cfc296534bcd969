"""The unit of an English numeral, which may stand only at the end of the range or list that it opens."""

import re
from fractions import Fraction

from msgspec.structs import replace

from audit.quantities.english.number_words import word_numbers
from audit.quantities.english.numbers import digit_number
from audit.quantities.lexicon import Lexicon, Word
from audit.quantities.numerals import DIGITS, Number, shifted, times

_UNIT_CLASSES = {"percent", "currency", "duration", "unit", "times", "age", "cents"}
_LINK = re.compile(r"(?P<strong> ?(?:-|–|—|~) ?| to | or )|(?P<weak>, | and |, and |/)")
_FALL = 10
"""How much more than the second figure the first may be to share its scale: from 99.4 to 88.5 billion."""
_BETWEEN = re.compile(r"\bbetween (?:[^ ]{0,5} ?)$")


_NUMBERED = ("day ", "week ", "month ", "year ", "phase ", "grade ", "level ", "no. ", "round ")
"""Before what is no figure: from day 7 to 67%."""


def with_unit(
    folded: str, number: Number, after: Word | None, words: Lexicon, hops: int = 2
) -> tuple[Number, Word | None]:
    """A numeral with its unit: the word after it, or the one at the end of the range or list that it opens."""
    unit = _unit(folded, number, after)
    if unit or (number.scaled and not hops):
        return number, unit
    link = _LINK.match(folded, number.end) if hops else None
    if link is None or folded.endswith(_NUMBERED, 0, number.start):
        return number, None
    other = _numeral(folded, link.end(), words)
    weak = link["weak"] and not _BETWEEN.search(folded, max(0, number.start - 16), number.start)
    if other is None or (weak and (len(number.digits) == 4 or other.written != number.written)):
        return number, None
    if weak and number.scaled and not other.scaled:  # 35K, 14 months a year
        return number, None
    if link["weak"] == ", " and _unit(folded, other, words.after(folded, other.end)):  # at 41.8, 30 basis points above
        return number, None
    other, unit = with_unit(folded, other, words.after(folded, other.end), words, hops - 1)
    if (
        (other.scaled or other.written == "words")
        and not number.scaled
        and not weak
        and number.written != "fraction"
        and isinstance(other.value, int)
    ):
        power = _scale_of(folded, other, words)
        most = Fraction(other.value) * (_FALL if folded.endswith("from ", 0, number.start) else 1)
        if power > 1 and Fraction(number.value) * power < most:
            number = replace(number, value=times(number.value, power), scaled=True, digits="")
    if unit and weak and "percent" not in unit.means and "duration" not in unit.means and "unit" not in unit.means:
        return number, None
    if unit and len(number.digits) == 4 and int(number.digits) < 2100:
        return number, None
    return number, unit


def _scale_of(folded: str, number: Number, words: Lexicon) -> int:
    """What the words after the first, or after the digits, multiply it by."""
    if plain := DIGITS.match(folded, number.start):
        bare = Fraction(shifted(plain[0]))
    else:
        first = words.free(folded[number.start : number.end])[0].means
        bare = Fraction(first.get("digit", first.get("tens", 0)))
    return int(Fraction(number.value) / bare) if bare else 0


def _numeral(folded: str, start: int, words: Lexicon) -> Number | None:
    before = words.after(folded, start)
    if before and "currency" in before.means:
        start = before.end
    while start < len(folded) and folded[start] == " ":
        start += 1
    if start < len(folded) and folded[start].isdigit():
        return digit_number(folded, start)
    near = folded[start : start + 40]
    number = next(word_numbers(near, words.free(near)), None)
    if number is None or number.start:
        return None
    return replace(number, start=start, end=start + number.end)


def beside(folded: str, end: int, start: int) -> bool:
    """Whether nothing but a hyphen, or a space or two, stands between a numeral and a word."""
    return start - end <= 1 or folded[end:start] == "  "


_SHARE_ISSUE = re.compile(r" (?:split|consolidation|subdivision|issue|offering|offer|exchange|swap)\b")
"""What is done with shares: a 5-for-1 share split."""
_WEIGHT = re.compile(r"\b(?:weigh(?:s|ed|ing|t)?|lost|lose|gained|gain|lift(?:s|ed)?) [^.,;:!?]{0,20}$")
_OF_GOODS = re.compile(r" of (?!(?:[a-z]+ )?(?:money|funding|debt|cash|investment|aid|savings|fees|taxes)\b)")


def _weighed(folded: str, start: int, end: int) -> bool:
    """Whether pounds are a weight, not money: six pounds of beef, he weighs 180 pounds."""
    return bool(_OF_GOODS.match(folded, end) or _WEIGHT.search(folded, max(0, start - 30), start))


def _unit(folded: str, number: Number, word: Word | None) -> Word | None:
    """The word after a numeral, if it is its unit."""
    if word is None or _UNIT_CLASSES.isdisjoint(word.means) or not beside(folded, number.end, word.start):
        return None
    form = folded[word.start : word.end]
    if len(form) == 1 and form.isalpha() and (word.start > number.end or form in "lwb") and form not in "mgx":
        return None
    if not form[-1].isalpha() and folded[word.end : word.end + 1].isdigit():  # 3 million $1 coins
        return None
    if form.startswith("pound") and (number.scaled or not _weighed(folded, number.start, word.end)):
        return None
    if form == "share" and _SHARE_ISSUE.match(folded, word.end):
        return None
    if form in ("second", "quarter") and number.written == "words" and number.value == 1:
        return None
    return word
