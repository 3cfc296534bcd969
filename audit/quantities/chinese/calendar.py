"""Chinese years, dates and quarters."""

import re

from audit.quantities.chinese.figure import LINK, following, note
from audit.quantities.chinese.han import han_number
from audit.quantities.codes import full_year
from audit.quantities.han_characters import HAN_DIGITS
from audit.quantities.lexicon import Word
from audit.quantities.numerals import Number
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
    month = following(reader, end, "month", 12)
    if month is None or kind == "fiscal" or not 0 < year < 10000:
        return reader.add("year", year, start, end, unit="fiscal" if kind == "fiscal" else None)
    day = following(reader, month[1], "day", 31)
    if day is None:
        return reader.add("date", f"{year:04d}-{month[0]:02d}", start, month[1])
    return reader.add("date", f"{year:04d}-{month[0]:02d}-{day[0]:02d}", start, day[1])


def month(reader: Reading, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or not 1 <= number.value <= 12:
        return 0
    day = following(reader, after.end, "day", 31)
    if day is None:
        return reader.add("month", number.value, number.start, after.end)
    return reader.add("date", f"--{number.value:02d}-{day[0]:02d}", number.start, day[1])


_EACH_WEEK = re.compile(r"每(?:周|个?星期|个?礼拜)[^,。;:0-9]{0,6}$")


def day(reader: Reading, number: Number, after: Word) -> int:
    if not isinstance(number.value, int) or number.value < 1:
        return 0
    of_month = reader.folded.endswith(("月", "月 "), 0, number.start)
    one = number.value == 1 and number.written == "words" and not of_month
    if number.value > 31 and of_month and not number.vague:  # 11月36日
        return 0
    of_week = _EACH_WEEK.search(reader.folded, max(0, number.start - 12), number.start)
    if number.vague or one or of_week or number.value > 31:  # 幾日, 一日, 45日, as Hong Kong counts days
        return note(reader, number, "duration", number.value, number.start, after.end, unit="day")
    return reader.add("date", f"---{number.value:02d}", number.start, after.end)


_PLAN = re.compile(
    r"十([一二三四五六])五(?=[”’」』\"' ]{0,2}"
    r"(?:[规規][划劃]|[计計][划劃]|[时時]期|期[间間]|期?末|收官|[开開]局|以[来來]|目[标標]|[纲綱]要))"
)


def quarter(reader: Reading, number: Number, after: Word) -> int:
    lead = reader.words.before(reader.folded, number.start)
    counted = lead is not None and "consecutive" in lead.means
    if not (counted or number.vague) and isinstance(number.value, int) and 1 <= number.value <= 4:
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


_REACHED = tuple("满到至过在逾近第")
"""What goes before an age or a place, not before a generation: 年過80後."""


def decade(reader: Reading, number: Number, after: Word) -> int:
    """The 1990s, and who was born in them: 90年代, 90後, 95後."""
    value, of_people = number.value, after.means["decade"] == "born"
    if of_people:
        written = reader.folded[number.start : number.end]
        if len(written) != 2 or value % 5 or reader.folded.endswith(_REACHED, 0, number.start):
            return 0
        if value % 10:
            return reader.add("year", full_year(str(value)), number.start, after.end, approximate=True)
    if isinstance(value, int) and value < 100:
        value += 1900 if value >= 20 else 2000
    return reader.add("year", value, number.start, after.end, unit="decade", approximate=of_people)
