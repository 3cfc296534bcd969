"""Says what an English numeral measures: money, percent, time, a unit, or a plain count."""

import re
from fractions import Fraction
from typing import Any

from audit.model import Exact, Quantity
from audit.quantities.codes import full_year, is_version
from audit.quantities.context import minus
from audit.quantities.english.context import COMPARED, attributes
from audit.quantities.english.units import beside, with_unit
from audit.quantities.english.words import PART_OF_TIME
from audit.quantities.lexicon import Lexicon, Word
from audit.quantities.numerals import Number, plus, simple, times

_BELOW = " below zero"
_AND_A_HALF = re.compile(r" and a half(?! (?:a |an |of |dozen|century|year|month|day|hour|million|billion))\b")
"""What makes 3.5 of three hours."""
_CENTURY_LEFT_OUT = ("'", "’", "‘", "post-")
_FIGURES = ("-figure", " figure")
"""A seven-figure sum is some millions."""
_MORE = re.compile(r".{0,3}\bincrease| (?:more|[a-z]{3,}er)\b(?! time)")
"""Three times more may be three times as much, or that much more."""
_INCHES = re.compile(r" ?(\d\d?) ?(?:in|inch|inches)(?![a-z])(?! (?:the|a|an|his|her|[12]\d{3})\b)|-(\d\d?)(?![\w-])")
"""What belongs to feet: 5ft 7in, 5-foot-7."""
_YEAR_LEAD = re.compile(r"(?:fy|fiscal year|financial year|fiscal|year|fye) ?'?$")


def amount(text: str, folded: str, number: Number, words: Lexicon) -> tuple[Quantity, int]:
    """The quantity that a numeral belongs to, and where it ends."""
    after = words.after(folded, number.end)
    number, unit = with_unit(folded, number, after, words)
    start, end = number.start, number.end
    negative = start > 0 and folded[start - 1] in "-–" and minus(folded, start)
    start -= negative
    before = words.before(folded, start)
    if before and folded[before.start : before.end] == "won":  # she won 3 million votes
        before = None
    kind, value = "fraction" if number.written == "fraction" else "count", number.value
    facts: dict[str, Any] = {}
    if before and "currency" in before.means and before.end >= start - 1:
        kind, facts["currency"], start = "money", before.means["currency"], before.start
        if unit and "cents" in unit.means:
            value, end = _hundredth(value), unit.end
        end = max(end, _currency_after(unit, end))
    elif unit and (number.written != "fraction" or "currency" not in unit.means):  # one in five dollars
        kind, value, end, facts = _measured(folded, number, unit)
    elif number.digits:
        if len(number.digits) == 4 and number.written == "digits" and 1000 <= int(number.digits) <= 2100:
            kind, start, facts = _year(folded, start)
        elif after and "era" in after.means and after.start - end <= 1:
            kind, end = "year", after.end
        elif len(number.digits) == 2 and number.written == "digits" and folded.endswith(_CENTURY_LEFT_OUT, 0, start):
            kind, value = "year", full_year(number.digits)
    if kind == "count":
        if before and "top" in before.means:
            start = before.start
        if before and "section" in before.means:
            facts["unit"] = "section"
        if not number.digits and is_version(text, start, end):
            kind = "version"
        if after and "consecutive" in after.means and (consecutive := _consecutive(folded, after, words)):
            kind, facts["unit"], end = "duration", consecutive.means["duration"], consecutive.end
    if kind == "fraction" and (time := PART_OF_TIME.match(folded, end)):
        kind, facts["unit"], end = "duration", time[1], time.end()
    context = attributes(folded, words, start, end)
    sign = context.pop("sign", 1)
    if folded.startswith(_BELOW, end):
        negative, end = True, end + len(_BELOW)
    if negative:
        sign = -sign
    if sign < 0:
        value = simple(-Fraction(value))
    quantity = Quantity(
        kind=kind,
        value=value,
        sign=sign,
        start=start,
        end=end,
        text=text[start:end],
        approximate=number.vague or folded.startswith(_FIGURES, end),
        **facts,
        **context,
    )
    return quantity, end


def _currency_after(unit: Word | None, end: int) -> int:
    return unit.end if unit and "currency" in unit.means and unit.start - end <= 1 else end


def _measured(folded: str, number: Number, unit: Word) -> tuple[str, Exact, int, dict[str, Any]]:
    means, value = unit.means, number.value
    end = unit.end if beside(folded, number.end, unit.start) else number.end
    if "percent" in means:
        if means["percent"] == "percent":
            return "percent", value, end, {}
        if means["percent"] == "mille":
            return "percent", simple(Fraction(value) / 10), end, {}
        return "percentage point", _hundredth(value) if means["percent"] == "basis" else value, end, {}
    if "cents" in means:
        return "money", _hundredth(value), end, {"currency": means["cents"]}
    if "age" in means:
        return "age", value, end, {"unit": "year"}
    if "currency" in means:
        return "money", value, end, {"currency": means["currency"]}
    if "times" in means:
        if (
            means["times"] == "times"
            and folded[unit.start : unit.end] == "times"
            and not COMPARED.match(folded, unit.end)
        ):
            return "count", value, end, {"unit": "times"}
        readings = (simple(Fraction(value) + 1),) if means["times"] == "fold" or _MORE.match(folded, unit.end) else ()
        return "multiple", value, end, {"readings": readings}
    if "duration" in means or "unit" in means:
        if half := _AND_A_HALF.match(folded, end):
            value, end = simple(Fraction(value) + Fraction(1, 2)), half.end()
        kind, unit_name = ("duration", means["duration"]) if "duration" in means else ("measure", means["unit"])
        if unit_name == "foot" and (inches := _INCHES.match(folded, end)):
            value, unit_name, end = plus(times(value, 12), int(inches[1] or inches[2])), "inch", inches.end()
        return kind, value, end, {"unit": unit_name}
    return "count", value, number.end, {}


def _hundredth(value: Exact) -> Exact:
    return simple(Fraction(value) / 100)


def _year(folded: str, start: int) -> tuple[str, int, dict[str, Any]]:
    lead = _YEAR_LEAD.search(folded, max(0, start - 18), start)
    if lead and lead[0].strip() != "year":
        return "year", lead.start(), {"unit": "fiscal"}
    return "year", start, {}


def _consecutive(folded: str, word: Word, words: Lexicon) -> Word | None:
    """The periods that are counted: five consecutive quarters."""
    after = words.after(folded, word.end)
    return after if after and "duration" in after.means else None
