"""Finds two figures that changed places: both are there, each where the other belongs."""

import re
from collections.abc import Iterator
from fractions import Fraction

from audit.quantities.matching import Pair

_CLAUSE = re.compile(r"[,.](?!\d)|[;:!?()，。；：、！？（）\n]")
_GROUPS = {"percent": "share", "fraction": "share", "percentage point": "point", "money": "money", "count": "count", "measure": "count", "multiple": "multiple", "duration": "time"}
_REACH = 4
"""How many like figures further on a figure may have been exchanged with."""


def swaps(pairs: list[Pair], source: str, target: str) -> Iterator[tuple[Pair, Pair]]:
    """Yield pairs of like figures whose order turned round and whose surroundings say that it should not have."""
    like: dict[str, list[Pair]] = {}
    for pair in sorted(pairs, key=_source_place):
        group = _GROUPS.get(pair.source.kind)
        if group and pair.how != "different" and pair.source.hard | pair.target.hard and not pair.source.part:
            like.setdefault(f"{group} {pair.source.quantity.unit} {pair.source.quantity.currency}", []).append(pair)
    clauses: _Clauses | None = None
    for group_pairs in like.values():
        values = [pair.source.magnitude for pair in group_pairs]
        for place, one in enumerate(group_pairs):
            for further in range(place + 1, min(place + 1 + _REACH, len(group_pairs))):
                other = group_pairs[further]
                if _target_place(one) < _target_place(other) or values.count(values[place]) > 1 or values.count(values[further]) > 1:
                    continue
                clauses = clauses or _Clauses(pairs, source, target)
                if clauses.exchanged(one, other, alone=_alone(group_pairs, place, further)):
                    yield one, other


def _source_place(pair: Pair) -> int:
    return pair.source.quantity.start


def _target_place(pair: Pair) -> int:
    return pair.target.quantity.start


def _alone(pairs: list[Pair], place: int, further: int) -> bool:
    """Whether putting these two right would put the whole list in order."""
    order = [_target_place(pair) for pair in pairs]
    order[place], order[further] = order[further], order[place]
    return order == sorted(order)


class _Clauses:
    """Which clause each matched figure stands in, on both sides."""

    def __init__(self, pairs: list[Pair], source: str, target: str) -> None:
        self.source_ends = [match.start() for match in _CLAUSE.finditer(source)]
        self.target_ends = [match.start() for match in _CLAUSE.finditer(target)]
        self.pairs = pairs
        self.placed = {id(pair): (self._clause(self.source_ends, _source_place(pair)), self._clause(self.target_ends, _target_place(pair))) for pair in pairs}

    def _clause(self, ends: list[int], place: int) -> int:
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if ends[middle] < place:
                low = middle + 1
            else:
                high = middle
        return low

    def exchanged(self, one: Pair, other: Pair, alone: bool) -> bool:
        """Whether the neighbours and the words around the figures fit better the other way round."""
        as_is = self._agreement(one, one) + self._agreement(other, other)
        turned = self._agreement(one, other) + self._agreement(other, one)
        if as_is == turned:
            return alone and self._together(one, other)
        return turned > as_is

    def _together(self, one: Pair, other: Pair) -> bool:
        (first, there), (second, here) = self.placed[id(one)], self.placed[id(other)]
        return abs(first - second) <= 2 and abs(there - here) <= 2

    def _agreement(self, one: Pair, other: Pair) -> Fraction:
        """How well the source of one and the target of the other go together."""
        clause, there = self.placed[id(one)][0], self.placed[id(other)][1]
        anchors = sum(
            1
            for pair in self.pairs
            if pair is not one and pair is not other and pair.how != "different" and self.placed[id(pair)] == (clause, there)
        )
        left, right = one.source.quantity, other.target.quantity
        said = [(left.role, right.role), (left.direction, right.direction), (left.period, right.period), (left.bound, right.bound), (left.sign, right.sign)]
        words = sum((1 if a == b else -1) for a, b in said if a and b and (a, b) != (1, 1))
        return Fraction(anchors + 2 * words)
