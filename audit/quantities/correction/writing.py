"""Writes quantities in Chinese from scratch, in a place's usual style."""

from fractions import Fraction
from functools import cache

from audit.model import Quantity
from audit.quantities.atoms import calendar_parts
from audit.quantities.chinese.han_grammar import PREFIXED
from audit.quantities.correction.dates import noon_word
from audit.quantities.correction.style import HAN_DIGITS, Style, in_script, numeral, whole_han
from audit.text.tables import rows


@cache
def wording(kind: str, name: str | None, place: str) -> str | None:
    """The word of a place for a currency or unit: "currency", "before", "sign", "unit" or "duration".

    >>> wording("currency", "JPY", "zh-TW"), wording("before", "CNY", "zh-CN"), wording("unit", "meter", "zh-HK")
    ('日圓', '人民币', '米')
    """
    return _wordings().get((kind, name), {}).get(place)


@cache
def _wordings() -> dict[tuple[str, str | None], dict[str, str]]:
    return {(row["class"], row["name"]): row for row in rows("renderings.tsv")}


def han_fraction(value: Fraction) -> str:
    """A fraction in words, the same in both scripts.

    >>> han_fraction(Fraction(2, 3)), han_fraction(Fraction(1, 2))
    ('三分之二', '一半')
    """
    if value == Fraction(1, 2):
        return "一半"
    return f"{whole_han(value.denominator, 'zh-CN')}分之{whole_han(value.numerator, 'zh-CN')}"


def written_amount(quantity: Quantity, place: str) -> str | None:
    """An amount in a place's usual style, or None where it has none.

    >>> written_amount(Quantity(kind="money", value=168_500_000, currency="CNY"), "zh-TW")
    '人民幣1.685億元'
    >>> written_amount(Quantity(kind="percentage point", value=-2), "zh-HK")
    '-2個百分點'
    """
    if isinstance(quantity.value, str):
        return None
    value, kind = abs(Fraction(quantity.value)), quantity.kind
    if kind == "fraction":
        return in_script("负" * (quantity.value < 0), place) + han_fraction(value)
    before, after = _around(quantity, place)
    if before is None or after is None:
        return None
    ambiguous = value >= 10**12 and PREFIXED.match(f"兆{after}") is not None  # 1兆焦耳 is a megajoule
    large = kind in ("percent", "percentage point") or (kind == "measure" and (after.isascii() or ambiguous))
    style = Style(place=place, plain=large, separator="" if kind == "ordinal" else ",")
    figure = numeral(value, style)
    minus = "" if quantity.value >= 0 else in_script("负", place) if before else "-"
    return f"{minus}{before}{figure}{after}" if figure else None


def _around(quantity: Quantity, place: str) -> tuple[str | None, str | None]:
    """The words before and after the figure."""
    kind, unit = quantity.kind, quantity.unit
    if kind == "money":
        currency = quantity.currency
        if name := wording("before", currency, place):
            return name, "元"
        if word := wording("currency", currency, place):
            return "", word
        return wording("sign", currency, place), ""
    if kind in ("measure", "duration"):
        return "", wording("unit" if kind == "measure" else "duration", unit, place)
    if kind == "ordinal":
        if unit == "century":
            return "", in_script("世纪", place)
        return "第", wording("duration", "quarter", place) if unit == "quarter" else ""
    after = {"percent": "%", "percentage point": "个百分点", "multiple": "倍", "age": "岁", "count": ""}.get(kind)
    return "", after and in_script(after, place)


def written_date(quantity: Quantity, place: str) -> str | None:
    """A calendar quantity or time of day in a place's usual style.

    >>> written_date(Quantity(kind="quarter", value=4), "zh-CN")
    '第四季度'
    >>> written_date(Quantity(kind="date", value="--03-05"), "zh-TW")
    '3月5日'
    """
    value, kind = quantity.value, quantity.kind
    if kind == "date":
        return "".join(
            f"{number}{'年月日'[('year', 'month', 'day').index(part)]}" for part, number in calendar_parts(str(value))
        )
    if not isinstance(value, int):
        return None
    if kind == "year":
        return str(value) + in_script({"fiscal": "财年", "decade": "年代"}.get(quantity.unit or "", "年"), place)
    if kind == "month":
        return f"{value}月"
    if kind == "quarter":
        return f"第{HAN_DIGITS[value]}{'季度' if place == 'zh-CN' else '季'}"
    if kind == "half":
        return "上半年" if value == 1 else "下半年"
    if kind == "weekday":
        return in_script("周", place) + "一二三四五六日"[value - 1]
    hour, minute = divmod(value, 60)
    if quantity.unit != "clock":
        return f"{hour}:{minute:02}"
    return f"{noon_word(hour)}{hour - 12 if hour > 12 else hour}:{minute:02}"
