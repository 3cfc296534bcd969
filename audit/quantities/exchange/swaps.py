"""Finds two figures that changed places: both are there, each where the other belongs."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter

from audit.quantities.atoms import Atom
from audit.quantities.exchange.clues import exchanged_parts
from audit.quantities.exchange.decision import exchanged
from audit.quantities.exchange.labels import mislabelled
from audit.quantities.exchange.ratios import of_loser, turned_round_ratios
from audit.quantities.exchange.surroundings import TIMES, Side, Surroundings
from audit.quantities.pairing.matching import Pair

_GROUPS = {
    "percent": "share",
    "fraction": "share",
    "percentage point": "point",
    "money": "money",
    "count": "count",
    "measure": "count",
    "version": "count",
}
_GROUPS |= {
    "multiple": "multiple",
    "duration": "duration",
    "quarter": "quarter",
    "half": "half",
    "weekday": "weekday",
    "year": "year",
    "month": "month",
    "ordinal": "ordinal",
    "age": "age",
    "time": "time",
    "day": "day",
}
_POINTS = {"year", "quarter", "half", "month", "weekday", "day", "time", "ordinal"}
"""Sorts of which the first is no article: January, the first quarter."""
_place = attrgetter("source.quantity.start", "source.part")
_Sort = tuple[str | None, str | None, str | None]
_MOST = 240
"""Like figures above which nobody reads a text for their order."""
_REACH = 4
"""How many like figures further on a figure may have been exchanged with."""


def swaps(pairs: list[Pair], sides: tuple[Side, Side], english_first: bool) -> Iterator[tuple[Pair, Pair]]:
    """Yield like figures whose order turned round while the words around them say that it should not have."""
    if len(pairs) < 2:
        return
    context: Surroundings | None = None
    found = False
    sure = (turned_round_ratios, mislabelled, exchanged_parts)
    for one, other in chain(_sorts_exchanged(pairs), *(find(pairs, sides, english_first) for find in sure)):
        found = True
        yield one, other
    if found:
        return
    for like in sorted(like_figures(pairs), key=_of_time):
        if found and _of_time(like):
            return  # the same exchange, seen from the other side
        moved: set[int] = set()
        for one, other, turned_round, often in unlike(like):
            if moved and moved & {id(one), id(other)}:
                continue
            context = context or Surroundings(pairs, sides, english_first)
            if exchanged(context, one, other, turned_round, often) and not of_loser(one, other, sides):
                found = True
                moved |= {id(one), id(other)}
                yield one, other


def unlike(like: list[Pair]) -> Iterator[tuple[Pair, Pair, bool, bool]]:
    """Yield pairs near each other whose figures differ, whether their order turned, and whether one is said often.

    Figures said often that keep their order are left out: nothing tells that those were exchanged.
    """
    values = [pair.source.magnitude for pair in like]
    said = Counter(values)
    if len(said) == 1:
        return
    places = [(pair.source.quantity.start, pair.target.quantity.start) for pair in like]
    for one, (here, there) in enumerate(places):
        for other in range(one + 1, min(one + 1 + _REACH, len(like))):
            start, end = places[other]
            of_one = here == start and like[one].source.kind != "day"  # but "March 4 and 5" names two days
            if of_one or there == end or values[one] == values[other]:
                continue
            often = said[values[one]] > 1 or said[values[other]] > 1
            if there > end or not often:
                yield like[one], like[other], there > end, often


def _of_time(like: list[Pair]) -> bool:
    return bool(like) and like[0].source.kind in TIMES


def like_figures(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Yield figures that could stand for one another, in the order of the source."""
    like: dict[tuple[str, str | None, str | None], list[Pair]] = {}
    for pair in pairs:
        source, group = pair.source, _group(pair)
        if group and pair.how != "different" and source.part != "high" and pair.target.part != "low":
            unit = None if group in ("time", "ordinal") else source.quantity.unit
            if group == "duration" or pair.target.kind == "measure":  # 11 days against 15
                unit = unit or pair.target.quantity.unit
            like.setdefault((group, unit, source.quantity.currency), []).append(pair)
    groups = [(sorted(alike, key=_place), group) for (group, *_), alike in like.items() if len(alike) > 1]
    for alike, group in sorted(groups, key=lambda found: _place(found[0][0])):
        if group not in _POINTS:
            alike = [pair for pair in alike if _is_figure(pair)]
        if 1 < len(alike) < _MOST:
            yield _in_order(alike)


def _group(pair: Pair) -> str | None:
    """What sort of figure the two are; a time stands only for its like, but Category 1 for 第1類."""
    group, other = (_GROUPS.get(atom.kind) for atom in pair.sides)
    if "ordinal" in (group, other) and "section" in (pair.source.quantity.unit, pair.target.quantity.unit):
        return "ordinal"
    if {group, other} == {"count", "duration"}:
        return "duration"
    both = group == other or (group is not None and other is not None and TIMES.isdisjoint((group, other)))
    return group if both else None


def _in_order(like: list[Pair]) -> list[Pair]:
    """The same figures, those of one size paired in their order: which of them stands for which is not known."""
    targets: dict[object, list[Atom]] = {}
    for pair in like:
        targets.setdefault(pair.source.magnitude, []).append(pair.target)
    if len(targets) == len(like):
        return like
    for found in targets.values():
        found.sort(key=lambda atom: atom.quantity.start)
    return [
        Pair(pair.source, _taken(pair, targets[pair.source.magnitude]), pair.how, pair.of_one_sort) for pair in like
    ]


def _taken(pair: Pair, waiting: list[Atom]) -> Atom:
    """The first that is written in digits or in words as the source is, else the first: three numbers, 1, 2 and 3."""
    written = _has_digit(pair.source)
    return waiting.pop(next((place for place, atom in enumerate(waiting) if _has_digit(atom) == written), 0))


def _sorts_exchanged(pairs: list[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Figures of two kinds, each of which is of the other's kind on the other side: 5% (Chart 3) and 3% (Chart 5)."""
    waiting: dict[tuple[_Sort, _Sort], Pair] = {}
    for pair in pairs:
        if pair.of_one_sort:
            continue
        sorts = _sort(pair.source), _sort(pair.target)
        if sorts[0] == sorts[1] or pair.how == "different" or not _tells(*sorts):
            continue
        other = waiting.pop(sorts[::-1], None)
        if other is None:
            waiting[sorts] = pair
        else:
            yield other, pair


def _tells(*sorts: _Sort) -> bool:
    """Whether one of them is more than a bare number."""
    return any(group in ("share", "money", "duration") or (group == "count" and unit) for group, unit, _ in sorts)


def _is_figure(pair: Pair) -> bool:
    """Whether the two are figures beyond doubt: "one" may be an article, and "both" and "a few" are none."""
    if any(atom.quantity.approximate and atom.quantity.text.isascii() and not _has_digit(atom) for atom in pair.sides):
        return False
    return pair.source.magnitude != 1 or (_has_digit(pair.source) and _has_digit(pair.target))


def _has_digit(atom: Atom) -> bool:
    return any(map(str.isdecimal, atom.quantity.text))


def _sort(atom: Atom) -> _Sort:
    return _GROUPS.get(atom.kind), atom.quantity.unit, atom.quantity.currency
