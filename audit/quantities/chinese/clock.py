"""Chinese times of day and spans of time."""

import re
from fractions import Fraction

from msgspec.structs import replace

from audit.quantities.chinese.figure import LINK, following, note
from audit.quantities.lexicon import Word
from audit.quantities.numerals import Number, simple
from audit.quantities.reading import Reading

_SPLIT_SECOND = re.compile(r"\d\d?(?![\d.,:%万亿个位次张帧年月日])")
"""52秒03 is 52.03 seconds."""
_MINUTES = ("分钟", "分鐘", "分之")
_HOUR = re.compile(r"时(?![候期代刻常间速薪限段装兴尚空光])")
"""What follows digits alone in 18时, an hour of the day."""
_WHEN = re.compile(
    r"(?:设[置定]?[为成]?|[值数量率度项果级]为|版本|[除乘]以|等于|[大小多少高低]于|超过|达到?|(?<!\d)[-+]"
    r"|当[^日天地晚年月时,。;][^,。;]{0,20}) ?$"
)
"""What makes "when" of 时: 设为3时, 当它是5时."""
_QUARTERS = {"一刻": 15, "三刻": 45}
_NOON = re.compile(
    r"(上午|早上|凌晨|清晨|早晨|清早|中午|下午|晚上|傍晚|晚间|夜间|午夜|晚|午后|a\.?m\.? ?|p\.?m\.? ?) ?$"
)


def sharp(reader: Reading, number: Number, after: Word) -> int:
    """点 tells the hour only beside other words of time: 晚上8点, 8点半, 8点30分."""
    folded, hour = reader.folded, number.value
    if not isinstance(hour, int) or hour > 24:
        return 0
    if folded.startswith("半", after.end):
        return time(reader, hour, 30, number.start, after.end + 1)
    if quarters := _QUARTERS.get(folded[after.end : after.end + 2]):
        return time(reader, hour, quarters, number.start, after.end + 2)
    minute = following(reader, after.end, "minute", 59)
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
        or (
            number.digits
            and _HOUR.match(folded, after.start)
            and not _WHEN.search(folded, max(0, number.start - 24), number.start)
        )
        or "钟" in folded[after.start : after.end]
        or "整" in folded[after.start : after.end]
    ):
        return time(reader, hour, 0, number.start, after.end)
    return 0


def duration(reader: Reading, number: Number, after: Word) -> int:
    folded, end, value = reader.folded, after.end, number.value
    unit = after.means["duration"]
    form = folded[after.start : after.end]
    if "多" in form:
        number = replace(number, bound="over")
    if form == "季" and isinstance(value, int) and value <= 4 and not number.vague:
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
    minute = following(reader, end, "minute", 59) if unit == "hour" else None
    if minute and not folded.startswith(_MINUTES, minute[1] - 1):
        note(reader, number, "duration", value, number.start, end, unit=unit)
        return reader.add("duration", minute[0], end, minute[1], unit="minute")
    return note(reader, number, "duration", value, number.start, end, unit=unit)


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
