"""Finds two figures that changed places: both are there, each where the other belongs."""

import re
from collections.abc import Iterator

from audit.model import Quantity
from audit.quantities.atoms import Atom
from audit.quantities.matching import Pair, names
from audit.text.associations import relatedness

_GROUPS = {"percent": "share", "fraction": "share", "percentage point": "point", "money": "money", "count": "count", "measure": "count"}
_GROUPS |= {"multiple": "multiple", "duration": "duration", "quarter": "quarter", "year": "year", "month": "month"}
_REACH = 4
"""How many like figures further on a figure may have been exchanged with."""
_CLEAR = 0.6
"""How much better the words must fit the other way round."""


def swaps(pairs: list[Pair], source: str, target: str, english_first: bool) -> Iterator[tuple[Pair, Pair]]:
    """Yield like figures whose order turned round while the words around them say that it should not have."""
    like: dict[str, list[Pair]] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.source.quantity.start, pair.source.part)):
        group = _GROUPS.get(pair.source.kind)
        if group and pair.how != "different" and pair.source.hard and pair.target.hard and pair.source.part != "high" and pair.target.part != "low":
            like.setdefault(f"{group} {pair.source.quantity.unit} {pair.source.quantity.currency}", []).append(pair)
    context: _Context | None = None
    for group_pairs in like.values():
        if len(group_pairs) < 2:
            continue
        values = [pair.source.magnitude for pair in group_pairs]
        if len(set(values)) < len(values):
            group_pairs = [pair for pair in group_pairs if values.count(pair.source.magnitude) == 1]
            values = [pair.source.magnitude for pair in group_pairs]
        for place, one in enumerate(group_pairs):
            for further in range(place + 1, min(place + 1 + _REACH, len(group_pairs))):
                other = group_pairs[further]
                if values[place] == values[further] or one.target.quantity.start < other.target.quantity.start:
                    continue
                if one.source.quantity.start == other.source.quantity.start:
                    continue
                context = context or _Context(pairs, source, target, english_first)
                if context.exchanged(one, other):
                    yield one, other


class _Context:
    """What stands around the figures of a pair of texts."""

    def __init__(self, pairs: list[Pair], source: str, target: str, english_first: bool) -> None:
        self.texts = (source, target)
        self.english_first = english_first
        self.anchors: tuple[list[Atom], list[Atom]] = ([pair.source for pair in pairs], [pair.target for pair in pairs])

    def exchanged(self, one: Pair, other: Pair) -> bool:
        """Whether the figures fit better the other way round."""
        straight = self._fit(one, one) + self._fit(other, other)
        turned = self._fit(one, other) + self._fit(other, one)
        if straight != turned:
            return turned > straight
        if self._juxtaposed(one, other):
            return True
        words = self._related(one, other) + self._related(other, one) - self._related(one, one) - self._related(other, other)
        return words > _CLEAR

    def _juxtaposed(self, one: Pair, other: Pair) -> bool:
        """Figures named in one breath, as in "5% and 7% respectively", keep their order."""
        first, second = one.source.quantity, other.source.quantity
        between = self.texts[0][first.end : second.start]
        there = self.texts[1][other.target.quantity.end : one.target.quantity.start]
        return len(between) <= 12 and len(there) <= 12 and " of " not in between and "中" not in there and "的" not in there

    def _fit(self, one: Pair, other: Pair) -> int:
        """How well the source of one goes with the target of the other."""
        left, right = one.source.quantity, other.target.quantity
        said = [(left.role, right.role), (left.direction, right.direction), (left.period, right.period), (left.bound, right.bound)]
        attributes = sum((1 if a == b else -1) for a, b in said if a and b)
        attributes += 0 if left.sign == right.sign else -1
        anchored = bool(self._nearest(0, left) & self._nearest(1, right))
        return attributes + anchored

    def _nearest(self, side: int, figure: Quantity) -> set[object]:
        """Names of the anchor nearest to a figure: in English its year follows it, in Chinese it goes before."""
        near = [atom for atom in self.anchors[side] if (atom.kind in _TIMES) != (figure.kind in _TIMES) and atom.quantity.start != figure.start]
        english = (side == 0) == self.english_first
        near = [atom for atom in near if _gap(atom.quantity, figure) <= (30 if english else 14)]
        after = english != (figure.kind in _TIMES)
        near = [atom for atom in near if (atom.quantity.start > figure.start) == after] or near
        if not near:
            return set()
        least = min(_gap(atom.quantity, figure) for atom in near)
        return {name for atom in near if _gap(atom.quantity, figure) == least for name in names(atom)}

    def _related(self, one: Pair, other: Pair) -> float:
        here = self._around(0, one.source.quantity)
        there = self._around(1, other.target.quantity)
        return relatedness(here, there) if self.english_first else relatedness(there, here)

    def _around(self, side: int, figure: Quantity) -> str:
        """The words near a figure, up to the next figure of its kind or the end of the sentence."""
        text = self.texts[side]
        reach = 45 if (side == 0) == self.english_first else 15
        before, after = text[max(0, figure.start - reach) : figure.start], text[figure.end : figure.end + reach]
        return _STOP.split(before)[-1] + " " + _STOP.split(after)[0]


_TIMES = {"year", "month", "quarter", "half", "relative time", "identifier", "ordinal", "weekday", "duration", "day", "date"}
_STOP = re.compile(r"[.;!?](?!\d)|[。；！？\n]|\d[\d.,]*%|\d[\d.,]{2,}")


def _gap(one: Quantity, other: Quantity) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
