"""Chinese years, dates, quarters, times of day and spans of time."""

import re
from fractions import Fraction

from audit.quantities.chinese_figure import LINK, note
from audit.quantities.codes import full_year
from audit.quantities.han import han_number
from audit.quantities.han_characters import HAN_DIGITS
from audit.quantities.lexicon import Word
from audit.quantities.numerals import Number, simple
from audit.quantities.reading import Reading

_ERAS = ("公元前", "西元前", "公元前 ", "西元前 ", "公元", "西元", "公元 ", "西元 ")


def year(reader: Reading, number: Number, after: Word) -> int:
    folded = reader.folded
    roc = folded.endswith("民国", 0, number.start) or folded.endswith("民国 ", 0, number.start)
    if roc and isinstance(number.value, int) and number.value < 1000:
        return _date(reader, number.value + 1911, number.start - 2, after.end)
    era = ""
    if folded.endswith(_ERAS, 0, number.start):
        era = next(era for era in _ERAS if folded.endswith(era, 0, number.start))
    if era and isinstance(number.value, int) and number.value < 10000:
        return _date(reader, number.value, number.start - len(era), after.end)
    if number.digits and len(number.digits) == 4 and number.value < 3000:
        return _date(reader, int(number.digits), number.start, after.end, after.means["year"])
    if len(number.digits) == 2 and (
        number.written == "words" or re.match(r" ?\d{1,2} ?月", folded[after.end : after.end + 5])
    ):
        return _date(reader, full_year(number.digits), number.start, after.end)
    last = reader.found[-1] if reader.found else None
    if (
        last
        and last.kind == "year"
        and len(number.digits) == 2
        and LINK.fullmatch(folded, last.end, number.start)
        and isinstance(last.value, int)
    ):
        return reader.add("year", last.value // 100 * 100 + int(number.digits), number.start, after.end)
    return 0


def _date(reader: Reading, year: int, start: int, end: int, kind: str = "calendar") -> int:
    """A year, with the month and the day that may follow it."""
    month = _next(reader, end, "month", 12)
    if month is None or kind == "fiscal" or not 0 < year < 10000:
        return reader.add("year", year, start, end, unit="fiscal" if kind == "fiscal" else None)
    day = _next(reader, month[1], "day", 31)
    if day is None:
        return reader.add("date", f"{year:04d}-{month[0]:02d}", start, month[1])
    return reader.add("date", f"{year:04d}-{month[0]:02d}-{day[0]:02d}", start, day[1])


def _next(reader: Reading, at: int, kind: str, most: int) -> tuple[int, int] | None:
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


def month(reader: Reading, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or not 1 <= number.value <= 12:
        return 0
    day = _next(reader, after.end, "day", 31)
    if day is None:
        return reader.add("month", number.value, number.start, after.end)
    return reader.add("date", f"--{number.value:02d}-{day[0]:02d}", number.start, day[1])


def day(reader: Reading, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or not 1 <= number.value <= 31:
        return 0
    return reader.add("date", f"---{number.value:02d}", number.start, after.end)


_PLAN = re.compile(
    r"十([一二三四五六])五(?=[”’」』\"' ]{0,2}"
    r"(?:[规規][划劃]|[计計][划劃]|[时時]期|期[间間]|期?末|收官|[开開]局|以[来來]|目[标標]|[纲綱]要))"
)
_SPLIT_SECOND = re.compile(r"\d\d?(?![\d.,:%万亿个位次张帧年月日])")
"""52秒03 is 52.03 seconds."""
_MINUTES = ("分钟", "分鐘", "分之")
_HOUR = re.compile(r"时(?![候期代刻常间速薪限段装兴尚空光])")
"""What follows digits alone in 18时, an hour of the day."""


def sharp(reader: Reading, number: Number, after: Word) -> int:
    """点 tells the hour only beside other words of time: 晚上8点, 8点半, 8点30分."""
    folded, hour = reader.folded, number.value
    if not isinstance(hour, int) or hour > 24:
        return 0
    if folded.startswith("半", after.end):
        return time(reader, hour, 30, number.start, after.end + 1)
    minute = _next(reader, after.end, "minute", 59)
    if minute:
        return time(reader, hour, minute[0], number.start, minute[1])
    last = reader.found[-1] if reader.found else None
    if last and last.kind == "time" and LINK.fullmatch(folded, last.end, number.start):
        return time(
            reader,
            hour + 12 if hour < 12 and isinstance(last.value, int) and last.value >= 720 else hour,
            0,
            number.start,
            after.end,
        )
    known = reader.words.before(folded, number.start)
    if (
        (known and "noon" in known.means)
        or (number.digits and _HOUR.match(folded, after.start))
        or "钟" in folded[after.start : after.end]
        or "整" in folded[after.start : after.end]
    ):
        return time(reader, hour, 0, number.start, after.end)
    return 0


def duration(reader: Reading, number: Number, after: Word) -> int:
    folded, end, value = reader.folded, after.end, number.value
    unit = after.means["duration"]
    form = folded[after.start : after.end]
    if form == "季" and isinstance(value, int) and value <= 4:
        lead = reader.words.before(folded, number.start)
        if not (lead and "consecutive" in lead.means):
            alone = number.written == "words" and value == 1
            return reader.add("quarter", value, number.start, end, approximate=alone)
    of_year = "year" in after.means or form.startswith("年")  # 2019年期間
    if of_year and number.high is None and isinstance(value, int) and 1900 <= value <= 2100:
        return reader.add("year", value, number.start, after.start + 1 if form else end)
    if folded.startswith("半", end) and not folded.startswith(("半年", "半岛", "半导", "半数", "半径", "半球"), end):
        value, end = simple(Fraction(value) + Fraction(1, 2)), end + 1
    if unit == "second" and isinstance(value, int) and (split := _SPLIT_SECOND.match(folded, end)):
        value, end = simple(Fraction(f"{value}.{split[0]}")), split.end()
    minute = _next(reader, end, "minute", 59) if unit == "hour" else None
    if minute and not folded.startswith(_MINUTES, minute[1] - 1):
        note(reader, number, "duration", value, number.start, end, unit=unit)
        return reader.add("duration", minute[0], end, minute[1], unit="minute")
    return note(reader, number, "duration", value, number.start, end, unit=unit)


def quarter(reader: Reading, number: Number, after: Word) -> int:
    lead = reader.words.before(reader.folded, number.start)
    counted = lead is not None and "consecutive" in lead.means
    if not counted and isinstance(number.value, int) and 1 <= number.value <= 4:
        alone = number.written == "words" and number.value == 1 and after.end - after.start == 1
        return reader.add("quarter", number.value, number.start, after.end, approximate=alone)
    return note(reader, number, "duration", number.value, number.start, after.end, unit="quarter")


def five_year_plan(reader: Reading, start: int) -> int:
    """A plan by its short name, 十四五規劃: the fourteenth five-year plan."""
    plan = _PLAN.match(reader.folded, start)
    if plan is None:
        return 0
    reader.add("ordinal", 10 + HAN_DIGITS[plan[1]], start, start + 2)
    return reader.add("duration", 5, start + 2, start + 3, unit="year")


def century(reader: Reading, number: Number, after: Word) -> int:
    folded = reader.folded
    decade = re.match(r" ?(\d0|[一二三四五六七八九]十) ?年代", folded[after.end : after.end + 8])
    if decade and isinstance(number.value, int):
        tens = han_number(decade[1], 0)
        if tens is not None and isinstance(tens.value, int):
            year = (number.value - 1) * 100 + tens.value
            return reader.add("year", year, number.start, after.end + decade.end(), unit="decade")
    return reader.add("ordinal", number.value, number.start, after.end, unit="century")


def decade(reader: Reading, number: Number, after: Word) -> int:
    value = number.value
    if isinstance(value, int) and value < 100:
        value += 1900 if value >= 20 else 2000
    return reader.add("year", value, number.start, after.end, unit="decade")


_NOON = re.compile(
    r"(上午|早上|凌晨|清晨|早晨|清早|中午|下午|晚上|傍晚|晚间|夜间|午夜|晚|午后|a\.?m\.? ?|p\.?m\.? ?) ?$"
)


def time(reader: Reading, hour: int, minute: int, start: int, end: int) -> int:
    """Note a time of day, with the 下午 before it."""
    noon = _NOON.search(reader.folded, max(0, start - 6), start)
    unit = "24-hour"
    if noon:
        unit, start = "clock", noon.start()
        late = noon[1][0] in "中下晚傍夜午p"
        if late and hour < 12 and not (noon[1] == "中午" and hour == 11):
            hour += 12
        elif not late and hour == 12:
            hour = 0
    return reader.add("time", hour * 60 + minute, start, end, unit=unit)
