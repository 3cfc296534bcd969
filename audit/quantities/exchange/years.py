"""Finds dates with the same month and day of which each text gives another year."""

from collections.abc import Iterator

from audit.model import Exact
from audit.quantities.atoms import Atom
from audit.quantities.context import gap

_SHARED = 8
"""Characters at most between a date and another year that shares its month and day."""


def exchanged_years(source: list[Atom], target: list[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """Yield the years of dates with the same month and day, where each text gives another year to it.

    But two years may share a month and day: 31 December 2023 and 2022 are 2023年及2022年12月31日.
    """
    here = _years(source)
    there = _years(target) if here else {}
    for day, atom in here.items():
        other = there.get(day)
        if other is None or other.value == atom.value:
            continue
        if not (_shares(atom, other.value, source) and _shares(other, atom.value, target)):
            yield atom, other


def _shares(date: Atom, year: Exact | str, atoms: list[Atom]) -> bool:
    """Whether that year stands alone beside a date."""
    alone = (atom.quantity for atom in atoms if atom.quantity.kind == "year" and atom.value == year)
    return any(gap(quantity, date.quantity) <= _SHARED for quantity in alone)


def _years(atoms: list[Atom]) -> dict[str, Atom]:
    """Year by month and day, for dates whose month and day is named with one year only."""
    found: dict[str, Atom] = {}
    clashing = set()
    for atom in atoms:
        if atom.part == "year" and atom.quantity.kind == "date":
            day = str(atom.quantity.value)[4:]
            if day in found and found[day].value != atom.value:
                clashing.add(day)
            found[day] = atom
    return {day: atom for day, atom in found.items() if day not in clashing}
