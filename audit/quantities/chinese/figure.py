"""What reading a Chinese figure needs: the text around it, its unit, and what is said of it."""

import re
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from audit.model import Exact, Quantity
from audit.quantities.chinese.context import attributes
from audit.quantities.chinese.han import han_number
from audit.quantities.context import minus
from audit.quantities.lexicon import Lexicon, Word
from audit.quantities.numerals import Number, simple, times
from audit.quantities.reading import Reading

LINK = re.compile(r" ?(?:-|–|—|~|至|到) ?|或(?=[\d一二三四五六七八九])|(?P<weak>、|及|和|与|,(?=\d))")
MEASURES = {
    "percent",
    "discount",
    "times",
    "currency",
    "cents",
    "decade",
    "century",
    "year",
    "month",
    "quarter",
    "duration",
}
MEASURES |= {"day", "age", "sharp", "unit", "phase", "dozen", "halfmore"}
"""Classes of words that say what a numeral before them measures."""
_SHARED = {"percent", "currency", "duration", "unit", "day", "month", "year", "multiple", "age", "cents", "sharp"}


def note(
    reader: Reading,
    number: Number,
    kind: str,
    value: Exact,
    start: int,
    end: int,
    negative: bool = False,
    **facts: Any,
) -> int:
    """Note a figure with what the words around it say; returns its end."""
    folded = reader.folded
    context = attributes(folded, reader.words, start, end)
    sign = context.pop("sign", 1)
    if start == number.start and start and folded[start - 1] in "-–" and minus(folded, start):
        negative, start = True, start - 1
    if number.bound:
        context["bound"] = number.bound
    if negative or sign < 0:
        sign, value = -1, simple(-Fraction(value))
    reader.found.append(
        Quantity(
            kind=kind,
            value=value,
            high=number.high,
            sign=sign,
            approximate=number.vague,
            start=start,
            end=end,
            text=reader.text[start:end],
            **facts,
            **context,
        )
    )
    return end


def following(reader: Reading, at: int, kind: str, most: int) -> tuple[int, int] | None:
    """The whole number that follows with a unit of the class, at most so much, and where the unit ends."""
    folded = reader.folded
    while at < len(folded) and folded[at] == " ":
        at += 1
    number = han_number(folded, at) if at < len(folded) else None
    if number is None or not isinstance(number.value, int) or not 1 <= number.value <= most or number.high:
        return None
    word = reader.words.after(folded, number.end)
    if kind == "minute" and folded.startswith("分到", number.end):  # 八点五十分到达
        return number.value, number.end + 1
    if word is None or kind not in word.means:
        return None
    return number.value, word.end


def with_unit(folded: str, number: Number, words: Lexicon, hops: int = 2) -> tuple[Number, Word | None, bool]:
    """A numeral with its unit, which may stand only at the end of the range or list that it opens."""
    unit = words.after(folded, number.end)
    if unit is not None and unit.start - number.end <= 2 and not MEASURES.isdisjoint(unit.means):
        return number, unit, False
    link = LINK.match(folded, number.end) if hops else None
    if link is None:
        return number, None, False
    start = link.end()
    money = words.after(folded, start)
    if money and "currency" in money.means:
        start = money.end
    while start < len(folded) and folded[start] == " ":
        start += 1
    other = han_number(folded, start) if start < len(folded) else None
    if other is None:
        return number, None, False
    other, unit, _ = with_unit(folded, other, words, hops - 1)
    if unit is None and not other.scaled:
        return number, None, False
    weak = link["weak"]
    if other.scaled and not number.scaled and number.written != "words":
        ratio = _scale(folded, other)
        if ratio and (not weak or unit is not None) and Fraction(number.value) * ratio < Fraction(other.value):
            number = replace(number, value=times(number.value, ratio), scaled=True, digits="")
    if unit is None or _SHARED.isdisjoint(unit.means):
        return number, None, False
    if weak and not unit.means.keys() & {"percent", "unit", "day", "month"}:
        return number, None, False
    if len(number.digits) == 4 and "year" not in unit.means:
        return number, None, False
    return number, unit, True


def _scale(folded: str, number: Number) -> int:
    match = re.match(r"[\d,.]+", folded[number.start : number.end])
    bare = han_number(match[0].rstrip(".,"), 0) if match else None
    return int(Fraction(number.value) / Fraction(bare.value)) if bare and bare.value else 0
