"""Corrects an amount in the words that stood there: money, percent, measures, counts, fractions."""

import re
from fractions import Fraction

from audit.model import Quantity
from audit.quantities.correction.style import HAN, NUMBER, Style, in_script, like, numeral, whole_han
from audit.quantities.correction.writing import han_fraction, wording
from audit.quantities.faults.attributes import currencies_agree
from audit.quantities.folding import fold

_LEADS = ("百分之", "百份之", "千分之")
_UNSURE = re.compile(rf"(?!百[分份][点比])[\d{HAN}几数半折]")
"""More of a numeral behind the one that was understood, or a discount, which may mean the price or what is off."""
_ENDING_IN_ZERO = re.compile(r"[0-9][0-9,]{0,20}\.([0-9]{0,5}0)(?![0-9])")
_WORDS_RATHER = ("零", "一", "〇")
"""Seldom a figure that somebody got wrong."""
_FRACTION = re.compile(r"(?P<bottom>.+?)(?P<of> ?分之 ?)(?P<top>.+)|(?P<first>\d+)/(?P<second>\d+)")
_TENTHS = re.compile(r"[一二三四五六七八九]成[一二三四五六七八九半]?")
_BASIS = ("个基点", "基点", "个点子", "点子")
_CENTS = ("美分", "港仙", "仙", "分钱", "欧分", "便士")
_NUMBERS = {"count", "measure", "money", "age", "duration", "multiple"}
"""Kinds whose figure can be corrected alone, where the two languages measure it in other words."""
_PERCENT = {"percent", "percentage point"}


def reworded(right: Quantity, wrong: Quantity, style: Style) -> str | None:
    """The wrong words with the right amount, unit and currency, or None where that is not sure.

    >>> wrong = Quantity(kind="money", value=45_000_000_000, currency="CNY", text="人民幣 450 億元")
    >>> reworded(Quantity(kind="money", value=450_000_000, currency="CNY"), wrong, Style())
    '人民幣 4.5 億元'
    """
    if isinstance(right.value, str) or isinstance(wrong.value, str) or not _comparable(right, wrong):
        return None
    folded, value, old = fold(wrong.text), abs(Fraction(right.value)), abs(Fraction(wrong.value))
    if "fraction" in (right.kind, wrong.kind):
        return _fraction(right, wrong, folded)
    if right.kind == "percent" and _TENTHS.fullmatch(folded):
        return _tenths(value, style)
    match = NUMBER.search(folded, 3 if folded.startswith(_LEADS) else 0)
    if match is None or _UNSURE.search(folded, match.end()) or folded in _WORDS_RATHER:
        return None
    before, after = wrong.text[: match.start()], wrong.text[match.end() :]
    signed = _signed(right, wrong, value == old, before, style.place)
    if signed is None:
        return None
    if after[:1] in ("多", "余", "餘"):
        if right.bound and (right.bound not in ("over", "at-least") or value % 10):
            return None
        after = after if right.bound else after[1:]
    words = _words(right, wrong, signed, after, style.place)
    if words is None:
        return None
    before, after, factor = words
    style = like(style, match, wrong.text, old)
    if right.kind in _PERCENT or factor != 1:
        style = style._replace(plain=True)
    style = style._replace(liang=right.kind in _NUMBERS, least=_zeros(right.text, value * factor))
    figure = numeral(value * factor, style)
    if figure and style.han and after.startswith("%"):
        return f"{before}百分之{figure}"
    return figure and f"{before}{figure}{after}"


def _zeros(text: str, value: Fraction) -> int:
    """How many decimals the source gives, where it ends them in a zero.

    >>> _zeros("HK$7.80", Fraction("7.8")), _zeros("8.0 billion", Fraction(8_000_000_000))
    (2, 0)
    """
    match = _ENDING_IN_ZERO.search(text)
    return len(match[1]) if match and Fraction(match[0].replace(",", "")) == value else 0


def _comparable(right: Quantity, wrong: Quantity) -> bool:
    """Whether the right figure may stand in the words of the wrong one."""
    kinds = {right.kind, wrong.kind}
    if wrong.kind == "multiple" and (wrong.direction or right.readings):
        return False
    if "fraction" in kinds:
        return kinds <= {"fraction", "percent"} and right.sign == wrong.sign
    if "year" in kinds:
        return fold(wrong.text).isdigit()
    return right.kind == wrong.kind or kinds <= _NUMBERS or kinds <= _PERCENT


def _signed(right: Quantity, wrong: Quantity, same: bool, before: str, place: str) -> str | None:
    """The words before the figure with the right sign, None where the text says it elsewhere."""
    if right.sign == wrong.sign or wrong.direction in ("down", "slow"):
        return before
    if not same or right.direction or wrong.direction:
        return None
    if right.sign > 0:
        return before[:-1] if fold(before).endswith("-") else None
    return in_script("负", place) + before


def _words(right: Quantity, wrong: Quantity, before: str, after: str, place: str) -> tuple[str, str, int] | None:
    """The words around the figure, and what the figure counts in them: 120 basis points for 1.2."""
    folded = fold(after).strip()
    factor = 10 if fold(before).startswith("千") else 100 if folded in _BASIS else 1
    if {right.kind, wrong.kind} <= _PERCENT:
        if right.kind == wrong.kind:
            return before, after, factor
        if not (before or after):
            return None
        if right.kind == "percent":
            return before, "%", 1
        return re.sub("百[分份]之 ?", "", before), in_script("个百分点", place), 1
    if right.kind != wrong.kind:
        return (before, after, 1) if folded not in _CENTS else None
    if right.kind == "money" and currencies_agree(right.currency, wrong.currency) is False:
        return _money_words(right.currency, before, after, place)
    if folded in _CENTS:
        return before, after, 100
    if right.kind in ("measure", "duration") and right.unit != wrong.unit:
        unit = wording("unit" if right.kind == "measure" else "duration", right.unit, place)
        return (before, after[: len(after) - len(after.lstrip())] + unit, 1) if unit else None
    return before, after, 1


def _money_words(currency: str | None, before: str, after: str, place: str) -> tuple[str, str, int] | None:
    """Another currency where the wrong one stood."""
    word, name, sign = (wording(kind, currency, place) for kind in ("currency", "before", "sign"))
    gap = " " if before.endswith(" ") or after.startswith(" ") else ""
    latin = before.strip("-負负 ")
    if latin and latin.isascii() and not after.strip():
        return (sign + gap * before.endswith(" "), "", 1) if sign else None
    if latin and name:
        return name + gap * before.endswith(" "), after[: after.startswith(" ")] + "元", 1
    return ("", after[: after.startswith(" ")] + word, 1) if word else None


def _tenths(value: Fraction, style: Style) -> str | None:
    tens, units = divmod(value, 10)
    if units.denominator != 1 or not 1 <= tens <= 9:
        percent = numeral(value, style._replace(plain=True))
        return f"{percent}%" if percent else None
    return f"{whole_han(int(tens), style.place)}成{whole_han(int(units), style.place) if units else ''}"


def _fraction(right: Quantity, wrong: Quantity, folded: str) -> str | None:
    value = abs(Fraction(right.value))
    match = _FRACTION.fullmatch(folded)
    if match and match["first"]:
        return f"{value.numerator}/{value.denominator}" if right.kind == "fraction" else None
    if right.kind == "fraction":
        return han_fraction(value)
    return None
