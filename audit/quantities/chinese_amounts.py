"""Says what a Chinese numeral measures: money, percent, a date, time, a unit, or a plain count."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

from audit.model import Exact, Quantity
from audit.quantities.codes import full_year
from audit.quantities.context import attributes, minus
from audit.quantities.lexicon import Lexicon, Word
from audit.quantities.numerals import Number, han_number, simple, times

_LINK = re.compile(r" ?(?:-|–|—|~|至|到) ?|或(?=[\d一二三四五六七八九])|(?P<weak>、|及|和|与|,(?=\d))")
_SHARED = {"percent", "currency", "duration", "unit", "day", "month", "year", "multiple", "age", "cents"}
_STRIKING = set("败击破算造开断包扮架仗工")
_HALF = re.compile(r"半(?=[^年月天日导径球数])?")


class Reader(Protocol):
    """What reading a numeral needs of the text around it."""

    text: str
    folded: str
    words: Lexicon
    found: list[Quantity]

    def add(self, kind: str, value: Exact | str, start: int, end: int, **facts: object) -> int: ...

    def time(self, hour: int, minute: int, start: int, end: int) -> int: ...


def amount(reader: Reader, number: Number) -> int:
    """Note the quantity that a numeral belongs to; returns where it ends."""
    folded, words = reader.folded, reader.words
    number, after, shared = _shared(folded, number, words)
    start, end = number.start, number.end
    before = words.before(folded, start)
    if before is not None and start - before.end > 1:
        before = None
    if before and "percent" in before.means and before.means["percent"] == "of":
        return _amount(reader, number, "percent", number.value, before.start, end)
    if before and "permille" in before.means:
        return _amount(reader, number, "percent", simple(Fraction(number.value) / 10), before.start, end)
    if folded.startswith(("分之", " 分之"), end):
        return _fraction(reader, number)
    if before and "currency" in before.means:
        own = after if after and not shared and "currency" in after.means else None
        currency = before.means["currency"]
        if own and own.means["currency"] not in ("元", currency):
            currency = own.means["currency"]
        return _amount(reader, number, "money", number.value, before.start, own.end if own else end, currency=currency)
    if before and "ordinal" in before.means:
        return _ordinal(reader, number, before, after)
    if after is not None:
        for name, rule in _RULES.items():
            if name in after.means:
                done = rule(reader, number, after._replace(end=end) if shared else after)
                if done:
                    return done
    return _count(reader, number, before)


def _amount(reader: Reader, number: Number, kind: str, value: Exact, start: int, end: int, **facts: Any) -> int:
    context = attributes(reader.folded, reader.words, start, end)
    sign = context.pop("sign", 1)
    folded = reader.folded
    if start == number.start and minus(folded, start):
        sign, start = -1, start - 1
    if number.bound:
        context["bound"] = number.bound
    if sign < 0:
        value = simple(-Fraction(value))
    return reader.add(kind, value, start, end, sign=sign, high=number.high, approximate=number.vague or facts.pop("vague", False), **facts, **context)


def _count(reader: Reader, number: Number, before: Word | None) -> int:
    start, facts = number.start, {}
    if before and "top" in before.means:
        start = before.start
    if before and "section" in before.means:
        facts["unit"] = "section"
    if number.digits and len(number.digits) == 4 and 1900 <= int(number.digits) <= 2100 and not (before and "top" in before.means):
        return reader.add("year", number.value, start, number.end)
    return _amount(reader, number, "count", number.value, start, number.end, **facts)


def _fraction(reader: Reader, number: Number) -> int:
    at = reader.words.after(reader.folded, number.end)
    start = reader.folded.index("之", number.end) + 1
    while start < len(reader.folded) and reader.folded[start] == " ":
        start += 1
    top = han_number(reader.folded, start)
    if at is None or top is None or not number.value:
        return number.end
    value = simple(Fraction(top.value) / Fraction(number.value))
    return _amount(reader, number, "fraction", value, number.start, top.end)


def _ordinal(reader: Reader, number: Number, before: Word, after: Word | None) -> int:
    means = after.means if after else {}
    start, end = before.start, number.end
    if after and "century" in means:
        return reader.add("ordinal", number.value, start, after.end, unit="century")
    if after and means.get("duration") == "quarter" or after and "quarter" in means:
        lead = reader.words.before(reader.folded, start)
        if lead and "consecutive" in lead.means and reader.folded[lead.start : lead.end].startswith("连"):
            return reader.add("ordinal", number.value, lead.start, after.end, unit="quarter")
        if isinstance(number.value, int) and number.value <= 4 and "个" not in reader.folded[after.start : after.end]:
            return reader.add("quarter", number.value, start, after.end)
        return reader.add("ordinal", number.value, start, after.end, unit="quarter")
    unit = means.get("duration") if means.get("duration") in ("year", "month", "week", "day") else None
    return reader.add("ordinal", number.value, start, end, high=number.high, unit=unit)


def _percent(reader: Reader, number: Number, after: Word) -> int:
    kind = after.means["percent"]
    if kind == "tenth":
        return _tenths(reader, number, after)
    value = simple(Fraction(number.value) / 100) if kind == "basis" else number.value
    return _amount(reader, number, "percent" if kind == "percent" else "percentage point", value, number.start, after.end)


def _tenths(reader: Reader, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or not 1 <= number.value <= 10 or reader.folded[after.end : after.end + 1] in "为本员果功立就人熟长交都分品效绩套" and reader.folded[after.end : after.end + 1]:
        return 0
    value: Exact = number.value * 10
    end = after.end
    more = han_number(reader.folded, end) if reader.folded[end : end + 1] in "一二三四五六七八九半" and reader.folded[end : end + 1] else None
    if more is not None and isinstance(more.value, int) and more.value < 10:
        value, end = value + more.value, more.end
    elif reader.folded[end : end + 1] == "半":
        value, end = value + 5, end + 1
    high = None if number.high is None else times(number.high, 10)
    return _amount(reader, number._replace(high=high), "percent", value, number.start, end)


def _discount(reader: Reader, number: Number, after: Word) -> int:
    price = Fraction(number.value) * 10 if Fraction(number.value) < 10 else Fraction(number.value)
    return reader.add("percent", simple(100 - price), number.start, after.end, readings=(simple(price),))


def _times(reader: Reader, number: Number, after: Word) -> int:
    """增長四倍 may be four or five times the old value; N 倍 itself is N."""
    more = Fraction(1, 2) if reader.folded.startswith("半", after.end) else 0
    value = simple(Fraction(number.value) + more)
    end = after.end + bool(more)
    context = attributes(reader.folded, reader.words, number.start, end)
    exactly = reader.folded[:number.start].endswith(("的", "至", "到", "为")) if number.start < 40 else reader.folded[number.start - 1] in "的至到为"
    readings = () if exactly or context.get("role") == "to" else (simple(Fraction(value) + 1),)
    return _amount(reader, number, "multiple", value, number.start, end, readings=readings)


def _money(reader: Reader, number: Number, after: Word) -> int:
    return _amount(reader, number, "money", number.value, number.start, after.end, currency=after.means["currency"])


def _cents(reader: Reader, number: Number, after: Word) -> int:
    value = simple(Fraction(number.value) / 100)
    return _amount(reader, number, "money", value, number.start, after.end, currency=after.means["cents"])


def _year(reader: Reader, number: Number, after: Word) -> int:
    folded = reader.folded
    roc = folded.endswith("民国", 0, number.start) or folded.endswith("民国 ", 0, number.start)
    if roc and isinstance(number.value, int):
        return _date(reader, number.value + 1911, number.start - 2, after.end)
    if number.digits and len(number.digits) == 4 and number.value < 3000:
        return _date(reader, int(number.digits), number.start, after.end, after.means["year"])
    if len(number.digits) == 2 and (number.written == "words" or re.match(r" ?\d{1,2} ?月", folded[after.end : after.end + 5])):
        return _date(reader, full_year(number.digits), number.start, after.end)
    last = reader.found[-1] if reader.found else None
    if last and last.kind == "year" and len(number.digits) == 2 and _LINK.fullmatch(folded, last.end, number.start) and isinstance(last.value, int):
        return reader.add("year", last.value // 100 * 100 + int(number.digits), number.start, after.end)
    if folded.endswith("公元前", 0, number.start) or folded.endswith("公元", 0, number.start) or folded.endswith("西元", 0, number.start):
        return reader.add("year", number.value, number.start, after.end)
    return 0


def _date(reader: Reader, year: int, start: int, end: int, kind: str = "calendar") -> int:
    """A year, with the month and the day that may follow it."""
    month = _next(reader, end, "month", 12)
    if month is None or kind == "fiscal":
        return reader.add("year", year, start, end, unit="fiscal" if kind == "fiscal" else None)
    day = _next(reader, month[1], "day", 31)
    if day is None:
        return reader.add("date", f"{year}-{month[0]:02d}", start, month[1])
    return reader.add("date", f"{year}-{month[0]:02d}-{day[0]:02d}", start, day[1])


def _next(reader: Reader, at: int, kind: str, most: int) -> tuple[int, int] | None:
    folded = reader.folded
    while at < len(folded) and folded[at] == " ":
        at += 1
    number = han_number(folded, at) if at < len(folded) else None
    if number is None or not isinstance(number.value, int) or not 1 <= number.value <= most or number.high:
        return None
    word = reader.words.after(folded, number.end)
    if word is None or kind not in word.means:
        return None
    return number.value, word.end


def _month(reader: Reader, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or not 1 <= number.value <= 12:
        return 0
    day = _next(reader, after.end, "day", 31)
    if day is None:
        return reader.add("month", number.value, number.start, after.end)
    return reader.add("date", f"--{number.value:02d}-{day[0]:02d}", number.start, day[1])


def _day(reader: Reader, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or not 1 <= number.value <= 31:
        return 0
    return reader.add("date", f"---{number.value:02d}", number.start, after.end)


def _sharp(reader: Reader, number: Number, after: Word) -> int:
    """点 tells the hour only beside other words of time: 晚上8点, 8点半, 8点30分."""
    folded, hour = reader.folded, number.value
    if not isinstance(hour, int) or hour > 24:
        return 0
    if folded.startswith("半", after.end):
        return reader.time(hour, 30, number.start, after.end + 1)
    minute = _next(reader, after.end, "minute", 59)
    if minute:
        return reader.time(hour, minute[0], number.start, minute[1])
    last = reader.found[-1] if reader.found else None
    if last and last.kind == "time" and _LINK.fullmatch(folded, last.end, number.start):
        return reader.time(hour + 12 if hour < 12 and isinstance(last.value, int) and last.value >= 720 else hour, 0, number.start, after.end)
    known = reader.words.before(folded, number.start)
    if (known and "noon" in known.means) or "钟" in folded[after.start : after.end] or "整" in folded[after.start : after.end]:
        return reader.time(hour, 0, number.start, after.end)
    return 0


def _duration(reader: Reader, number: Number, after: Word) -> int:
    folded, end, value = reader.folded, after.end, number.value
    unit = after.means["duration"]
    form = folded[after.start : after.end]
    if form == "季" and isinstance(value, int) and value <= 4:
        lead = reader.words.before(folded, number.start)
        if not (lead and "consecutive" in lead.means):
            return reader.add("quarter", value, number.start, end)
    if "year" in after.means and number.high is None and isinstance(value, int) and 1900 <= value <= 2100:
        return reader.add("year", value, number.start, end)
    if folded.startswith("半", end) and not folded.startswith(("半年", "半岛", "半导", "半数", "半径", "半球"), end):
        value, end = simple(Fraction(value) + Fraction(1, 2)), end + 1
    return _amount(reader, number, "duration", value, number.start, end, unit=unit)


def _quarter(reader: Reader, number: Number, after: Word) -> int:
    lead = reader.words.before(reader.folded, number.start)
    if lead and "consecutive" in lead.means:
        return _amount(reader, number, "duration", number.value, number.start, after.end, unit="quarter")
    if isinstance(number.value, int) and 1 <= number.value <= 4:
        return reader.add("quarter", number.value, number.start, after.end)
    return _amount(reader, number, "duration", number.value, number.start, after.end, unit="quarter")


def _age(reader: Reader, number: Number, after: Word) -> int:
    return _amount(reader, number, "age", number.value, number.start, after.end, unit="year")


def _century(reader: Reader, number: Number, after: Word) -> int:
    folded = reader.folded
    decade = re.match(r" ?(\d0|[一二三四五六七八九]十) ?年代", folded[after.end : after.end + 8])
    if decade and isinstance(number.value, int):
        tens = han_number(decade[1], 0)
        if tens is not None and isinstance(tens.value, int):
            year = (number.value - 1) * 100 + tens.value
            return reader.add("year", year, number.start, after.end + decade.end(), unit="decade")
    return reader.add("ordinal", number.value, number.start, after.end, unit="century")


def _decade(reader: Reader, number: Number, after: Word) -> int:
    value = number.value
    if isinstance(value, int) and value < 100:
        value += 1900 if value >= 20 else 2000
    return reader.add("year", value, number.start, after.end, unit="decade")


def _measure(reader: Reader, number: Number, after: Word) -> int:
    return _amount(reader, number, "measure", number.value, number.start, after.end, unit=after.means["unit"])


def _phase(reader: Reader, number: Number, after: Word) -> int:
    """二期 is the second phase; 2期 may be two of them."""
    if number.written != "words":
        return 0
    return reader.add("ordinal", number.value, number.start, after.end)


def _dozen(reader: Reader, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or reader.folded[after.end : after.end + 1] in _STRIKING:
        return 0
    return _amount(reader, number, "count", times(number.value, 12), number.start, after.end)


_RULES: dict[str, Callable[[Reader, Number, Word], int]] = {
    "percent": _percent,
    "discount": _discount,
    "times": _times,
    "currency": _money,
    "cents": _cents,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "month": _month,
    "quarter": _quarter,
    "duration": _duration,
    "day": _day,
    "age": _age,
    "sharp": _sharp,
    "unit": _measure,
    "phase": _phase,
    "dozen": _dozen,
}


def _shared(folded: str, number: Number, words: Lexicon, hops: int = 2) -> tuple[Number, Word | None, bool]:
    """A numeral with its unit, which may stand only at the end of the range or list that it opens."""
    unit = words.after(folded, number.end)
    if unit is not None and unit.start - number.end <= 2 and unit.means.keys() & _RULES.keys():
        return number, unit, False
    link = _LINK.match(folded, number.end)
    if link is None or not hops:
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
    other, unit, _ = _shared(folded, other, words, hops - 1)
    if unit is None and not other.scaled:
        return number, None, False
    weak = link["weak"]
    if other.scaled and not number.scaled and number.written != "words":
        ratio = _scale(folded, other)
        if ratio and (not weak or unit is not None) and Fraction(number.value) < 10000:
            number = number._replace(value=times(number.value, ratio), scaled=True, digits="")
    if unit is None or not unit.means.keys() & _SHARED:
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
