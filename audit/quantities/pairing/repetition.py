"""A figure said twice in one text and once in the other is no fault."""

from collections.abc import Hashable
from fractions import Fraction

from audit.quantities.atoms import Atom
from audit.quantities.pairing import keys


def said_anew(left: list[Atom], others: list[Atom], known: set[Hashable]) -> list[Atom]:
    """What is left of one text without figures that it only repeats, or that are part of a name in the other.

    A repeated figure stays where another of its sort is left in the other text, which may be a slip for it.
    """
    named = {name for atom in others if atom.kind == "identifier" for name in keys.names(atom)}
    rivals = _extremes(others)
    return [
        atom
        for atom in left
        if named.isdisjoint(names := set(keys.names(atom))) and (known.isdisjoint(names) or _rivalled(atom, rivals))
    ]


def _extremes(left: list[Atom]) -> dict[Hashable, tuple[Fraction, Fraction]]:
    """The least and the greatest figure of every sort that is left."""
    found: dict[Hashable, tuple[Fraction, Fraction]] = {}
    for atom in left:
        if not isinstance(atom.value, str) and atom.hard:
            value = Fraction(atom.value)
            least, most = found.get(_sort(atom), (value, value))
            found[_sort(atom)] = min(least, value), max(most, value)
    return found


def _rivalled(atom: Atom, others: dict[Hashable, tuple[Fraction, Fraction]]) -> bool:
    """Whether another figure of the sort is left in the other text; of years, not the next, which words may tell."""
    rivals = others.get(_sort(atom)) if atom.hard else None
    if rivals is None or isinstance(atom.value, str):
        return False
    least, most = rivals
    return max(most - Fraction(atom.value), Fraction(atom.value) - least) > (1 if atom.kind == "year" else 0)


def _sort(atom: Atom) -> Hashable:
    return atom.kind, atom.part, atom.quantity.unit, atom.quantity.currency
