"""How a Chinese numeral is written, and how another is written like it."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from audit.model import Exact
from audit.quantities.folding import fold
from audit.quantities.numerals import simple
from audit.text.scripts import chinese_locale

LOCALES = ("zh-TW", "zh-HK", "zh-CN")
HAN = "零〇○一二两三四五六七八九十百千万亿兆廿卅"
NUMBER = re.compile(
    r"(?P<digits>\d(?:[\d,]*\d)?(?:\.\d+)?)"
    r"(?:(?P<gap> ?)(?P<scale>万亿|[十百千][万亿]|[百千万亿兆])(?P<more>(?: ?\d+ ?[万亿])?\d*))?"
    rf"|(?P<han>[{HAN}]+(?:点[零〇○一二三四五六七八九]+[万亿兆]*)?)"
)
_POWERS = {"万": 4, "百万": 6, "亿": 8, "万亿": 12, "兆": 12}
_LIMIT = 10**16
"""Beyond ten thousand 兆 nobody agrees on the words."""
_TRADITIONAL = str.maketrans("万亿点两负个岁纪财后周", "萬億點兩負個歲紀財後週")
_WIDE = {ord(character): ord(character) + 0xFEE0 for character in "0123456789.,"}
_SEPARATED = re.compile(r"\d,\d{3}")
_UNSEPARATED = re.compile(r"(?<![\d.])\d{5,}|(?<![\d.])\d{4}(?= ?[万亿兆元])")


class Style(NamedTuple):
    """The choices a writer makes for a numeral."""

    place: str = "zh-TW"
    """The locale, which decides the script and 兆."""
    han: bool = False
    """七點九, not 7.9."""
    wide: bool = False
    """Fullwidth digits."""
    separator: str = ","
    """What sets off thousands; may be empty."""
    gap: str = ""
    """Between the digits and 億."""
    scale: str = ""
    """Simplified: 万, 亿, 兆, 万亿 or 百万, to be kept where the result is natural."""
    digits: int = 0
    places: int = 0
    """Before and after the point: as many as the writer does not mind."""
    least: int = 0
    """Decimals to be kept though they are zeros, as in 8.0%."""
    plain: bool = False
    """All digits, however large."""
    decimals: bool = False
    """Han with a point and a scale: 四點五億, not 四億五千萬."""
    liang: bool = False
    """A lone two is 兩."""


@lru_cache(maxsize=64)
def document_style(text: str, locale: str) -> Style:
    """What the whole text shows of its writer's choices.

    >>> document_style("营收12345元", "zh")[0], document_style("營收1,234元", "zh-HK").separator
    ('zh-CN', ',')
    """
    found = chinese_locale(text)
    known = locale in LOCALES and (found is None or (found == "zh-CN") == (locale == "zh-CN"))
    folded = fold(text)
    separated = _SEPARATED.search(folded) or not _UNSEPARATED.search(folded)
    return Style(place=locale if known else found or "zh-CN", separator="," if separated else "")


def like(style: Style, match: re.Match[str], text: str, value: Exact) -> Style:
    """The style of a numeral that NUMBER matches in the folded words of a text; what it leaves open stays."""
    if han := match["han"]:
        return style._replace(han=True, decimals="点" in han and han[-1] in "万亿兆")
    digits, scale = match["digits"], match["scale"] or ""
    whole, _, decimals = digits.partition(".")
    separator = "," if "," in whole else "" if len(whole) > 3 else style.separator
    gap = match["gap"] or ""
    if not scale and match.string[match.end() : match.end() + 1] == " ":
        gap = " "
    return style._replace(
        wide=not text[match.start("digits")].isascii(),
        separator=separator,
        gap=gap,
        scale=scale
        if scale in _POWERS and not match["more"] and not (scale == "兆" and style.place == "zh-CN")
        else "",
        digits=len(whole.replace(",", "")),
        places=len(decimals),
        plain=not scale and value >= 10**4,
    )


def numeral(value: Exact, style: Style) -> str | None:
    """Write a number that is not negative, or None where digits cannot say it exactly or nobody would write it.

    >>> numeral(196_900_000, Style()), numeral(Decimal("4.83e7"), Style("zh-CN", gap=" "))
    ('1.969億', '4,830 万')
    >>> numeral(12_345, Style()), numeral(Decimal("20.5"), Style(han=True)), numeral(Fraction(1, 3), Style())
    ('12,345', '二十點五', None)
    """
    value = simple(value)
    if isinstance(value, Fraction) or not 0 <= value < _LIMIT:
        return None
    if style.han:
        return in_script(_han(value, style), style.place)
    scale, power = _scale(value, style)
    mantissa = _shift(value, power)
    written = f"{Decimal(mantissa):{style.separator}f}"
    if not scale and style.least > len(written.partition(".")[2]):
        written = f"{mantissa:{style.separator}.{style.least}f}"
    if style.wide:
        written = written.translate(_WIDE)
    return in_script(written + style.gap + scale, style.place) if scale else written


def in_script(words: str, place: str) -> str:
    """Simplified words of quantity in the script of a place.

    >>> in_script("个百分点", "zh-HK")
    '個百分點'
    """
    return words if place == "zh-CN" else words.translate(_TRADITIONAL)


def whole_han(value: int, place: str) -> str:
    """A whole number in Simplified Han numerals.

    >>> [whole_han(number, "zh-CN") for number in (10, 1050, 20_005, 450_000_000, 100_005_000)]
    ['十', '一千零五十', '二万零五', '四亿五千万', '一亿零五千']
    """
    words, skipped = "", False
    for power, word in (
        ((12, "兆"), (8, "亿"), (4, "万"), (0, "")) if place == "zh-TW" else ((8, "亿"), (4, "万"), (0, ""))
    ):
        section, value = divmod(value, 10**power)
        if section:
            words += ("零" if words and (skipped or section < 1000) else "") + _section(section, place) + word
        skipped = not section
    return words.removeprefix("一") if words.startswith("一十") else words or "零"


def _section(value: int, place: str) -> str:
    if value >= 10**4:
        return whole_han(value, place)
    words, skipped = "", False
    for power, word in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit, value = divmod(value, 10**power)
        if digit:
            words += ("零" if words and skipped else "") + HAN_DIGITS[digit] + word
        skipped = not digit
    return words


HAN_DIGITS = "零一二三四五六七八九"


def _han(value: int | Decimal, style: Style) -> str:
    if value == 2 and style.liang:
        return "两"
    scale, power = _scale(value, style) if style.decimals or isinstance(value, Decimal) else ("", 0)
    whole, _, decimals = (
        f"{_shift(value, power):f}".partition(".") if power or isinstance(value, Decimal) else (str(value), "", "")
    )
    point = "点" + "".join(HAN_DIGITS[int(digit)] for digit in decimals) if decimals else ""
    return whole_han(int(whole), style.place) + point + scale


def _scale(value: int | Decimal, style: Style) -> tuple[str, int]:
    """万, 亿 or 兆 where people would write it: no less than one, below ten thousand, with few decimals."""
    if style.scale:
        power = _POWERS[style.scale]
        if _natural(value, power, max(style.digits, 4), max(style.places, 2 if power < 8 else 4)):
            return style.scale, power
    if not style.plain:
        trillion = "兆" if style.place == "zh-TW" and style.scale != "万亿" else "万亿"
        for scale, power, places in ((trillion, 12, 4), ("亿", 8, 4), ("万", 4, 2 if value >= 10**6 else 1)):
            if _natural(value, power, 4, places):
                return scale, power
    return "", 0


def _natural(value: int | Decimal, power: int, digits: int, places: int) -> bool:
    mantissa = _shift(value, power)
    return 1 <= mantissa < 10**digits and mantissa == round(mantissa, places)


def _shift(value: int | Decimal, power: int) -> int | Decimal:
    shifted = simple(Fraction(value) / 10**power)
    return shifted if isinstance(shifted, Decimal) else int(shifted)
