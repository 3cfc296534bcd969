"""Says what a Chinese numeral measures: money, percent, a date, time, a unit, or a plain count."""

import re
from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from audit.quantities.chinese import calendar, clock, shares
from audit.quantities.chinese.context import attributes
from audit.quantities.chinese.figure import note, with_unit
from audit.quantities.chinese.han import han_number
from audit.quantities.codes import is_version
from audit.quantities.context import minus
from audit.quantities.lexicon import Word
from audit.quantities.numerals import Number, simple, times
from audit.quantities.reading import Reading

_SCALES = {"摄氏": "celsius", "华氏": "fahrenheit"}
_SHARE = ("分之", " 分之")
_FEN = re.compile(r" ?分(?![之钟鐘部别別派配类類红紅成])")
_AND_HALF = re.compile(r"半(?![年月天日夜价價导導球径徑数數成山岛島个個小程决決脱固熟透甜凉])")
"""What makes 兩米半 of 兩米."""
_STRIKING = set("败击破算造开断包扮架仗工")


def amount(reader: Reading, number: Number) -> int:
    """Note the quantity that a numeral belongs to; returns where it ends."""
    folded = reader.folded
    number, after, shared = with_unit(folded, number, reader.words)
    start, end = number.start, number.end
    before = reader.words.before(folded, start)
    if before is not None and (start - before.end > 1 or (reader.found and reader.found[-1].end > before.start)):
        before = None  # too far, or the unit of the figure before
    means = before.means if before else {}
    if before and means.get("percent") == "of":
        return note(reader, number, "percent", number.value, before.start, end)
    if before and "permille" in means:
        return note(reader, number, "percent", simple(Fraction(number.value) / 10), before.start, end)
    if folded.startswith(_SHARE, end):
        return _fraction(reader, number)
    if before and "currency" in means:
        return _currency(reader, number, before, None if shared else after)
    if before and "ordinal" in means:
        return _ordinal(reader, number, before, after)
    if after is not None:
        for name in after.means:
            rule = _RULES.get(name)
            if rule and (done := rule(reader, number, replace(after, end=end) if shared else after)):
                return done
    return _count(reader, number, before)


def _currency(reader: Reading, number: Number, before: Word, after: Word | None) -> int:
    """人民幣1.685億元, US$5: money with its currency before it, and perhaps once more after it; 人民幣5.6分."""
    currency, start, end, value = before.means["currency"], before.start, number.end, number.value
    if cents := after.end if after and "cents" in after.means else _cent(reader.folded, end):
        value, end = simple(Fraction(value) / 100), cents
    elif after and "currency" in after.means:
        end = after.end
        if after.means["currency"] not in ("元", currency):
            currency = after.means["currency"]
    signed = minus(reader.folded, start)
    negative = signed or reader.folded[number.start - 1] == "-"
    return note(reader, number, "money", value, start - signed, end, currency=currency, negative=negative)


def _cent(folded: str, end: int) -> int:
    match = _FEN.match(folded, end)
    return match.end() if match else 0


def _count(reader: Reading, number: Number, before: Word | None) -> int:
    if is_version(reader.text, number.start, number.end):
        return reader.add("version", number.value, number.start, number.end)
    start, unit = number.start, None
    if before and "top" in before.means:
        start = before.start
    if before and "section" in before.means:
        unit = "section"
    if (
        number.digits
        and len(number.digits) == 4
        and 1900 <= int(number.digits) <= 2100
        and not (before and "top" in before.means)
    ):
        return reader.add("year", number.value, start, number.end)
    return note(reader, number, "count", number.value, start, number.end, unit=unit)


def _fraction(reader: Reading, number: Number) -> int:
    at = reader.words.after(reader.folded, number.end)
    start = reader.folded.index("之", number.end) + 1
    while start < len(reader.folded) and reader.folded[start] == " ":
        start += 1
    top = han_number(reader.folded, start)
    if at is None or top is None or not number.value:
        return number.end
    value = simple(Fraction(top.value) / Fraction(number.value))
    return note(reader, number, "fraction", value, number.start, top.end)


def _ordinal(reader: Reading, number: Number, before: Word, after: Word | None) -> int:
    if number.vague:
        return reader.add("ordinal", number.value, before.start, number.end, approximate=True)
    means = after.means if after else {}
    start, end = before.start, number.end
    if after and "century" in means:
        return reader.add("ordinal", number.value, start, after.end, unit="century")
    if (after and means.get("duration") == "quarter") or (after and "quarter" in means):
        lead = reader.words.before(reader.folded, start)
        if lead and "consecutive" in lead.means and reader.folded[lead.start : lead.end].startswith("连"):
            return reader.add("ordinal", number.value, lead.start, after.end, unit="quarter")
        if isinstance(number.value, int) and number.value <= 4 and "个" not in reader.folded[after.start : after.end]:
            return reader.add("quarter", number.value, start, after.end)
        return reader.add("ordinal", number.value, start, after.end, unit="quarter")
    unit = means.get("duration") if means.get("duration") in ("year", "month", "week", "day") else None
    return reader.add("ordinal", number.value, start, end, high=number.high, unit=unit)


def _times(reader: Reading, number: Number, after: Word) -> int:
    """增長四倍 may be four or five times the old value; N 倍 itself is N."""
    more = Fraction(1, 2) if reader.folded.startswith("半", after.end) else 0
    value = simple(Fraction(number.value) + more)
    end = after.end + bool(more)
    context = attributes(reader.folded, reader.words, number.start, end)
    exactly = number.start > 0 and reader.folded[number.start - 1] in "的至到为"
    readings = () if exactly or context.get("role") == "to" else (simple(Fraction(value) + 1),)
    return note(reader, number, "multiple", value, number.start, end, readings=readings)


def _money(reader: Reading, number: Number, after: Word) -> int:
    return note(reader, number, "money", number.value, number.start, after.end, currency=after.means["currency"])


def _cents(reader: Reading, number: Number, after: Word) -> int:
    value = simple(Fraction(number.value) / 100)
    return note(reader, number, "money", value, number.start, after.end, currency=after.means["cents"])


def _age(reader: Reading, number: Number, after: Word) -> int:
    return note(reader, number, "age", number.value, number.start, after.end, unit="year")


def _measure(reader: Reading, number: Number, after: Word) -> int:
    unit, start, end, value = after.means["unit"], number.start, after.end, number.value
    if unit == "degree" and (scale := _SCALES.get(reader.folded[max(0, start - 2) : start])):
        unit, start = scale, start - 2
    if unit == "degree" and number.written == "words" and 0 < value <= 5:  # 兩度獲獎: twice
        return reader.add("count", value, start, end, unit="times")
    if _AND_HALF.match(reader.folded, end):
        value, end = simple(Fraction(value) + Fraction(1, 2)), end + 1
    return note(reader, number, "measure", value, start, end, unit=unit)


def _half_more(reader: Reading, number: Number, after: Word) -> int:
    """一個半小時, 兩杯半: one and a half, two and a half."""
    value, unit = simple(Fraction(number.value) + Fraction(1, 2)), after.means["halfmore"]
    if unit == "thing":
        if not _AND_HALF.match(reader.folded, after.end - 1):  # 兩杯半脫脂奶
            return 0
        return note(reader, number, "count", value, number.start, after.end)
    return note(reader, number, "duration", value, number.start, after.end, unit=unit)


def _phase(reader: Reading, number: Number, after: Word) -> int:
    """二期 is the second phase; 2期 may be two of them."""
    if number.written != "words":
        return 0
    return reader.add("ordinal", number.value, number.start, after.end)


def _dozen(reader: Reading, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or reader.folded[after.end : after.end + 1] in _STRIKING:
        return 0
    return note(reader, number, "count", times(number.value, 12), number.start, after.end)


_RULES: dict[str, Callable[[Reading, Number, Word], int]] = {
    "percent": shares.percent,
    "discount": shares.discount,
    "times": _times,
    "currency": _money,
    "cents": _cents,
    "decade": calendar.decade,
    "century": calendar.century,
    "year": calendar.year,
    "month": calendar.month,
    "quarter": calendar.quarter,
    "duration": clock.duration,
    "day": calendar.day,
    "age": _age,
    "sharp": clock.sharp,
    "unit": _measure,
    "phase": _phase,
    "halfmore": _half_more,
    "dozen": _dozen,
}
"""By class of the word after the numeral; a word of two classes is tried in their order in the table."""
