"""Finds two figures that changed places: both are there, each where the other belongs."""

from collections import Counter
from collections.abc import Iterator

from audit.quantities.atoms import Atom
from audit.quantities.matching import Pair
from audit.quantities.surroundings import SCOPE, TIMES, Side, Surroundings

_GROUPS = {
    "percent": "share",
    "fraction": "share",
    "percentage point": "point",
    "money": "money",
    "count": "count",
    "measure": "count",
}
_GROUPS |= {
    "multiple": "multiple",
    "duration": "duration",
    "quarter": "quarter",
    "year": "year",
    "month": "month",
    "ordinal": "ordinal",
    "age": "age",
    "time": "time",
}
_REACH = 4
"""How many like figures further on a figure may have been exchanged with."""


def swaps(pairs: list[Pair], sides: tuple[Side, Side], english_first: bool) -> Iterator[tuple[Pair, Pair]]:
    """Yield like figures whose order turned round while the words around them say that it should not have."""
    if len(pairs) < 2:
        return
    context: Surroundings | None = None
    found = False
    for like in sorted(_groups(pairs), key=_of_time):
        if found and _of_time(like):
            return  # the same exchange, seen from the other side
        moved: set[int] = set()
        for place, one in enumerate(like):
            for other in like[place + 1 : place + 1 + _REACH]:
                here, there = _places(one, other, 0), _places(one, other, 1)
                if here[0] == here[1] or there[0] == there[1] or moved & {id(one), id(other)}:
                    continue
                context = context or Surroundings(pairs, sides, english_first)
                if context.exchanged(one, other, turned_round=there[0] > there[1]):
                    found = True
                    moved |= {id(one), id(other)}
                    yield one, other


def _of_time(like: list[Pair]) -> bool:
    return bool(like) and like[0].source.kind in TIMES


def _places(one: Pair, other: Pair, side: int) -> tuple[int, int]:
    return one.sides[side].quantity.start, other.sides[side].quantity.start


def _groups(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Figures that could stand for one another, in the order of the source; those said twice are left out."""
    like: dict[tuple[str, str | None, str | None], list[Pair]] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.source.quantity.start, pair.source.part)):
        source = pair.source
        group = _GROUPS.get(source.kind)
        if group and pair.how != "different" and source.part != "high" and pair.target.part != "low":
            like.setdefault((group, source.quantity.unit, source.quantity.currency), []).append(pair)
    for (group, *_), alike in like.items():
        if len(alike) > 1 and group != "ordinal":
            alike = [pair for pair in alike if pair.source.hard and pair.target.hard]
        if 1 < len(alike) < SCOPE:
            values = Counter(pair.source.magnitude for pair in alike)
            yield [pair for pair in alike if values[pair.source.magnitude] == 1]


def exchanged_years(source: list[Atom], target: list[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """Yield the years of dates with the same month and day, where each text gives another year to it."""
    here, there = _years(source), _years(target)
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
