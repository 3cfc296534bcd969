"""How a document renders the words of its English terms, learned from nothing but the document.

A word is a rendering where nearly every segment that has it has the English word, too. Two renderings of a word are one
term rendered in two ways where they stand for each other: they share a character, they are as long, hardly any segment
has both, together they stand in most segments with the word, no other English word explains them better, and the same
two English words in a row are rendered now with the one and now with the other.

All this is asked of pairs of characters first, and of words only where two such pairs are rivals.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from heapq import nlargest
from itertools import chain, combinations

from msgspec import Struct

from audit.text.terminology.ways import ChineseText, Ways
from audit.text.terminology.word_pairs import stems, terms

_TWICE = 2
"""Segments that each rendering, and each term, must stand in."""
_SPECIFIC = 0.7
"""Share of the segments with a rendering that must have the English word."""
_SPECIFIC_PAIR = 0.5
"""The same for a pair of characters, which stands in other words as well."""
_COVERED = 0.6
"""Share of the segments with the English word that must have one of its two renderings."""
_TOGETHER = 0.34
"""Share of the segments with the rarer rendering that may have the other as well."""
_BETTER = 1.5
"""How many times as closely another English word must go with a rendering, to explain it better."""
_CANDIDATES = 40


class Variation(Struct, frozen=True):
    """A term rendered in two ways, each with the segments that have it; Simplified words, as they were compared."""

    term: str
    """The two English words, as stems."""
    usual: str
    usual_in: tuple[int, ...]
    other: str
    other_in: tuple[int, ...]


class _English:
    """The stems of each segment, and the segments that have those that are asked for."""

    def __init__(self, rows: Sequence[Sequence[str | None]], wanted: set[str]) -> None:
        self._of = [set(filter(None, row)) for row in rows]
        self.having: dict[str, set[int]] = {word: set() for word in wanted}
        for number, own in enumerate(self._of):
            for word in wanted & own:
                self.having[word].add(number)

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(chain.from_iterable(self._of))

    def explains(self, word: str, way: Set[int]) -> bool:
        """Whether what stands in these segments goes much better with another word that stands beside this one."""
        bound = _BETTER * _dice(self.having[word], way)
        if bound >= 1:
            return False
        fewest = bound / (2 - bound) * len(way)  # less than that is not enough, however seldom the other word comes
        counts = Counter(chain.from_iterable(map(self._of.__getitem__, way)))
        better = {
            other
            for other, count in counts.items()
            if count > fewest and 2 * count > bound * (self._frequency[other] + len(way))
        }
        return any(not better.isdisjoint(self._of[number]) for number in way & self.having[word])


def variations(pairs: Sequence[tuple[str, str]]) -> Iterator[Variation]:
    """The terms that the document renders in two ways, the usual way first.

    >>> usual = [("The global economy slowed.", "全球經濟放緩。"), ("A strong global economy", "強勁的全球經濟")]
    >>> other = [("The global economy grew.", "環球經濟增長。"), ("Our global economy report", "我們的環球經濟報告")]
    >>> [(found.term, found.usual, found.other) for found in variations(usual + other)]
    [('global economy', '全球', '环球')]
    """
    rows = [stems(english) for english, _ in pairs]
    terms_of: dict[str, dict[str, set[int]]] = defaultdict(dict)
    for term, having in terms(rows).items():
        if len(having) >= _TWICE:
            for word in term.split(" "):
                terms_of[word][term] = having
    english = _English(rows, set(terms_of))
    frequent = {
        word: own
        for word, own in terms_of.items()
        if len(english.having[word]) >= 2 * _TWICE and len(set().union(*own.values())) > _TWICE
    }
    chinese = ChineseText([chinese if any(row) else "" for row, (_, chinese) in zip(rows, pairs, strict=True)])
    beginnings = chinese.beginnings(set[int]().union(*(english.having[word] for word in frequent)))
    rivals = {word: list(_rivals(word, own, english, beginnings, _SPECIFIC_PAIR)) for word, own in frequent.items()}
    ways = chinese.words_with(chain.from_iterable(chain.from_iterable(rivals.values())))
    told: set[tuple[str, str]] = set()
    for word in filter(rivals.get, rivals):
        for two in _rivals(word, frequent[word], english, ways, _SPECIFIC):
            found = _variation(two, frequent[word], ways, chinese)
            if found and (found.usual, found.other) not in told:
                told.add((found.usual, found.other))
                yield found


def _rivals(
    word: str, terms: Mapping[str, set[int]], english: _English, ways: Ways, specific: float
) -> Iterator[tuple[str, str]]:
    """The pairs of ways that stand for each other where the English word is, and one of its terms.

    One of them must be the usual way to render these terms, which takes two segments.
    """
    having = english.having[word]
    most = len(having) - _TWICE  # in all but one, and the other would stand beside it
    least = _COVERED * len(having)
    counts = Counter(chain.from_iterable(filter(None, map(ways.of.get, having))))
    found = {
        way: count for way, count in counts.items() if 1 < count <= most and count >= specific * len(ways.having[way])
    }
    for one, other in sorted(_sharing(found, least)):
        here, there = having & ways.having[one], having & ways.having[other]
        together = here & there
        if len(together) > _TOGETHER * min(len(here), len(there)) or len(here) + len(there) - len(together) < least:
            continue
        mixed = set[int]().union(*(own for own in terms.values() if own & here - there and own & there - here))
        is_usual = max(len(mixed & here), len(mixed & there)) >= _TWICE
        if is_usual and not any(english.explains(word, ways.having[way]) for way in (one, other)):
            yield one, other


def _sharing(counts: Mapping[str, int], least: float) -> set[tuple[str, str]]:
    """Each two as long that share a character and come so often together; where many share it, the commonest only."""
    by_character: dict[str, list[str]] = {
        character: [] for way, count in counts.items() if 2 * count >= least for character in way
    }  # one of the two comes half as often
    for way in counts:
        for character in way:
            if character in by_character:
                by_character[character].append(way)
    found = set()
    for group in by_character.values():
        if len(group) > _CANDIDATES:
            group = nlargest(_CANDIDATES, group, lambda way: (counts[way], way))
        for one, other in combinations(group, 2) if len(group) > 1 else ():
            if counts[one] + counts[other] >= least and len(one) == len(other) and one != other:
                found.add((min(one, other), max(one, other)))
    return found


def _variation(
    rivals: tuple[str, str], terms: Mapping[str, set[int]], ways: Ways, chinese: ChineseText
) -> Variation | None:
    """What becomes of the terms that come with the one rendering as well as with the other."""
    found: tuple[set[int], set[int]] = set(), set()
    mixed = []
    for term, having in terms.items():
        here = [
            {number for number in having & ways.having[way] if rival not in chinese.simple(number)}
            for way, rival in zip(rivals, reversed(rivals), strict=True)
        ]
        if all(here):
            mixed.append((-sum(map(len, here)), term))
            for way, numbers in zip(found, here, strict=True):
                way.update(numbers)
    if not mixed:
        return None
    (other_in, other), (usual_in, usual) = sorted(
        zip(map(sorted, found), rivals, strict=True), key=lambda way: (len(way[0]), -way[0][0])
    )
    if len(usual_in) < _TWICE:  # no rendering is usual
        return None
    return Variation(min(mixed)[1], usual, tuple(usual_in), other, tuple(other_in))


def _dice(one: Set[int], other: Set[int]) -> float:
    """The Dice coefficient of two sets."""
    return 2 * len(one & other) / (len(one) + len(other))
