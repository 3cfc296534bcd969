"""Numbers read from the specification tables of other projects.

    python -m tests.benchmark.specifications      what is misread in the development half

Scope, by the kind of row and never by its result: rows that expect at least one number, amount of money, percentage,
ordinal, measure, duration, temperature, age, or a date that the text states in full. Out of scope: ranges that only
give two ends, clock times, dates relative to a day of reference, holidays, powers, phone numbers, addresses,
words without a number ("a few", "percentage"), rows that ask to reject malformed input or to leave the text as it is.
Values are compared to the nine digits that the tables, written with floats, are good for; money and measures without
regard to a power of ten, since some tables tell cents in dollars or milligrams in grams, and others do not.
"""

import json
import re
import sys
from collections.abc import Iterator
from fractions import Fraction
from math import log10

from msgspec import Struct

from audit.quantities import quantities
from audit.selftest import Share
from tests.benchmark.datasets import HALVES, half, rows
from tests.benchmark.extraction import signed
from tests.benchmark.tables import percent, table

DUCKLING = re.compile(
    r"\((?:NumeralValue|OrdinalData|DurationData|simple [A-Za-z]+)\s*\(?(-?[\d.e-]+)\)?(?: (?P<unit>\w+))?"
)
NUMBER = re.compile(r"-?[\d.]+(?:E-?\d+)?%?")
BARE = {
    "NumberModel",
    "PercentModel",
    "OrdinalModel",
    "CurrencyModel",
    "DimensionModel",
    "TemperatureModel",
    "AgeModel",
}
TIMEX = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
MEASURED = {"CurrencyModel", "DimensionModel", "AmountOfMoney", "Distance", "Quantity", "Volume"}
LONG = {"decade": 120, "year": 12, "quarter": 3, "month": 1}
SHORT = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
WRITTEN = ("cardinal", "ordinal", "money", "date", "measure", "decimal", "fraction", "number")
"""Categories of tn_itn whose two sides say the same number in two ways."""


class Case(Struct, frozen=True):
    """A text and what must be read from it: numbers, or the same as from another text."""

    table: str
    phenomenon: str
    language: str
    text: str
    numbers: tuple[Fraction, ...] = ()
    unit: str = ""
    """Of a duration, which may be told in another unit of the same length."""
    date: str = ""
    same_as: str = ""

    @property
    def part(self) -> str:
        """The half it belongs to."""
        return half(f"{self.table}/{self.text}")

    def right(self) -> bool:
        """Whether the text is read as the table says."""
        found = quantities(self.text, self.language)
        if self.date:
            return any(quantity.kind == "date" and str(quantity.value).endswith(self.date) for quantity in found)
        values = [signed(quantity) for quantity in found if not isinstance(quantity.value, str)]
        if self.same_as:
            other = quantities(self.same_as, self.language)
            return bool(found) and sorted(str(each.value) for each in found) == sorted(
                str(each.value) for each in other
            )
        return all(any(self._equal(value, number) for value in values) for number in self.numbers)

    def _equal(self, value: Fraction, number: Fraction) -> bool:
        if self.phenomenon in MEASURED and number and value:
            value *= Fraction(10) ** round(log10(abs(number / value)))
        return abs(value - number) <= abs(number) * Fraction(1, 10**9)


def cases() -> Iterator[Case]:
    """Every case in scope."""
    yield from _recognizers()
    yield from _duckling()
    yield from _tn_itn()
    yield from _cn2an()
    yield from _icu()


def _recognizers() -> Iterator[Case]:
    for language in ("en", "zh"):
        for row in rows(f"recognizers_text/recognizers_specs.{language}.jsonl"):
            model, text, results = row["model"], row["input"], row["results"]
            if model in BARE:
                resolutions = [result["Resolution"] for result in results if "Resolution" in result]
                values = [str(each.get("value")) for each in resolutions if each.get("subtype") != "power"]
                numbers = [Fraction(value.rstrip("%")) for value in values if NUMBER.fullmatch(value)]
                if numbers and len(numbers) == len(results):
                    yield Case("recognizers_text", model, language, text, tuple(numbers))
            for result in results:
                timex = (result.get("Value") or {}).get("Timex", "")
                if model == "DateParser" and (found := re.fullmatch(r"(XXXX|\d{4})-(\d\d-\d\d)", timex)):
                    if found[1] == "XXXX":
                        yield Case("recognizers_text", model, language, text, date=found[2])
                    elif found[1] in text:
                        yield Case("recognizers_text", model, language, text, date=timex)
                elif model == "DurationParser" and (found := re.fullmatch(r"P(T?)([\d.]+)([YMWDHS])", timex)):
                    number, unit = Fraction(found[2]), TIMEX[found[1] + found[3]]
                    yield Case("recognizers_text", model, language, text, (number,), unit)


def _duckling() -> Iterator[Case]:
    for row in rows("duckling/duckling_examples.tsv"):
        if row["dimension"] != "Time" and row["group"] == "allExamples" and (found := DUCKLING.match(row["value"])):
            unit = found["unit"].lower() if row["dimension"] == "Duration" else ""
            yield Case("duckling", row["dimension"], row["lang"], row["text"], (Fraction(found[1]),), unit)


def _tn_itn() -> Iterator[Case]:
    for row in rows("tn_itn/tn_itn.tsv"):
        category = row["category"].removeprefix("en_").removesuffix("_cased")
        if category in WRITTEN and row["input"] != row["expected"]:
            yield Case("tn_itn", category, row["lang"], row["input"], same_as=row["expected"])


def _cn2an() -> Iterator[Case]:
    for row in rows("cn2an/cn2an_cases.tsv"):
        expected = json.loads(row["expected_json"]) if row["expected_json"] != "ERROR" else None
        if row["function"] == "cn2an" and expected is not None:
            yield Case("cn2an", "cn2an", "zh", row["input"], (Fraction(str(expected)),))
        elif row["function"] == "an2cn" and isinstance(expected, list):
            yield from (Case("cn2an", "an2cn", "zh", text, (Fraction(row["input"]),)) for text in expected)
        elif row["function"] == "transform" and expected not in (None, row["input"]):
            yield Case("cn2an", "transform", "zh", row["input"], same_as=expected)


def _icu() -> Iterator[Case]:
    for row in rows("icu_rbnf/spellout.tsv"):
        for column, text in row.items():
            if column != "value" and text:
                yield Case("icu_rbnf", column, column[:2], text, (Fraction(row["value"]),))


def section() -> str:
    """The part of the report on the tables."""
    counts: dict[tuple[str, str, str], list[bool]] = {}
    crashed = []
    for case in cases():
        try:
            right = case.right()
        except Exception as error:  # counted as misread, and shown
            right = False
            crashed.append(f"“{case.text}” crashes the reader: {error!r}")
        counts.setdefault((case.table, case.phenomenon, case.part), []).append(right)
    lines = []
    for name, phenomenon in dict.fromkeys((name, phenomenon) for name, phenomenon, _ in counts):
        rights = [counts.get((name, phenomenon, part), []) for part in HALVES]
        lines.append([name, phenomenon, *(percent(Share(sum(each), len(each))) for each in rights)])
    for name in dict.fromkeys(line[0] for line in lines):
        rights = [
            [right for key, each in counts.items() if key[0] == name and key[2] == part for right in each]
            for part in HALVES
        ]
        lines.append([name, "**all**", *(percent(Share(sum(each), len(each))) for each in rights)])
    return "\n\n".join([table(["table", "phenomenon", *HALVES], lines), *dict.fromkeys(crashed)])


if __name__ == "__main__":
    for case in cases():
        if case.part == "dev" and not case.right() and case.table in (sys.argv[1:] or [case.table]):
            expected = case.same_as or case.date or ", ".join(str(float(number)) for number in case.numbers)
            read = [str(quantity.value) for quantity in quantities(case.text, case.language)]
            print(case.table, case.phenomenon, case.language, f"“{case.text}” is {expected}, read as {read}")
    print(section())
