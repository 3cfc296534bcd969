"""Says what an English numeral measures: money, percent, time, a unit, or a plain count."""

import re
from fractions import Fraction
from typing import Any

from audit.model import Exact, Quantity
from audit.quantities.context import attributes, minus
from audit.quantities.english_numbers import digit_number, word_numbers
from audit.quantities.lexicon import Lexicon, Word, lexicon
from audit.quantities.numerals import DIGITS, Number, shifted, simple, times

_UNIT_CLASSES = {"percent", "currency", "duration", "unit", "times", "age", "cents"}
_LINK = re.compile(r"(?P<strong> ?(?:-|–|—|~) ?| to | or )|(?P<weak>, | and |, and |/)")
_COMPARED = re.compile(
    r"[ -](?:as|more|higher|larger|that|the|faster|greater|bigger|increase|growth|its|their|what|over|better|lower)\b"
)
_YEAR_LEAD = re.compile(r"(?:fy|fiscal year|financial year|fiscal|year|fye) ?'?$")


def amount(text: str, folded: str, number: Number, words: Lexicon) -> tuple[Quantity | None, int]:
    """The quantity that a numeral belongs to, and where it ends."""
    number, unit = _shared(folded, number, words)
    start, end = number.start, number.end
    before = words.before(folded, start)
    sign = 1
    if minus(folded, start):
        sign, start = -1, start - 1
        before = words.before(folded, start)
    kind, value = "fraction" if number.written == "fraction" else "count", number.value
    facts: dict[str, Any] = {}
    if before and "currency" in before.means and before.end >= start - 1:
        kind, facts["currency"], start = "money", before.means["currency"], before.start
        end = max(end, _currency_after(unit, end))
    elif unit:
        kind, value, end, facts = _measured(folded, number, unit)
    elif (
        number.digits and len(number.digits) == 4 and number.written == "digits" and 1000 <= int(number.digits) <= 2100
    ):
        kind, start, facts = _year(folded, start)
    elif number.digits and (after := words.after(folded, end)) and "era" in after.means and after.start - end <= 1:
        kind, end = "year", after.end
    elif len(number.digits) == 2 and start and text[start - 1] in "'’‘" and number.written == "digits":
        kind, value = "year", int(number.digits) + (2000 if int(number.digits) < 50 else 1900)
    if kind == "count":
        if before and "top" in before.means:
            start = before.start
        if before and "section" in before.means:
            facts["unit"] = "section"
        if consecutive := _consecutive(folded, end, words):
            kind, facts["unit"], end = "duration", consecutive.means["duration"], consecutive.end
    context = attributes(folded, words, start, end)
    sign *= context.pop("sign", 1)
    if number.bound:
        context["bound"] = number.bound
    high = None
    if number.high is not None and isinstance(number.high, int | Fraction):
        high = number.high
    if sign < 0:
        value = simple(-Fraction(value))
    quantity = Quantity(
        kind=kind,
        value=value,
        high=high,
        sign=sign,
        start=start,
        end=end,
        text=text[start:end],
        approximate=number.vague,
        **facts,
        **context,
    )
    return quantity, end


def _currency_after(unit: Word | None, end: int) -> int:
    return unit.end if unit and "currency" in unit.means and unit.start - end <= 1 else end


def _measured(folded: str, number: Number, unit: Word) -> tuple[str, Exact, int, dict[str, Any]]:
    means, end, value = unit.means, unit.end, number.value
    direct = unit.start - number.end <= 1
    end = unit.end if direct else number.end
    if "percent" in means:
        if means["percent"] == "percent":
            return "percent", value, end, {}
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
            and not _COMPARED.match(folded, unit.end)
        ):
            return "count", value, end, {"unit": "times"}
        readings = (
            (simple(Fraction(value) + 1),)
            if means["times"] == "fold" or " increase" in folded[unit.end : unit.end + 12]
            else ()
        )
        return "multiple", value, end, {"readings": readings}
    if "duration" in means:
        return "duration", value, end, {"unit": means["duration"]}
    if "unit" in means:
        return "measure", value, end, {"unit": means["unit"]}
    return "count", value, number.end, {}


def _hundredth(value: Exact) -> Exact:
    return simple(Fraction(value) / 100)


def _year(folded: str, start: int) -> tuple[str, int, dict[str, Any]]:
    lead = _YEAR_LEAD.search(folded, max(0, start - 18), start)
    if lead and lead[0].strip() != "year":
        return "year", lead.start(), {"unit": "fiscal"}
    return "year", start, {}


def _consecutive(folded: str, end: int, words: Lexicon) -> Word | None:
    word = words.after(folded, end)
    if word is None or "consecutive" not in word.means:
        return None
    after = words.after(folded, word.end)
    return after if after and "duration" in after.means else None


def _shared(folded: str, number: Number, words: Lexicon, hops: int = 2) -> tuple[Number, Word | None]:
    """A numeral with its unit, which may stand only at the end of the range or list that it opens."""
    unit = _unit(folded, number, words)
    if unit or (number.scaled and not hops):
        return number, unit
    link = _LINK.match(folded, number.end)
    if link is None or not hops:
        return number, None
    other = _numeral(folded, link.end(), words)
    if other is None or (len(number.digits) == 4 and link["weak"]):
        return number, None
    other, unit = _shared(folded, other, words, hops - 1)
    if (
        other.scaled
        and not number.scaled
        and link["strong"]
        and number.written != "fraction"
        and isinstance(other.value, int)
    ):
        power = _scale_of(folded, other)
        if power and Fraction(number.value) * power < Fraction(other.value):
            number = number._replace(value=times(number.value, power), scaled=True, digits="")
    if (
        unit
        and link["weak"]
        and "percent" not in unit.means
        and "duration" not in unit.means
        and "unit" not in unit.means
    ):
        return number, None
    if unit and len(number.digits) == 4 and int(number.digits) < 2100:
        return number, None
    return number, unit


def _scale_of(folded: str, number: Number) -> int:
    """The power of ten that the words after the digits add."""
    plain = DIGITS.match(folded, number.start)
    if plain is None:
        return 0
    bare = Fraction(shifted(plain[0]))
    return int(Fraction(number.value) / bare) if bare else 0


def _numeral(folded: str, start: int, words: Lexicon) -> Number | None:
    before = words.after(folded, start)
    if before and "currency" in before.means:
        start = before.end
    while start < len(folded) and folded[start] == " ":
        start += 1
    if start < len(folded) and folded[start].isdigit():
        return digit_number(folded, start)
    near = lexicon("english").free(folded[start : start + 40])
    for number, _ in word_numbers(folded[start : start + 40], near):
        if number.start == 0:
            return number._replace(start=start, end=start + number.end)
        break
    return None


def _unit(folded: str, number: Number, words: Lexicon) -> Word | None:
    word = words.after(folded, number.end)
    if word is None or word.start - number.end > 1 or not word.means.keys() & _UNIT_CLASSES:
        return None
    form = folded[word.start : word.end]
    if len(form) == 1 and form.isalpha() and (word.start > number.end or form in "lwb") and form not in "mgx":
        return None
    if form in ("second", "quarter") and number.written == "words" and number.value == 1:
        return None
    return word
