"""What stands around the matched figures of two texts, and whether it fits them."""

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from audit.model import Quantity
from audit.quantities.atoms import Atom
from audit.quantities.context import SENTENCE_END, gap
from audit.quantities.exchange.neighbourhoods import Neighbours, may_mark, may_part
from audit.quantities.faults.agreement import agreement, gained, said
from audit.quantities.pairing.keys import names
from audit.quantities.pairing.matching import Pair

TIMES = {"year", "month", "quarter", "half", "ordinal", "weekday", "duration", "day", "date"}
_ANCHORS = TIMES | {"relative time"}
_NO_FIGURE = TIMES | {"relative time", "identifier"}
_CLAUSE = re.compile(r"[.;!?,:()](?!\d)|[。；！？，、：（）\n]")
_WORD = re.compile(r"[a-z]{2,}[a-z0-9-]*")
_AS_NEAR = 0.1
"""How much farther off, as a share of the text, a second mention may be."""
_REPEATS = 6
"""How many mentions of a figure are looked at, before its place and after it."""


class Side(NamedTuple):
    """A text and the atoms of its quantities, in order."""

    text: str
    atoms: list[Atom]


class Surroundings:
    """What stands around the figures of a pair of texts."""

    def __init__(self, pairs: list[Pair], sides: tuple[Side, Side], english_first: bool) -> None:
        self.texts = (sides[0].text, sides[1].text)
        self.near: dict[tuple[int, int, bool], set[object]] = {}
        self.words_beside: dict[tuple[int, int, int], frozenset[object]] = {}
        self.atoms = (sides[0].atoms, sides[1].atoms)
        self.english_first = english_first
        self.of_parts = may_part(self.texts, english_first)
        self.may_be_marked = all(map(may_mark, self.texts))
        self.pairs = [pair for pair in pairs if pair.how != "different"]

    @cached_property
    def _ends(self) -> list[tuple[list[int], ...]]:
        """Where sentences, and where clauses, end on either side."""
        return [
            tuple([match.start() for match in pattern.finditer(text)] for text in self.texts)
            for pattern in (SENTENCE_END, _CLAUSE)
        ]

    def apart(self, one: Pair, other: Pair) -> bool:
        """Whether the two stand in different sentences, or in different clauses, on both sides."""
        return any(
            all(
                bisect_left(ends[side], one.sides[side].quantity.start)
                != bisect_left(ends[side], other.sides[side].quantity.start)
                for side in (0, 1)
            )
            for ends in self._ends
        )

    @cached_property
    def neighbours(self) -> tuple[Neighbours, Neighbours]:
        """By side, what stands near a figure."""
        languages = ("en", "zh") if self.english_first else ("zh", "en")
        one, other = (Neighbours(self.texts[side], side, languages[side], self.pairs) for side in (0, 1))
        return one, other

    def beside(self, pair: Pair) -> set[int]:
        """The numbers of the pairs that share a place with one: it, and the other parts of its date or range."""
        return self._at[0][pair.source.quantity.start] | self._at[1][pair.target.quantity.start]

    @cached_property
    def _at(self) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        """By side, the numbers of the pairs that stand at a place."""
        found: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
        for number, pair in enumerate(self.pairs):
            for side in (0, 1):
                found[side].setdefault(pair.sides[side].quantity.start, set()).add(number)
        return found

    def elsewhere(self, one: Pair, other: Pair) -> bool:
        """Whether a figure is said once more on one side, about as near, where the order of the two is kept."""
        return any(self._kept(side, figure, fixed) for figure, fixed in ((one, other), (other, one)) for side in (0, 1))

    def _kept(self, side: int, figure: Pair, fixed: Pair) -> bool:
        places = self._alone[side].get(figure.sides[side].magnitude)
        if not places:
            return False
        own, back = figure.sides[side].quantity.start, figure.sides[1 - side].quantity.start
        middle, other = fixed.sides[side].quantity.start, fixed.sides[1 - side].quantity.start
        size = len(self.texts[side])
        expected = back * size / len(self.texts[1 - side])
        near = bisect_left(places, round(expected))
        return any(
            (place < middle) == (back < other) and abs(place - expected) <= abs(own - expected) + _AS_NEAR * size
            for place in places[max(0, near - _REPEATS) : near + _REPEATS]
        )

    @cached_property
    def _alone(self) -> tuple[dict[object, list[int]], dict[object, list[int]]]:
        """By side, where the figures of a size stand that stand for none of the other side."""
        found: tuple[dict[object, list[int]], dict[object, list[int]]] = ({}, {})
        for side in (0, 1):
            paired = {id(pair.sides[side]) for pair in self.pairs}
            for atom in self.atoms[side]:
                if id(atom) not in paired:
                    found[side].setdefault(atom.magnitude, []).append(atom.quantity.start)
        return found

    def fit(self, one: Pair, other: Pair) -> int:
        """How much better what is said of the figures fits then: by and to, up and down, the year beside them."""
        here, there = one.source.quantity, other.source.quantity
        start, end = one.target.quantity, other.target.quantity
        ours, theirs = (said(here), said(there)), (said(start), said(end))
        gain = agreement(ours[0], theirs[1]) + agreement(ours[1], theirs[0])
        gain -= agreement(ours[0], theirs[0]) + agreement(ours[1], theirs[1])
        gain += gained(self.nearest(0, here), self.nearest(0, there), self.nearest(1, start), self.nearest(1, end))
        if self.shared_words:
            besides = self._beside(0, here), self._beside(0, there), self._beside(1, start), self._beside(1, end)
            gain += gained(*besides)
        return gain

    def between(self, one: Pair, other: Pair) -> tuple[str, str]:
        """The English words between the two, and the Chinese ones."""
        words = []
        for side in (0, 1) if self.english_first else (1, 0):
            first, last = one.sides[side].quantity, other.sides[side].quantity
            if first.start > last.start:
                first, last = last, first
            words.append(self.texts[side][first.end : last.start])
        return words[0], words[1]

    def is_english(self, side: int) -> bool:
        return (side == 0) == self.english_first

    def nearest(self, side: int, figure: Quantity) -> set[object]:
        """Names of the year, or of another time, that stands nearest to a figure; of a time, the nearest figure's."""
        key = (side, figure.start, figure.kind in TIMES)
        if key not in self.near:
            self.near[key] = self._find_nearest(side, figure)
        return self.near[key]

    @cached_property
    def _times(self) -> tuple[list[Atom], list[Atom]]:
        """By side, the times that figures stand beside."""
        return tuple([atom for atom in atoms if atom.kind in _ANCHORS] for atoms in self.atoms)  # type: ignore[return-value]

    @cached_property
    def _figures(self) -> tuple[list[Atom], list[Atom]]:
        """By side, the figures that times stand beside."""
        return tuple([atom for atom in atoms if atom.kind not in _NO_FIGURE] for atoms in self.atoms)  # type: ignore[return-value]

    def may_cross(self, figure: Quantity) -> bool:
        """Whether both texts have two anchors of which like figures may have been exchanged."""
        source, target = self._figures if figure.kind in TIMES else self._times
        return len(source) > 1 and len(target) > 1

    def _find_nearest(self, side: int, figure: Quantity) -> set[object]:
        """Names of the anchor nearest to a figure: in English its year follows it, in Chinese it goes before."""
        english = self.is_english(side)
        timed, reach = figure.kind in TIMES, 30 if english else 14
        start, first, last = figure.start, figure.start - reach, figure.end + reach
        before: list[Atom] = []
        after: list[Atom] = []
        for atom in (self._figures if timed else self._times)[side]:
            place = atom.quantity.start
            if place > last:
                break
            if place != start and first <= atom.quantity.end:
                (after if place > start else before).append(atom)
        near = (after or before) if english != timed else (before or after)
        if len(near) < 2:
            return {name for atom in near for name in names(atom)}
        gaps = [gap(atom.quantity, figure) for atom in near]
        least = min(gaps)
        return {name for atom, far in zip(near, gaps, strict=True) if far == least for name in names(atom)}

    @cached_property
    def shared_words(self) -> frozenset[str]:
        """Words in Latin letters that stand in both texts: names, products, abbreviations."""
        english, chinese = self.texts[:: 1 if self.english_first else -1]
        names = set(_WORD.findall(chinese.lower()))
        return frozenset(names.intersection(_WORD.findall(english.lower())) if names else names)

    def _beside(self, side: int, figure: Quantity) -> frozenset[object]:
        """Which of the shared words stand beside a figure."""
        if (key := (side, figure.start, figure.end)) not in self.words_beside:
            self.words_beside[key] = self._find_beside(side, figure)
        return self.words_beside[key]

    def _find_beside(self, side: int, figure: Quantity) -> frozenset[object]:
        text, reach = self.texts[side], 20 if self.is_english(side) else 10
        around = text[max(0, figure.start - reach) : figure.start] + " " + text[figure.end : figure.end + reach]
        return self.shared_words & set(_WORD.findall(around.lower()))
