"""Chinese shares of a whole: percent, 成, 折 and points."""

import re
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from audit.model import Exact
from audit.quantities.chinese.context import attributes
from audit.quantities.chinese.figure import note
from audit.quantities.chinese.han import han_number
from audit.quantities.han_characters import HAN_DIGITS
from audit.quantities.lexicon import Word
from audit.quantities.numerals import Number, plus, simple, times, with_share
from audit.quantities.reading import Reading

_GROWN = re.compile(r"员(?!工)|交(?!易)|[为本果功立就人熟长都分品效绩套]")
"""Words that 成 begins: 成員, 成為."""
_OF_THEM = re.compile(
    r" ?[人名个位次例家宗户间][^,。;:、0-9每]{0,8}?"
    r"(?:[中里],?(?:(?P<bound>至少|最少|最多|至多|超过)|[^没0-9])?|[就便即仅约]?)有 ?"
)
_FOLDED = set("页叠线扇迭")
"""What 折 begins with them is folded: 三折页."""
_PERSONS = "人名个位次例家宗户间"


def percent(reader: Reading, number: Number, after: Word) -> int:
    kind = after.means["percent"]
    if reader.folded[after.start : after.end] == "个百分比":
        if number.value == 1 and number.written == "words":
            return after.end
        if reader.folded.startswith(("符", "号", "记", "数"), after.end):  # 兩個百分比符號
            return 0
    if kind == "mille":
        return note(reader, number, "percent", simple(Fraction(number.value) / 10), number.start, after.end)
    if kind == "tenth":
        return _tenths(reader, number, after)
    value = simple(Fraction(number.value) / 100) if kind == "basis" else number.value
    return note(reader, number, "percent" if kind == "percent" else "percentage point", value, number.start, after.end)


def _tenths(reader: Reading, number: Number, after: Word) -> int:
    grown = _GROWN.match(reader.folded, after.end)
    if not 1 <= number.value <= 10 or (grown and (grown[0] != "人" or number.written != "words")):
        return 0
    value: Exact = simple(Fraction(number.value) * 10)
    end = after.end
    more = HAN_DIGITS.get(reader.folded[end : end + 1], 0)
    if more:
        value, end = plus(value, more), end + 1
    elif reader.folded[end : end + 1] == "半":
        value, end = plus(value, 5), end + 1
    high = None if number.high is None else times(number.high, 10)
    return note(reader, replace(number, high=high), "percent", value, number.start, end)


_MIXED = re.compile(
    r"(?: ?又 ?| (?=\d/))(?:(\d{1,2})/(\d{1,2})(?![\d/])|([二三四五六七八九十]+)分之([一二三四五六七八九]))"
)


def mixed(folded: str, number: Number) -> Number:
    """Take in the fraction of a mixed number.

    >>> mixed("2又1/2", Number(2, 0, 1, "2")).value, mixed("二又四分之三", Number(2, 0, 1)).value
    (Decimal('2.5'), Decimal('2.75'))
    """
    match = _MIXED.match(folded, number.end)
    if match is None:
        return number
    parts = (match[1], match[2]) if match[1] else (match[4], match[3])
    top, bottom = (Fraction(read.value) if (read := han_number(part, 0)) else Fraction(0) for part in parts)
    if not 0 < top < bottom:
        return number
    return with_share(number, top / bottom, match.end())


def discount(reader: Reading, number: Number, after: Word) -> int:
    if reader.folded[after.end : after.end + 1] in _FOLDED:
        return 0
    price = Fraction(number.value) * 10 if Fraction(number.value) < 10 else Fraction(number.value)
    return reader.add("percent", simple(100 - price), number.start, after.end)


def half_of(reader: Reading, start: int, end: int, bound: str | None = None) -> int:
    """半數 and 過半: a half of something."""
    bound = bound or attributes(reader.folded, reader.words, start, end).get("bound")
    return reader.add("fraction", Decimal("0.5"), start, end, bound=bound)


def half(reader: Reading, start: int) -> int:
    """半年, 一半: a half with or without its unit."""
    folded = reader.folded
    if folded.startswith("一半", start):
        return half_of(reader, start, start + 2)
    if folded[start] != "半":
        return 0
    unit = reader.words.after(folded, start + 1)
    if unit and "percent" in unit.means:  # 半个百分点, 半厘
        kind = "percentage point" if unit.means["percent"] == "point" else "percent"
        said = attributes(folded, reader.words, start, unit.end)
        return reader.add(kind, Decimal("0.5"), start, unit.end, **said)
    if unit and "duration" in unit.means:
        bound = attributes(folded, reader.words, start, unit.end).get("bound")
        return reader.add("duration", Decimal("0.5"), start, unit.end, unit=unit.means["duration"], bound=bound)
    return start + 1


def one_in(reader: Reading, number: Number) -> int:
    """A share told as 每四名兒童就有一名; 0 where this is none."""
    link = _OF_THEM.match(reader.folded, number.end)
    part = han_number(reader.folded, link.end()) if link else None
    if (
        link is None
        or part is None
        or reader.folded[part.end : part.end + 2].lstrip()[:1] not in _PERSONS
        or (part.value != 1 and number.value > 100)  # 每10万人中有12人 is a rate
        or not 0 < part.value < number.value
        or part.written != number.written
    ):
        return 0
    value = simple(Fraction(part.value) / Fraction(number.value))
    bound = reader.words.bound(link["bound"]) if link["bound"] else None
    return reader.add("fraction", value, number.start, part.end, bound=bound)
