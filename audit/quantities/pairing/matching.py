"""Pairs the quantities of two texts: what means the same first, then what was meant to."""

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from audit.quantities.atoms import Atom, canonical
from audit.quantities.pairing import keys
from audit.quantities.pairing.assignment import assign
from audit.quantities.pairing.composed import without_parts
from audit.quantities.pairing.costs import cost
from audit.quantities.pairing.repetition import said_anew

_CONVERTED = Fraction(4, 100)
"""How far a rounded conversion of units may be off: 6 feet is 1.8 metres."""
_DIMENSIONS = {"mass", "length", "area", "volume", "speed", "energy", "heat", "food"}
_BLOCK = 40
"""Leftovers are assigned in blocks of this many, in order, so that no text takes more than linear time."""


class Pair(Struct, frozen=True, gc=False):
    """Two atoms that stand for each other, and how that was found."""

    source: Atom
    target: Atom
    how: str
    """same, converted, alike (other kind, same figure) or different."""
    of_one_sort: bool
    """Whether the two agree in kind, unit and currency."""

    @property
    def sides(self) -> tuple[Atom, Atom]:
        """Both atoms, the source first."""
        return self.source, self.target


def _pair(one: Atom, other: Atom, how: str) -> Pair:
    left, right = one.quantity, other.quantity
    sort = one.kind == other.kind and left.unit == right.unit and left.currency == right.currency
    return Pair(one, other, how, sort)


class Matching(NamedTuple):
    """All pairs, and what is left on each side."""

    pairs: list[Pair]
    source: list[Atom]
    target: list[Atom]
    in_step: bool = False
    """Whether both texts name the same figures in the same order: then none changed places."""


def match(source: list[Atom], target: list[Atom]) -> Matching:
    """Match by ever looser keys; what is left is assigned by least cost, and the rest has no counterpart."""
    pairs = _in_step(source, target)
    if pairs:
        return Matching(pairs, [], [], in_step=True)
    for how, key in _KEYS:
        if not source or not target:
            break
        source, target = _pass(source, target, how, key, pairs)
    if not (source and target) and not any(atom.hard for atom in source or target):
        return Matching(pairs, [], [])
    source, target = without_parts(source, target)
    target, source = without_parts(target, source)
    source, target = _converted(source, target, pairs)
    known = {name for pair in pairs for atom in pair.sides for name in keys.names(atom)}
    source, target = said_anew(source, target, known), said_anew(target, source, known)
    source, target = _different(source, target, pairs)
    return Matching(pairs, source, target)


def _in_step(source: list[Atom], target: list[Atom]) -> list[Pair]:
    """All pairs, where both texts name the same figures in the same order, as most do; else none."""
    if len(source) != len(target):
        return []
    for one, other in zip(source, target, strict=True):
        left, right = one.quantity, other.quantity
        if one.value != other.value or one.kind != other.kind or one.part != other.part:
            return []
        if left.unit != right.unit or left.currency != right.currency:
            return []
        if left.value != right.value or left.high != right.high:
            return []
    return [Pair(one, other, "same", True) for one, other in zip(source, target, strict=True)]


_KEYS: list[tuple[str, Callable[[Atom, str], Iterable[Hashable]]]] = [
    ("same", keys.exact),
    ("same", keys.same),
    ("same", keys.figure),
    ("converted", keys.family),
    ("alike", keys.alike),
    ("alike", keys.whatever),
    ("alike", keys.verbatim),
]


def _pass(
    source: list[Atom], target: list[Atom], how: str, key: Callable[[Atom, str], Iterable[Hashable]], pairs: list[Pair]
) -> tuple[list[Atom], list[Atom]]:
    places: dict[Hashable, list[int]] = {}
    for place in range(len(target) - 1, -1, -1):  # the first is the last, to be taken off first
        for name in key(target[place], "target"):
            places.setdefault(name, []).append(place)
    used: set[int] = set()
    left = []
    for atom in source:
        found = None
        for name in key(atom, "source"):
            waiting = places.get(name)
            while waiting and waiting[-1] in used:
                waiting.pop()
            if waiting:
                found = waiting.pop()
                break
        if found is None:
            left.append(atom)
        else:
            used.add(found)
            pairs.append(_pair(atom, target[found], how))
    if not used:
        return source, target
    return left, [atom for place, atom in enumerate(target) if place not in used]


def _converted(source: list[Atom], target: list[Atom], pairs: list[Pair]) -> tuple[list[Atom], list[Atom]]:
    """True conversions, rounded as people round them."""
    left = []
    free = [atom for atom in target if atom.kind == "measure"][:_BLOCK]
    if not free:
        return source, target
    for atom in source:
        near = next((other for other in free if _converts(atom, other)), None) if atom.kind == "measure" else None
        if near is None:
            left.append(atom)
        else:
            free.remove(near)
            pairs.append(_pair(atom, near, "converted"))
    matched = {id(pair.target) for pair in pairs}
    return left, [atom for atom in target if id(atom) not in matched]


def _converts(one: Atom, other: Atom) -> bool:
    if one.quantity.unit == other.quantity.unit:
        return False
    for name, value in canonical(one):
        for family, again in canonical(other):
            if name == family and name in _DIMENSIONS and not isinstance(value, str) and not isinstance(again, str):
                return abs(Fraction(value) - Fraction(again)) <= _CONVERTED * abs(Fraction(value))
    return False


def _different(source: list[Atom], target: list[Atom], pairs: list[Pair]) -> tuple[list[Atom], list[Atom]]:
    """What is left on both sides is paired where one can be a slip for the other."""
    gone: set[int] = set()
    lost: set[int] = set()
    for start in range(0, max(len(source), len(target)), _BLOCK):
        block, others = source[start : start + _BLOCK], target[start : start + _BLOCK]
        costs = [
            [cost(atom, other, i / len(block), j / len(others)) for j, other in enumerate(others)]
            for i, atom in enumerate(block)
        ]
        for i, j in assign(costs):
            pairs.append(_pair(block[i], others[j], "different"))
            gone.add(start + i)
            lost.add(start + j)
    return (
        [atom for place, atom in enumerate(source) if place not in gone],
        [atom for place, atom in enumerate(target) if place not in lost],
    )
