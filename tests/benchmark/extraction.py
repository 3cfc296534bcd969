"""Quantities found in the sample transcript, against the hand annotation of its first 48 pairs.

python -m tests.benchmark.extraction      what is wrong or spurious in the development half
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct

from audit.model import Quantity, Segment
from audit.quantities import quantities
from audit.selftest import Share
from tests.benchmark.datasets import HALVES, half, rows, transcript
from tests.benchmark.tables import interval, percent, table

KINDS = {
    "money": {"money"},
    "percent": {"percent"},
    "age_of_relative_time": {"relative time", "age"},
    "quarter": {"quarter"},
    "ordinal": {"ordinal"},
    "year": {"year"},
    "count": {"count"},
    "duration": {"duration"},
    "date": {"date"},
    "identifier": {"identifier"},
    "multiple": {"multiple"},
    "half": {"duration"},
    "version": {"version", "identifier"},
}
"""The project's kinds that are right for a kind of the annotation."""


class Place(Struct, frozen=True):
    """One side of an annotated pair, with what is annotated there and what was found."""

    part: str
    side: str
    annotated: Sequence[dict[str, Any]]
    found: Sequence[Quantity]

    def core(self) -> list[tuple[dict[str, Any], bool]]:
        """Every annotated quantity that should be found, and whether it was, with its kind and value."""
        return [(row, is_right(row, self._at(row))) for row in self.annotated if row["tier"] == "core"]

    def spurious(self) -> list[Quantity]:
        """What was found where nothing is annotated."""
        return [each for each in self.found if not any(each in self._at(row) for row in self.annotated)]

    def _at(self, row: dict[str, Any]) -> list[Quantity]:
        return [each for each in self.found if each.start < row["end"] and row["start"] < each.end]


def places() -> list[Place]:
    """Both sides of the annotated pairs."""
    annotation = list(rows("transcript/quantities_p001-048.jsonl"))
    return [
        Place(
            part=half(segment.origin or ""),
            side=side,
            annotated=[row for row in annotation if str(row["pair"]) == segment.id and row["side"] == side],
            found=_found(segment, side),
        )
        for segment in transcript()[:48]
        for side in ("en", "zh")
    ]


def _found(segment: Segment, side: str) -> tuple[Quantity, ...]:
    return quantities(segment.source, "en") if side == "en" else quantities(segment.target, segment.target_language)


def is_right(row: dict[str, Any], found: Iterable[Quantity]) -> bool:
    """Whether what was found at the place of an annotation has its kind and value.

    >>> row = {"kind": "quarter", "value": 4, "unit": "quarter", "text": "Q4"}
    >>> is_right(row, [Quantity(kind="quarter", value=4)]), is_right(row, [Quantity(kind="count", value=4)])
    (True, False)
    """
    if row["kind"] == "date":
        return _is_date(str(row["value"]), list(found))
    return any(quantity.kind in KINDS[row["kind"]] and _same(row, quantity) for quantity in found)


def _same(row: dict[str, Any], quantity: Quantity) -> bool:
    if isinstance(quantity.value, str) or isinstance(row["value"], str):
        return str(quantity.value).casefold() in {str(row["value"]).casefold(), row["text"].casefold()}
    expected = Fraction(Decimal(str(row["value"])))
    if row["kind"] == "half" and quantity.unit == "month":
        expected *= 12
    return expected in {signed(quantity), *(Fraction(reading) for reading in quantity.readings)}


def signed(quantity: Quantity) -> Fraction:
    """The value of a quantity that is a number, with its sign."""
    assert not isinstance(quantity.value, str)
    value = Fraction(quantity.value)
    return -abs(value) if quantity.sign < 0 else value


def _is_date(value: str, found: list[Quantity]) -> bool:
    """A date is right whole, or as its year and month; the year of “last December” is not asked for."""
    year, month = value.split("-")[:2]
    if any(quantity.kind == "date" and str(quantity.value).startswith(f"{year}-{month}") for quantity in found):
        return True
    values = {kind: {str(quantity.value) for quantity in found if quantity.kind == kind} for kind in ("year", "month")}
    return str(int(month)) in values["month"] and values["year"] <= {year}


def section() -> str:
    """The part of the report on the annotation."""
    cells: dict[str, list[str]] = {kind: [] for kind in [*KINDS, "**all**", "*spurious*"]}
    for part in HALVES:
        here = [place for place in places() if place.part == part]
        core = [item for place in here for item in place.core()]
        shares = {
            kind: [right for row, right in core if kind in {row["kind"], "**all**"}] for kind in [*KINDS, "**all**"]
        }
        counted = {kind: Share(sum(rights), len(rights)) for kind, rights in shares.items()}
        spurious = sum(len(place.spurious()) for place in here)
        counted["*spurious*"] = Share(spurious, sum(len(place.found) for place in here))
        for kind, share in counted.items():
            cells[kind] += [percent(share), interval(share)]
    named = [[kind.replace("age_of_relative_time", "relative time"), *row] for kind, row in cells.items()]
    return table(["annotated kind", *(cell for part in HALVES for cell in (part, "95 % interval"))], named)


if __name__ == "__main__":
    for place in places():
        if place.part == "dev":
            for row, right in place.core():
                if not right:
                    print("missed  ", row["pair"], place.side, row["kind"], row["value"], row["unit"], row["text"])
            for quantity in place.spurious():
                print("spurious", place.annotated[:1] and place.annotated[0]["pair"], place.side, quantity)
    print(section())
