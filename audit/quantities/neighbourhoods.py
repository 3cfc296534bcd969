"""What stands near a figure, how near, and how well that goes with what stands near a figure of the other text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from math import exp

from audit.model import Quantity
from audit.quantities.matching import Pair
from audit.text.associations import stem
from audit.text.simplified import simplified
from audit.text.word_renderings import word_renderings

_ENGLISH_STOP = re.compile(r"[.;!?,:()](?!\d)|\b(?:and|or|but|while|whereas)\b|&")
_CHINESE_STOP = re.compile(r"[。；！？，、：（）\n]|[,;:()](?!\d)|以及|及|和|與|与|或|並|并|而")
_WORD = re.compile(r"\b[A-Za-z]{2,}")
_A_WORD = {"en": 5.5, "zh": 1.7}
"""Characters that a word takes."""
_STOPPED = 4.0
"""Words that a figure, a mark or a conjunction in between is worth."""
_MOST_STOPS = 3
_REACH = 30
"""Words to either side of a figure."""
_FIGURE = 0.5
"""What two figures that stand for each other say, as a word whose rendering is certain says 1."""

_NEAR = 10.0
"""Words in which a rendering counts for less than half."""

Place = tuple[float, bool]
"""How many words from a figure something stands, and whether it follows with nothing in between."""
Hit = tuple[float, float, bool]
"""How surely two things stand for each other, how many words they are from the two figures, whether both follow."""


class Neighbourhood:
    """How many words from a figure other words stand, and other figures, by their place among the pairs."""

    def __init__(self, neighbours: "Neighbours", figure: Quantity) -> None:
        self.neighbours, self._figure = neighbours, figure
        self._rendered: list[tuple[Place, dict[str, float]]] | None = None
        self._known: dict[str, Place | None] = {}

    @cached_property
    def words(self) -> Mapping[str, Place]:
        """Where the words in Latin letters stand that are near, each where it is nearest."""
        found: dict[str, Place] = {}
        for match in _WORD.finditer(self.neighbours.text, *self.neighbours.reach(self._figure)):
            place = self.neighbours.apart(self._figure, *match.span())
            word = match[0].lower()
            if place is not None and (word not in found or place < found[word]):
                found[word] = place
        return found

    def rendered(self, other: "Neighbours") -> list[tuple[Place, dict[str, float]]]:
        """Where the words in Latin letters stand that are near, with what renders them somewhere in the other text."""
        if self._rendered is None:
            both = ((place, other.renderings(word)) for word, place in self.words.items())
            self._rendered = [(place, renderings) for place, renderings in both if renderings]
        return self._rendered

    def place(self, word: str) -> Place | None:
        """Where a word stands that is near, where it is nearest; a Chinese one in Simplified characters."""
        if word.isascii():
            return self.words.get(word)
        if word not in self._known:
            self._known[word] = self._find(word)
        return self._known[word]

    def _find(self, word: str) -> Place | None:
        best, (first, last) = None, self.neighbours.reach(self._figure)
        start = self.neighbours.folded.find(word, first, last)
        while start >= 0:
            place = self.neighbours.apart(self._figure, start, start + len(word))
            if place is not None and (best is None or place < best):
                best = place
            start = self.neighbours.folded.find(word, start + 1, last)
        return best

    @cached_property
    def figures(self) -> Mapping[int, float]:
        """How far the figures that are near stand."""
        found = {}
        for start, end, number in self.neighbours.figures(*self.neighbours.reach(self._figure)):
            place = self.neighbours.apart(self._figure, start, end)
            if place is not None:
                found[number] = place[0]
        return found


class Neighbours:
    """The neighbourhoods of the figures of a text."""

    def __init__(self, text: str, side: int, language: str, pairs: list[Pair]) -> None:
        self.text = text
        self._language = language
        self._known: dict[tuple[int, int], Neighbourhood] = {}
        self._renderings: dict[str, dict[str, float]] = {}
        places = ((pair.sides[side].quantity, number) for number, pair in enumerate(pairs))
        self._figures = sorted((figure.start, figure.end, number) for figure, number in places)

    def of(self, figure: Quantity) -> Neighbourhood:
        """What stands near a figure of the text."""
        key = (figure.start, figure.end)
        if key not in self._known:
            self._known[key] = Neighbourhood(self, figure)
        return self._known[key]

    def reach(self, figure: Quantity) -> tuple[int, int]:
        """From where to where is near a figure."""
        reach = round(_REACH * _A_WORD[self._language])
        return max(0, figure.start - reach), figure.end + reach

    def figures(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Yield start, end and number of the matched figures that start there."""
        for place in range(bisect_left(self._figures, (first,)), len(self._figures)):
            if self._figures[place][0] > last:
                return
            yield self._figures[place]

    @cached_property
    def folded(self) -> str:
        """The text in Simplified characters, each in its place."""
        folded = simplified(self.text)
        return folded if len(folded) == len(self.text) else self.text

    def renderings(self, english: str) -> dict[str, float]:
        """What renders an English word somewhere in the text, and how sure it is; a name stands for itself."""
        if english not in self._renderings:
            found = {word: sure for word, sure in word_renderings(stem(english)).items() if word in self.folded}
            self._renderings[english] = found | {english: 1.0} if english in self._lowered else found
        return self._renderings[english]

    @cached_property
    def _lowered(self) -> str:
        return self.text.lower()

    @cached_property
    def _stops(self) -> list[int]:
        pattern = _ENGLISH_STOP if self._language == "en" else _CHINESE_STOP
        marks = [match.start() for match in pattern.finditer(self.text)]
        return sorted({*marks, *(start for start, _, _ in self._figures)})

    def apart(self, figure: Quantity, start: int, end: int) -> Place | None:
        """How far a place is from a figure; None inside it."""
        behind = start >= figure.end
        if not behind and end > figure.start:
            return None
        left, right = (figure.start, start) if behind else (start, figure.start)
        gap = start - figure.end if behind else figure.start - end
        stops = bisect_left(self._stops, right) - bisect_right(self._stops, left)
        return gap / _A_WORD[self._language] + _STOPPED * min(stops, _MOST_STOPS), behind and not stops


def hits(english: Neighbourhood, chinese: Neighbourhood) -> list[Hit]:
    """The words near a figure of the English text that are rendered near one of the Chinese text."""
    found = []
    for (far, follows), renderings in english.rendered(chinese.neighbours):
        places = [(place, sure) for word, sure in renderings.items() if (place := chinese.place(word)) is not None]
        if places:
            (there, behind), sure = max(places, key=_weight)
            found.append((sure, far + there, follows and behind))
    return found


def _weight(found: tuple[Place, float]) -> float:
    (far, _), sure = found
    return sure * exp(-far / _NEAR)


def shared_figures(english: Neighbourhood, chinese: Neighbourhood, without: Set[int]) -> list[Hit]:
    """Other figures that stand near both."""
    return [
        (_FIGURE, far + chinese.figures[number], False)
        for number, far in english.figures.items()
        if number in chinese.figures and number not in without
    ]
