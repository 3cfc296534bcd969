"""What stands near a figure, how near, and how well that goes with what stands near a figure of the other text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from math import exp

from audit.model import Quantity
from audit.quantities.pairing.matching import Pair
from audit.text.simplified import simplified
from audit.text.terminology.associations import stem
from audit.text.terminology.word_renderings import word_renderings

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

    def __init__(self, text: str, language: str, figure: Quantity, figures: list[tuple[int, int, int]]) -> None:
        reach = round(_REACH * _A_WORD[language])
        self._text, self._language, self._figure = text, language, figure
        self._first, self._last = max(0, figure.start - reach), figure.end + reach
        self._figures = list(_within(figures, self._first, self._last))
        self._known: dict[str, Place | None] = {}

    @cached_property
    def words(self) -> Mapping[str, Place]:
        """Where the words in Latin letters stand that are near, each where it is nearest."""
        found: dict[str, Place] = {}
        for match in _WORD.finditer(self._text, self._first, self._last):
            place = self._apart(*match.span())
            word = match[0].lower()
            if place is not None and (word not in found or place < found[word]):
                found[word] = place
        return found

    @cached_property
    def rendered(self) -> list[tuple[Place, list[tuple[str, float]]]]:
        """Where the words in Latin letters stand that are near, and what renders them; a name stands for itself."""
        return [(place, [(word, 1.0), *word_renderings(stem(word)).items()]) for word, place in self.words.items()]

    @cached_property
    def folded(self) -> str:
        """What is near in Simplified characters, each in its place."""
        near = self._text[self._first : self._last]
        folded = simplified(near)
        return folded if len(folded) == len(near) else near

    @cached_property
    def characters(self) -> Set[str]:
        """The characters that are near, and their small letters."""
        return {*self.folded, *self.folded.lower()}

    def place(self, word: str) -> Place | None:
        """Where a word stands that is near, where it is nearest; a Chinese one in Simplified characters."""
        if word.isascii():
            return self.words.get(word)
        if word not in self._known:
            self._known[word] = self._find(word)
        return self._known[word]

    def _find(self, word: str) -> Place | None:
        best, start = None, self.folded.find(word)
        while start >= 0:
            place = self._apart(self._first + start, self._first + start + len(word))
            if place is not None and (best is None or place < best):
                best = place
            start = self.folded.find(word, start + 1)
        return best

    @cached_property
    def figures(self) -> Mapping[int, float]:
        """How far the figures that are near stand."""
        places = ((number, self._apart(start, end)) for start, end, number in self._figures)
        return {number: place[0] for number, place in places if place is not None}

    @cached_property
    def _stops(self) -> list[int]:
        pattern = _ENGLISH_STOP if self._language == "en" else _CHINESE_STOP
        marks = [match.start() for match in pattern.finditer(self._text, self._first, self._last)]
        return sorted({*marks, *(start for start, _, _ in self._figures)})

    def _apart(self, start: int, end: int) -> Place | None:
        """How far a place is from the figure; None inside it."""
        figure = self._figure
        behind = start >= figure.end
        if not behind and end > figure.start:
            return None
        left, right = (figure.start, start) if behind else (start, figure.start)
        gap = start - figure.end if behind else figure.start - end
        stops = bisect_left(self._stops, right) - bisect_right(self._stops, left)
        return gap / _A_WORD[self._language] + _STOPPED * min(stops, _MOST_STOPS), behind and not stops


class Neighbours:
    """The neighbourhoods of the figures of a text."""

    def __init__(self, text: str, side: int, language: str, pairs: list[Pair]) -> None:
        self._text, self._language = text, language
        self._known: dict[tuple[int, int], Neighbourhood] = {}
        places = ((pair.sides[side].quantity, number) for number, pair in enumerate(pairs))
        self._figures = sorted((figure.start, figure.end, number) for figure, number in places)

    def of(self, figure: Quantity) -> Neighbourhood:
        """What stands near a figure of the text."""
        key = (figure.start, figure.end)
        if key not in self._known:
            self._known[key] = Neighbourhood(self._text, self._language, figure, self._figures)
        return self._known[key]


def _within(figures: list[tuple[int, int, int]], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and number of the figures that start there."""
    for place in range(bisect_left(figures, (first,)), len(figures)):
        if figures[place][0] > last:
            return
        yield figures[place]


def hits(english: Neighbourhood, chinese: Neighbourhood) -> list[Hit]:
    """The words near a figure of the English text that are rendered near one of the Chinese text.

    >>> english = Neighbourhood("12 loans", "en", Quantity(kind="count", value=12, start=0, end=2), [])
    >>> chinese = Neighbourhood("共有12筆貸款", "zh", Quantity(kind="count", value=12, start=2, end=4), [])
    >>> [both_follow for _, _, both_follow in hits(english, chinese)]
    [True]
    """
    found, characters = [], chinese.characters
    for (far, follows), renderings in english.rendered:
        near = [(word, sure) for word, sure in renderings if word[0] in characters]
        places = [(place, sure) for word, sure in near if (place := chinese.place(word)) is not None]
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


def may_part(texts: tuple[str, str], english_first: bool) -> bool:
    """Whether the texts may speak of a part and its whole at all."""
    return " of " in texts[not english_first] and "中" in texts[english_first]


def may_mark(text: str) -> bool:
    """Whether a text may mark one of two figures: that for each of something, or that of another year in brackets."""
    return any(mark in text for mark in ("every ", "each ", "每", ":", "："))
