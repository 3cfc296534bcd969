"""Figures made of others: a score, a share, a length of time."""

import re
from fractions import Fraction

from audit.quantities.atoms import Atom

_COMPOSED = {"time", "fraction"}
_INTEGER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,6}")
_NEAR = 40
"""Figures among which the parts are looked for, so that no text takes more than linear time."""


def without_parts(whole: list[Atom], parts: list[Atom]) -> tuple[list[Atom], list[Atom]]:
    """A score of 7:13 may be told as 7 and 13, in this order, 4 out of 5 as two counts, 2:03:45 as three.

    And 5-foot-7 as two lengths.
    """
    kept = []
    for atom in whole:
        figures = _figures(atom) if atom.kind in _COMPOSED or atom.quantity.unit == "inch" else []
        rest = parts[:_NEAR]
        places = (next((at for at, part in enumerate(rest) if part.magnitude == figure), -1) for figure in figures)
        starts = [rest.pop(place).quantity.start for place in places if place >= 0]
        in_order = starts == sorted(starts) or atom.kind == "fraction" or 1 in figures  # 1:10 and 十合一
        if len(set(starts)) == len(figures) > 1 and in_order:
            parts = rest + parts[_NEAR:]
        else:
            kept.append(atom)
    return kept, parts


def _figures(atom: Atom) -> list[int]:
    """What it may be told as: one in twenty is 1 of 20."""
    digits = [int(digits.replace(",", "")) for digits in _INTEGER.findall(atom.quantity.text)]
    if isinstance(atom.value, str) or len(digits) > (atom.kind == "fraction"):
        return digits
    share = Fraction(atom.value)
    return [share.numerator, share.denominator]
