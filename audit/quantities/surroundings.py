"""What stands around the matched figures of two texts, and whether it fits them."""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property, partial
from typing import NamedTuple

from audit.model import Quantity
from audit.quantities.agreement import agreement, gained, said
from audit.quantities.atoms import Atom
from audit.quantities.context import SENTENCE_END, gap
from audit.quantities.keys import names
from audit.quantities.matching import Pair
from audit.text.associations import relatedness

TIMES = {"year", "month", "quarter", "half", "identifier", "ordinal", "weekday", "duration", "day", "date"}
_NO_FIGURE = TIMES | {"relative time"}
_CLAUSE = re.compile(r"[.;!?,:()](?!\d)|[。；！？，、：（）\n]")
_FIGURE = re.compile(r"\d[\d,.]*%?|[.;!?](?!\d)|[。；！？\n]")
SCOPE = 240
_WORD = re.compile(r"[a-z]{2,}[a-z0-9-]*")


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
        self.pairs = [pair for pair in pairs if pair.how != "different"]

    @cached_property
    def ends(self) -> list[tuple[list[int], ...]]:
        """Where sentences, and where clauses, end on either side."""
        return [
            tuple([match.start() for match in pattern.finditer(text)] for text in self.texts)
            for pattern in (SENTENCE_END, _CLAUSE)
        ]

    def leads(self, one: Pair, other: Pair) -> float:
        """How much better the words that lead up to the figures fit when these are exchanged."""
        return self._gain(self._lead, one, other)

    def trails(self, one: Pair, other: Pair) -> float:
        """How much better the words that follow the figures, such as what they count, fit when these are exchanged."""
        return self._gain(self._trail, one, other)

    def clauses(self, one: Pair, other: Pair) -> float | None:
        """How much better the sentences and the clauses fit then; None where the two share one."""
        gains = [
            self._gain(partial(self._agreeing, level), one, other)
            for level in (0, 1)
            if all(self._part(level, side, one) != self._part(level, side, other) for side in (0, 1))
        ]
        return sum(gains) if gains else None

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

    def moved(self, one: Pair, other: Pair) -> int:
        """How many other figures stand between the two on one side only."""
        between = []
        for side in (0, 1):
            first, last = sorted(pair.sides[side].quantity.start for pair in (one, other))
            within = (pair for pair in self.pairs[:SCOPE] if first < pair.sides[side].quantity.start < last)
            between.append({id(pair) for pair in within})
        return len(between[0] ^ between[1])

    def between(self, one: Pair, other: Pair) -> tuple[str, str]:
        """The words between the two, where their order has turned round."""
        here, there = self.texts
        return (
            here[one.source.quantity.end : other.source.quantity.start],
            there[other.target.quantity.end : one.target.quantity.start],
        )

    def _gain(self, measure: Callable[[Pair, Pair], float], one: Pair, other: Pair) -> float:
        """By how much a measure of source and target is greater when two pairs are exchanged."""
        return measure(one, other) + measure(other, one) - measure(one, one) - measure(other, other)

    def _lead(self, one: Pair, other: Pair) -> float:
        texts = []
        for side, pair in enumerate((one, other)):
            start, reach = pair.sides[side].quantity.start, 60 if self.is_english(side) else 24
            texts.append(_FIGURE.split(self.texts[side][max(0, start - reach) : start])[-1])
        return self._related(*texts)

    def _trail(self, one: Pair, other: Pair) -> float:
        texts = []
        for side, pair in enumerate((one, other)):
            end, reach = pair.sides[side].quantity.end, 36 if self.is_english(side) else 14
            texts.append(_FIGURE.split(self.texts[side][end : end + reach])[0])
        return self._related(*texts)

    def _related(self, source: str, target: str) -> float:
        return relatedness(source, target) if self.english_first else relatedness(target, source)

    def is_english(self, side: int) -> bool:
        return (side == 0) == self.english_first

    def _part(self, level: int, side: int, pair: Pair) -> int:
        return bisect_left(self.ends[level][side], pair.sides[side].quantity.start)

    def _agreeing(self, level: int, one: Pair, other: Pair) -> float:
        """How well the sentence (or clause) of one figure goes with that of the other, figures and words."""
        here, there = self._part(level, 0, one), self._part(level, 1, other)
        shared = sum(
            pair is not one
            and pair is not other
            and (self._part(level, 0, pair), self._part(level, 1, pair)) == (here, there)
            for pair in self.pairs[:SCOPE]
        )
        return 0.5 * min(shared, 3) + self._related(self._words(level, 0, here), self._words(level, 1, there))

    def _words(self, level: int, side: int, part: int) -> str:
        ends = self.ends[level][side]
        start = ends[part - 1] + 1 if part else 0
        end = ends[part] if part < len(ends) else len(self.texts[side])
        return self.texts[side][start : min(end, start + SCOPE)]

    def nearest(self, side: int, figure: Quantity) -> set[object]:
        """Names of the year, or of another time, that stands nearest to a figure; of a time, the nearest figure's."""
        key = (side, figure.start, figure.kind in TIMES)
        if key not in self.near:
            self.near[key] = self._find_nearest(side, figure)
        return self.near[key]

    @cached_property
    def _times(self) -> tuple[list[Atom], list[Atom]]:
        """By side, the times that figures stand beside."""
        return tuple([atom for atom in atoms if atom.kind in TIMES] for atoms in self.atoms)  # type: ignore[return-value]

    @cached_property
    def _figures(self) -> tuple[list[Atom], list[Atom]]:
        """By side, the figures that times stand beside."""
        return tuple([atom for atom in atoms if atom.kind not in _NO_FIGURE] for atoms in self.atoms)  # type: ignore[return-value]

    def may_cross(self, figure: Quantity) -> bool:
        """Whether the source has two anchors of which like figures may have been exchanged."""
        return len((self._figures if figure.kind in TIMES else self._times)[0]) > 1

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
