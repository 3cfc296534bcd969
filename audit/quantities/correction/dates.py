"""Corrects calendar quantities and times of day in the words that stood there."""

import re
from collections.abc import Mapping

from audit.model import Quantity
from audit.quantities.atoms import calendar_parts
from audit.quantities.correction.style import HAN_DIGITS, in_script, whole_han
from audit.quantities.folding import fold

KINDS = {"date", "year", "month", "quarter", "half", "weekday", "time"}
_HALVES = {1: {"下": "上", "后": "前"}, 2: {"上": "下", "前": "后"}}
_TOKEN = re.compile(
    r"(?P<roc>民国 ?)?(?P<n>\d+|[零〇○一二三四五六七八九十百廿卅]+|首)"
    r"(?P<word> ?(?:年代|年度?|财年|(?:财政|会计|财务)年度|世纪|月|[日号]|季度?|$))"
)
_WORDS = {"年": "year", "财": "year", "会": "year", "月": "month", "日": "day", "号": "day", "季": "quarter"}
_NUMERIC = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_CODES = {"quarter": re.compile(r"(?<=q)[1-4](?!\d)|[1-4](?=q)"), "half": re.compile(r"(?<=h)[12](?!\d)|[12](?=h)")}
_CODES["year"] = re.compile(r"\d{4}|\d\d")
_NOON = r"上午|早上|凌晨|清晨|早晨|清早|中午|下午|晚上|傍晚|晚间|夜间|午夜|晚|午后"
_TIME = re.compile(
    rf"(?P<noon>(?:{_NOON}) ?)?(?P<hour>\d{{1,2}}|[零一二两三四五六七八九十]+)"
    r"(?:(?P<colon>:)\d\d|(?P<point> ?[点时])(?: ?(?P<minute>\d{1,2}|[零一二三四五六七八九十]+)分|(?P<end>半|[钟整]))?)"
)
_HOURS = {0: "凌晨", 6: "上午", 12: "中午", 13: "下午", 18: "晚上"}
_WIDE = {ord(character): ord(character) + 0xFEE0 for character in "0123456789"}


def rewritten(right: Quantity, wrong: Quantity, place: str) -> str | None:
    """The wrong words with the right parts of a date, quarter, half, weekday or time of day.

    >>> wrong = Quantity(kind="date", value="2023-03-06", text="二〇二三年三月六日")
    >>> rewritten(Quantity(kind="date", value="2023-03-15"), wrong, "zh-TW")
    '二〇二三年三月十五日'
    """
    if right.kind == wrong.kind == "time":
        return _time(right, wrong)
    wanted = {kind: value for kind, value in _parts(right).items() if kind in _parts(wrong)}
    text, folded = wrong.text, fold(wrong.text)
    if not wanted:
        return None
    if (half := wanted.get("half")) and folded[0] in "上下前后":
        return in_script(_HALVES[half].get(folded[0], folded[0]), place) + text[1:]
    if day := wanted.get("weekday"):
        return text[:-1] + "一二三四五六日"[day - 1] if not folded[-1].isdigit() else text[:-1] + str(day)
    if match := _NUMERIC.fullmatch(folded):
        return _replaced(
            text, {match.span(part): _number(text[slice(*match.span(part))], value) for part, value in wanted.items()}
        )
    if folded.isascii() and not folded.isdigit():
        return _code(text, folded, wanted)
    return _tokens(text, folded, wanted, wrong.kind, place)


def part(right: Quantity, name: str, old: str) -> str | None:
    """The month or day of a date, written like the number that stood there.

    >>> part(Quantity(kind="date", value="--11-16"), "day", "36")
    '16'
    """
    value = _parts(right).get(name)
    return _number(old, value) if value else None


def _parts(quantity: Quantity) -> dict[str, int]:
    if quantity.kind == "date":
        return dict(calendar_parts(str(quantity.value)))
    kind = "year" if (quantity.kind, quantity.unit) == ("duration", "year") else quantity.kind  # 8022年
    return {kind: quantity.value} if isinstance(quantity.value, int) else {}


def _replaced(text: str, edits: Mapping[tuple[int, int], str]) -> str:
    for (start, end), words in sorted(edits.items(), reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _code(text: str, folded: str, wanted: Mapping[str, int]) -> str | None:
    """4Q22, FY2023, 1H24."""
    edits = {}
    for part, value in wanted.items():
        found = list(_CODES[part].finditer(folded)) if part in _CODES else []
        if len(found) != 1:
            return None
        edits[found[0].span()] = _number(
            found[0][0], value % 100 if part == "year" and len(found[0][0]) == 2 else value
        )
    return _replaced(text, edits)


def _tokens(text: str, folded: str, wanted: Mapping[str, int], kind: str, place: str) -> str | None:
    edits = {}
    for match in _TOKEN.finditer(folded):
        word, old = match["word"].strip(), text[slice(*match.span("n"))]
        part = "year" if "世纪" in word else _WORDS.get(word[:1], kind)
        if part not in wanted:
            continue
        value = wanted[part]
        if "世纪" in word:
            value = value // 100 + 1
        elif match["roc"]:
            value -= 1911
        elif part == "year" and (len(old) == 2 and "百" not in old):
            if "年代" in word and "世纪" not in folded and not 1920 <= value < 2000:
                return None
            value %= 100
        if value < 1 and not (part == "year" and len(old) == 2):
            return None
        edits[match.span("n")] = in_script(_number(old, value), place)
    return _replaced(text, edits) if edits else None


def _number(old: str, value: int) -> str:
    """A whole number written like the one that stood there.

    >>> _number("03", 5), _number("三", 12), _number("二零二二", 2023), _number("１２", 4), _number("首", 3)
    ('05', '十二', '二零二三', '４', '第三')
    """
    if old == "首":
        return old if value == 1 else f"第{HAN_DIGITS[value]}"
    if old[0].isdigit():
        written = f"{value:0{len(old) if old[0] in '0０' else 1}}"
        return written if old.isascii() else written.translate(_WIDE)
    if len(old) > 1 and not set(old) & set("十百廿卅"):
        zero = next((character for character in old if character in "零〇○"), "〇")
        return "".join(HAN_DIGITS[int(digit)] if digit != "0" else zero for digit in str(value))
    return whole_han(value, "zh-CN")


def _time(right: Quantity, wrong: Quantity) -> str | None:
    text = wrong.text
    match = _TIME.fullmatch(fold(text))
    if match is None or not isinstance(right.value, int) or not isinstance(wrong.value, int):
        return None
    if right.unit != "clock" and (right.value < 720) != (wrong.value < 720):
        return None
    hour, minute = divmod(right.value, 60)
    old, noon = text[slice(*match.span("hour"))], match["noon"] or ""
    lead = text[: len(noon)]
    if noon:
        named = noon.strip()
        if named not in ("上午", "下午") or (named == "上午") != (hour < 12):
            lead = lead.replace(lead.strip(), noon_word(hour))
        hour = hour - 12 if hour > 12 else hour
    hours = _number(old, hour)
    if match["colon"]:
        return f"{lead}{hours}{text[match.start('colon')]}{_number('00' if old.isascii() else '００', minute)}"
    point = text[slice(*match.span("point"))]
    if minute == 0:
        sharp = text[-1] if match["end"] in ("整", "钟") else "" if noon else "整"
        return f"{lead}{hours}{point}{sharp}"
    if minute == 30 and match["end"] == "半":
        return f"{lead}{hours}{point}半"
    minutes = text[slice(*match.span("minute"))] if match["minute"] else old
    return f"{lead}{hours}{point}{_number(minutes, minute)}分"


def noon_word(hour: int) -> str:
    """The part of the day that an hour belongs to.

    >>> noon_word(9), noon_word(20)
    ('上午', '晚上')
    """
    return next(word for start, word in reversed(_HOURS.items()) if hour >= start)
