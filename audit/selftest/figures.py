"""Finds figures the simple way, without the number engine that is to be tested.

What the engine cannot read must still be planted, so nothing here may come from it.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from audit.text.literals import without_literals
from audit.text.tables import data

TABLES: dict[str, Any] = tomllib.loads(data("selftest.toml"))

HAN_DIGITS = {"零": 0, "〇": 0, "兩": 2, "两": 2} | {han: number for number, han in enumerate("一二三四五六七八九", 1)}
HAN_STEPS = {"十": 10, "百": 100, "千": 1000}
WORDS = {
    word.lower(): number for number, words in enumerate(TABLES["numbers"]["units"], 1) for word in words.split()
} | {word: 10 * number for number, word in enumerate(TABLES["numbers"]["tens"], 2)}

DIGITS = r"(?<![\d.,．，])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![.,]?\d)"
HAN = r"[零〇一二兩两三四五六七八九十百千]+(?:[點点][零〇一二三四五六七八九]+)?"
UNIT = (
    r"\s?(?:[個个]?百分[點点]|[個个]基[點点]|[個个]月|[個个]?小[時时]|分[鐘钟]|[美港歐欧日]元|英[鎊镑]|人民[幣币]|[%％‰]"
    r"|平方\w{1,2}|公[里斤頃顷噸吨]|英[里尺畝亩]|季度|[財财]年|年代|世[紀纪]"
    r"|[元年月日號号天周週季歲岁秒倍成次名位人個个家項项種种間间宗度米克噸吨升磅])"
)
CHINESE = re.compile(
    rf"(?P<digits>{DIGITS})(?:\s?(?P<scale>[百千十]?[萬万億亿兆][億亿]?))?(?:\s?[多余餘])?(?P<unit>{UNIT})?"
    rf"|(?P<mark>第|百分之)?(?<![數数几幾好半無无\d.])(?P<han>{HAN})(?P<hanscale>[萬万億亿]?)(?![幾几分點点\d.])"
    rf"(?:[多余餘])?(?P<hanunit>{UNIT})?"
)
ENGLISH = re.compile(
    rf"(?P<digits>{DIGITS})(?:[\s-]?(?P<scale>(?:thousand|[mbtr]+illion|mn|bn|[mk])\b)|(?:st|nd|rd|th|(?P<decade>s))\b)?"
    r"(?=\s?(?P<unit>%|[A-Za-z]+)?)"
    rf"|\b(?P<word>(?:(?:{'|'.join(TABLES['numbers']['tens'])})[- ])?(?:{'|'.join(sorted(WORDS, key=len)[::-1])}))s?\b",
    re.IGNORECASE,
)
NOT_FIGURES = re.compile(
    r"十[分足]|一[些致般樣样切旦直向起同定共邊边]|第?[三四五六七八九]方|第三者|[萬万]一|百分百|千方百|四[處处]"
)
CALENDAR = re.compile(r"年|月|日|[號号]|季|世[紀纪]|[財财]年")
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s*$")
YEAR = re.compile(r"(?:1\d|20)\d\d")
CURRENCY = re.compile(r"(?:RMB|CNY|USD|HKD|(?:US|HK|NT|A|C|S)?\$|[€£¥])\s?$")


class Figure(Struct, frozen=True):
    """A figure in a text: the numeral, then its scale, then its unit.

    >>> [(figure.key, figure.scale, figure.unit) for figure in figures("營收1.69億元", "zh")]
    [('169', '億', '元')]
    """

    start: int
    numeral_end: int
    scale_end: int
    end: int
    numeral: str
    scale: str
    unit: str
    key: str
    """Its significant digits, the same for 1.69億 and 169 million."""
    attached: bool = False
    """Part of a longer token, such as COVID-19, 8:30 or a web address."""
    ordinal: bool = False
    calendar: bool = False
    """A year, a month, a day: not an amount."""
    prefix: str = ""
    """The sign or code of a currency before it."""


def figures(text: str, language: str) -> list[Figure]:
    """The figures of a text in Chinese ("zh") or English ("en"), in order."""
    text = without_literals(text)
    found = _chinese(text) if language == "zh" else _english(text)
    return [figure for figure in found if figure.key]


def _chinese(text: str) -> Iterator[Figure]:
    barred = [match.span() for match in NOT_FIGURES.finditer(text)]
    for match in CHINESE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in barred):
            continue
        han = "han" if match["han"] else ""
        numeral, scale, unit = match[han or "digits"], match[f"{han}scale"] or "", (match[f"{han}unit"] or "").strip()
        key = _key(_han(numeral) if han else numeral)
        if han and not match["mark"] and (not (unit or scale) or key == "1"):
            continue
        start, stop = match.span(han or "digits")
        yield Figure(
            start=start,
            numeral_end=stop,
            scale_end=match.end(f"{han}scale") if scale else stop,
            end=match.end(),
            numeral=numeral,
            scale=scale,
            unit=unit,
            key=key,
            attached=_attached(text, start, match.end(), "zh"),
            ordinal=match["mark"] == "第" or text[:start].rstrip().endswith("第"),
            calendar=bool(CALENDAR.match(unit)) or (not (unit or scale) and bool(YEAR.fullmatch(numeral))),
            prefix=_prefix(text, start),
        )


def _english(text: str) -> Iterator[Figure]:
    for match in ENGLISH.finditer(text):
        if word := match["word"]:
            if word != "may":
                key = _key(str(sum(WORDS[part] for part in re.split(r"[-\s]", word.lower()))))
                yield Figure(*match.span(), match.end(), match.end(), word, "", "", key)
            continue
        start, stop = match.span("digits")
        end = match.end("scale") if match["scale"] else stop
        unit = match["unit"] or ""
        dated = MONTH.match(unit) or MONTH.search(text[max(0, start - 12) : start]) or match["decade"]
        yield Figure(
            start=start,
            numeral_end=stop,
            scale_end=end,
            end=end,
            numeral=match["digits"],
            scale=match["scale"] or "",
            unit=unit,
            key=_key(match["digits"]),
            attached=_attached(text, start, match.end(), "en"),
            calendar=bool(dated) or (not match["scale"] and bool(YEAR.fullmatch(match["digits"]))),
            prefix=_prefix(text, start),
        )


def _prefix(text: str, start: int) -> str:
    found = CURRENCY.search(text[max(0, start - 5) : start])
    return found[0].strip() if found else ""


def _attached(text: str, start: int, end: int, language: str) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 2]
    letters = r"[A-Za-z_#@]\s?" if language == "zh" else r"[A-Za-z_#@]"
    if not CURRENCY.search(before) and re.search(rf"(?:{letters}|[\w)][-–:/.~+])$", before):
        return True
    return bool(re.match(r"[A-Za-z_]|[-–:/~+@]\w", after))


def _key(numeral: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in numeral if char.isdigit()).strip("0")


def _han(numeral: str) -> str:
    whole, _, fraction = numeral.replace("点", "點").partition("點")
    if set(whole) & set(HAN_STEPS):
        total = digit = 0
        for char in whole:
            if char in HAN_STEPS:
                total, digit = total + (digit or 1) * HAN_STEPS[char], 0
            else:
                digit = HAN_DIGITS[char]
        whole = str(total + digit)
    return "".join(str(HAN_DIGITS.get(char, char)) for char in whole + fraction)
