"""What became of each quantity of a pair: matched, disputed, missing or added."""

from itertools import zip_longest

from msgspec import Struct

from audit.model import Quantity, Segment, Verdict
from audit.quantities.differences import Difference, compare
from audit.quantities.extraction import idle


class Comparison(Struct, frozen=True, kw_only=True):
    """A quantity and its counterpart; one of them is None where a text does not have it."""

    source: Quantity | None
    target: Quantity | None
    verdict: Verdict
    check: str | None = None
    """The check under whose name they differ, or None where they match."""


_Pair = tuple[Quantity | None, Quantity | None]


def verdicts(segment: Segment) -> tuple[Comparison, ...]:
    """Every comparison that a pair allows, in the order of the source; added quantities come last.

    >>> pair = Segment(id="1", source="Up 5% to $2 million.", target="成長5%至2億美元，占3成。")
    >>> [(found.verdict.value, found.check) for found in verdicts(pair)]
    [('match', None), ('mismatch', 'number-mismatch'), ('mismatch', 'added-number')]
    """
    pairs, differences = compare(segment)
    told: dict[_Pair, Difference] = {}
    for difference in sorted(differences, key=lambda difference: difference.verdict is not Verdict.MISMATCH):
        for sides in zip_longest(difference.source, difference.target):
            told.setdefault(sides, difference)
    faulty = {quantity for sides in told for quantity in sides if quantity is not None}
    found: dict[_Pair, Difference | None] = {}
    for one, other in dict.fromkeys((pair.source.quantity, pair.target.quantity) for pair in pairs):
        # A date may have a counterpart and miss its year there: that is one comparison.
        part = told.pop((one, None), None) or told.pop((None, other), None)
        if part is not None:
            found[one, other] = part
        elif not ((one in faulty and other in faulty) or _says_nothing(one, other)):
            found[one, other] = None
    found |= told
    return tuple(_comparison(sides, found[sides]) for sides in sorted(found, key=_place))


def _says_nothing(one: Quantity, other: Quantity) -> bool:
    """Idle words, and periods that differ: the growth that is measured against them has that verdict."""
    periods = one.kind == other.kind == "relative time"
    return (idle(one) and idle(other)) or (periods and (one.value, one.unit) != (other.value, other.unit))


def _comparison(sides: _Pair, difference: Difference | None) -> Comparison:
    verdict, check = (difference.verdict, difference.check) if difference else (Verdict.MATCH, None)
    return Comparison(source=sides[0], target=sides[1], verdict=verdict, check=check)


def _place(sides: _Pair) -> tuple[bool, int, int]:
    source, target = sides
    return source is None, source.start if source else 0, target.start if target else 0
