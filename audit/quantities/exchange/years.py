"""Finds dates with the same month and day of which each text gives another year."""

from collections.abc import Iterator

from audit.quantities.atoms import Atom


def exchanged_years(source: list[Atom], target: list[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """Yield the years of dates with the same month and day, where each text gives another year to it."""
    here = _years(source)
    there = _years(target) if here else {}
    for day, atom in here.items():
        other = there.get(day)
        if other is not None and other.value != atom.value:
            yield atom, other


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
