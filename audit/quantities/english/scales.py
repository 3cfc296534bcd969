"""Scales that were said once and then left out: 40 million, and then another 25."""

import re
from fractions import Fraction

from msgspec.structs import replace

from audit.model import Quantity
from audit.quantities.numerals import simple

_SCALES = {"million": 10**6, "billion": 10**9}
_BARE = re.compile(
    r"[-+]?[$£€]?\d{1,3}(?:\.\d{1,2})?"
    r"(?= ?(?:[.,;:?!)]|$| (?:and|or|for|to|from|in|at|with|versus|last|next|this|on)\b))"
)
_SMALL = 1000


def with_scales(folded: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities of a text, in which a bare figure may also be so many millions where another one is.

    >>> from audit.quantities.english.reader import read_english
    >>> [found.readings for found in read_english("40 million in phase one, another 25 in phase two, 3 men").found]
    [(), (), (25000000,), (), ()]
    """
    said = [scale for name, scale in _SCALES.items() if name in folded]
    if not said:
        return found
    return [
        replace(one, readings=tuple(simple(Fraction(one.value) * scale) for scale in sorted(_meant(one, said))))
        if one.kind in ("count", "money")
        and not isinstance(one.value, str)
        and 0 < one.value < _SMALL
        and not one.readings
        and (bare := _BARE.match(folded, one.start))
        and bare.end() == one.end
        else one
        for one in found
    ]


def _meant(one: Quantity, said: list[int]) -> set[int]:
    """Which of the scales may be left out: of 1.1 billion, and then about 400, millions as well."""
    least = min(said)
    return {*said, 10**6} if least > 10**6 and abs(Fraction(one.value)) >= 100 else {*said}
