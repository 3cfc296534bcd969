"""What stands around the matched figures of two texts, and whether it fits them."""

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from audit.model import Quantity
from audit.quantities.atoms import Atom
from audit.quantities.context import SENTENCE_END, gap
from audit.quantities.keys import names
from audit.quantities.matching import Pair
from audit.text.associations import relatedness

TIMES = {"year", "month", "quarter", "half", "identifier", "ordinal", "weekday", "duration", "day", "date"}
_CLEAR = 0.6
"""How much better the words must fit the other way round (sum of Dice coefficients)."""
_CLAUSE = re.compile(r"[.;!?,:()](?!\d)|[。；！？，、：（）\n]")
_FIGURE = re.compile(r"\d[\d,.]*%?|[.;!?](?!\d)|[。；！？\n]")
SCOPE = 240
_WORD = re.compile(r"[a-z]{2,}[a-z0-9-]*")
_LINKS = re.compile(r"[ ,]*(?:and|to|or|&|/|-|–|versus|vs\.?|compared (?:with|to)|against|from)?[ ,]*")
_HAN_LINKS = re.compile(r"[ ,，、]*(?:和|及|以及|與|与|至|到|或|/|-|–|對|对|比)?[ ,，、]*")


class Side(NamedTuple):
    """A text and the atoms of its quantities, in order."""

    text: str
    atoms: list[Atom]


class Surroundings:
    """What stands around the figures of a pair of texts."""

    def __init__(self, pairs: list[Pair], sides: tuple[Side, Side], english_first: bool) -> None:
        self.texts = (sides[0].text, sides[1].text)
        self.near: dict[tuple[int, int, bool], set[object]] = {}
        self.anchors = (sides[0].atoms, sides[1].atoms)
        self.english_first = english_first
        self.pairs = [pair for pair in pairs if pair.how != "different"]

    @cached_property
    def ends(self) -> list[tuple[list[int], ...]]:
        """Where sentences, and where clauses, end on either side."""
        return [
            tuple([match.start() for match in pattern.finditer(text)] for text in self.texts)
            for pattern in (SENTENCE_END, _CLAUSE)
        ]

    def exchanged(self, one: Pair, other: Pair, turned_round: bool) -> bool:
        """Whether the figures fit better the other way round; where their order is kept, only if both sides cross."""
        if one.source.kind == "ordinal":
            return turned_round and self._out_of_order(one, other)
        if not turned_round:
            return self._crossed(one, other)
        if self._part_of_whole(one, other):
            return False
        straight = self._fit(one, one) + self._fit(other, other)
        turned = self._fit(one, other) + self._fit(other, one)
        if straight != turned:
            return turned > straight
        if self._juxtaposed(one, other):
            return True
        for level in (0, 1):
            if all(self._part(level, side, one) != self._part(level, side, other) for side in (0, 1)):
                gain = self._agree(level, one, other) + self._agree(level, other, one)
                gain -= self._agree(level, one, one) + self._agree(level, other, other)
                return gain > _CLEAR
        return (
            self._leads(one, other) + self._leads(other, one) - self._leads(one, one) - self._leads(other, other)
            > _CLEAR
        )

    def _crossed(self, one: Pair, other: Pair) -> bool:
        """Whether from and to, or the years beside the figures, are exchanged."""
        roles = [pair.sides[side].quantity.role for side in (0, 1) for pair in (one, other)]
        if roles in (["from", "to", "to", "from"], ["to", "from", "from", "to"]):
            return True
        first, there = self._nearest(0, one.source.quantity), self._nearest(1, other.target.quantity)
        if first.isdisjoint(there):
            return False
        second, here = self._nearest(0, other.source.quantity), self._nearest(1, one.target.quantity)
        return not second.isdisjoint(here) and first.isdisjoint(here) and second.isdisjoint(there)

    def _leads(self, one: Pair, other: Pair) -> float:
        """How well the words that lead up to one figure go with those that lead up to the other."""
        texts = [self._lead(0, one.source.quantity.start), self._lead(1, other.target.quantity.start)]
        return relatedness(*texts) if self.english_first else relatedness(*reversed(texts))

    def _lead(self, side: int, end: int) -> str:
        reach = 60 if (side == 0) == self.english_first else 24
        return _FIGURE.split(self.texts[side][max(0, end - reach) : end])[-1]

    def _part_of_whole(self, one: Pair, other: Pair) -> bool:
        """17 of 37 passes: the whole goes first in Chinese, the part in English."""
        between = self.texts[0][one.source.quantity.end : other.source.quantity.start]
        there = self.texts[1][other.target.quantity.end : one.target.quantity.start]
        return (" of " in between and len(between) <= 16) or (
            there.endswith(("中的", "中", "中，", "中，有", "中有")) and len(there) <= 30
        )

    def _out_of_order(self, one: Pair, other: Pair) -> bool:
        """First, second, third: points are counted upwards in any language."""
        first, second = one.source.value, other.source.value
        texts = [pair.target.quantity.text for pair in (one, other)]
        return (
            not isinstance(first, str)
            and not isinstance(second, str)
            and second == first + 1
            and all("第" in text for text in texts)
        )

    def _part(self, level: int, side: int, pair: Pair) -> int:
        return bisect_left(self.ends[level][side], pair.sides[side].quantity.start)

    def _agree(self, level: int, one: Pair, other: Pair) -> float:
        """How well the sentence (or clause) of one figure goes with that of the other, figures and words."""
        here, there = self._part(level, 0, one), self._part(level, 1, other)
        shared = sum(
            pair is not one
            and pair is not other
            and (self._part(level, 0, pair), self._part(level, 1, pair)) == (here, there)
            for pair in self.pairs[:SCOPE]
        )
        texts = self._words(level, 0, here), self._words(level, 1, there)
        return 0.5 * min(shared, 3) + (relatedness(*texts) if self.english_first else relatedness(*reversed(texts)))

    def _words(self, level: int, side: int, part: int) -> str:
        ends = self.ends[level][side]
        start = ends[part - 1] + 1 if part else 0
        end = ends[part] if part < len(ends) else len(self.texts[side])
        return self.texts[side][start : min(end, start + SCOPE)]

    def _juxtaposed(self, one: Pair, other: Pair) -> bool:
        """Figures named in one breath, as in "5% and 7% respectively", keep their order."""
        between = self.texts[0][one.source.quantity.end : other.source.quantity.start]
        there = self.texts[1][other.target.quantity.end : one.target.quantity.start]
        links = (_LINKS, _HAN_LINKS) if self.english_first else (_HAN_LINKS, _LINKS)
        if "respectively" in self.texts[0] + self.texts[1] and links[1].fullmatch(there):
            return True
        return links[0].fullmatch(between) is not None and links[1].fullmatch(there) is not None

    def _fit(self, one: Pair, other: Pair) -> int:
        """How well what is said of the source of one goes with what is said of the target of the other."""
        left, right = one.source.quantity, other.target.quantity
        said = [
            (left.role, right.role),
            (left.direction, right.direction),
            (left.period, right.period),
            (left.bound, right.bound),
        ]
        attributes = sum((1 if a == b else -1) for a, b in said if a and b)
        attributes += 0 if left.sign == right.sign else -1
        named = bool(self._beside(0, left) & self._beside(1, right))
        return attributes + named + bool(self._nearest(0, left) & self._nearest(1, right))

    def _nearest(self, side: int, figure: Quantity) -> set[object]:
        key = (side, figure.start, figure.kind in TIMES)
        if key not in self.near:
            self.near[key] = self._find_nearest(side, figure)
        return self.near[key]

    def _find_nearest(self, side: int, figure: Quantity) -> set[object]:
        """Names of the anchor nearest to a figure: in English its year follows it, in Chinese it goes before."""
        english = (side == 0) == self.english_first
        timed, reach = figure.kind in TIMES, 30 if english else 14
        first, last = figure.start - reach, figure.end + reach
        near = [
            atom
            for atom in self.anchors[side]
            if (atom.kind in TIMES) != timed
            and atom.kind != "relative time"
            and first <= atom.quantity.end
            and atom.quantity.start <= last
            and atom.quantity.start != figure.start
        ]
        after = english != timed
        near = [atom for atom in near if (atom.quantity.start > figure.start) == after] or near
        if not near:
            return set()
        least = min(gap(atom.quantity, figure) for atom in near)
        return {name for atom in near if gap(atom.quantity, figure) == least for name in names(atom)}

    @cached_property
    def shared_words(self) -> frozenset[str]:
        """Words in Latin letters that stand in both texts: names, products, abbreviations."""
        one, other = (set(_WORD.findall(text.lower())) for text in self.texts)
        return frozenset(one & other)

    def _beside(self, side: int, figure: Quantity) -> frozenset[object]:
        """Which of the shared words stand beside a figure."""
        if not self.shared_words:
            return frozenset()
        text, reach = self.texts[side], 20 if (side == 0) == self.english_first else 10
        around = text[max(0, figure.start - reach) : figure.start] + " " + text[figure.end : figure.end + reach]
        return self.shared_words & set(_WORD.findall(around.lower()))
