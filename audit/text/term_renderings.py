"""How a document renders the words of its English terms, learned from nothing but the document.

A word is a rendering where nearly every segment that has it has the English word, too. Two renderings of a word are one
term rendered in two ways where they stand for each other: they share a character, they are as long, hardly any segment
has both, together they stand in most segments with the word, no other English word explains them better, and the same
two English words in a row are rendered now with the one and now with the other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from audit.text.scripts import HAN
from audit.text.simplified import simplified
from audit.text.word_pairs import stems, terms
from audit.text.words import words

Segments = dict[str, set[int]]
"""For each word the numbers of the segments that have it."""

_HAN_WORD = re.compile(f"[{HAN}]{{2,}}")
_NUMERAL = re.compile("[一二三四五六七八九十百千万亿两半零首次]")
_TWICE = 2
"""Segments that each rendering, and each term, must stand in."""
_SPECIFIC = 0.7
"""Share of the segments with a rendering that must have the English word."""
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


def variations(pairs: Sequence[tuple[str, str]]) -> Iterator[Variation]:
    """The terms that the document renders in two ways, the usual way first.

    >>> usual = [("The global economy slowed.", "全球經濟放緩。"), ("A strong global economy", "強勁的全球經濟")]
    >>> other = [("The global economy grew.", "環球經濟增長。"), ("Our global economy report", "我們的環球經濟報告")]
    >>> [(found.term, found.usual, found.other) for found in variations(usual + other)]
    [('global economy', '全球', '环球')]
    """
    stemmed = [stems(english) for english, _ in pairs]
    singles = [set(filter(None, row)) for row in stemmed]
    english = _index(singles)
    pairs_of_words = terms(stemmed)
    terms_of: dict[str, list[str]] = defaultdict(list)
    for term, having in pairs_of_words.items():
        if len(having) >= _TWICE:
            for word in term.split(" "):
                if len(english.get(word, ())) >= 2 * _TWICE:
                    terms_of[word].append(term)
    if not terms_of:
        return
    texts = [simplified(chinese) if single else "" for single, (_, chinese) in zip(singles, pairs, strict=True)]
    rows = [set(filter(_may_render, words(text))) for text in texts]
    chinese = _index(rows)
    rows = [row & chinese.keys() for row in rows]
    told: set[tuple[str, str]] = set()
    for word in terms_of:
        for rivals in _rivals(word, english, chinese, rows, singles):
            found = _variation(rivals, {term: pairs_of_words[term] for term in terms_of[word]}, chinese, texts)
            if found and (found.usual, found.other) not in told:
                told.add((found.usual, found.other))
                yield found


def _variation(
    rivals: tuple[str, str], terms: Mapping[str, set[int]], chinese: Segments, texts: Sequence[str]
) -> Variation | None:
    """What becomes of the terms that come with the one rendering as well as with the other."""
    ways: tuple[set[int], set[int]] = set(), set()
    mixed = []
    for term, having in terms.items():
        here = [
            {number for number in having & chinese[way] if rival not in texts[number]}
            for way, rival in zip(rivals, reversed(rivals), strict=True)
        ]
        if all(here):
            mixed.append((-sum(map(len, here)), term))
            for way, numbers in zip(ways, here, strict=True):
                way.update(numbers)
    if not mixed:
        return None
    (other_in, other), (usual_in, usual) = sorted(
        zip(map(sorted, ways), rivals, strict=True), key=lambda way: (len(way[0]), -way[0][0])
    )
    if len(usual_in) < _TWICE:  # no rendering is usual
        return None
    return Variation(min(mixed)[1], usual, tuple(usual_in), other, tuple(other_in))


@lru_cache(maxsize=1 << 16)
def _may_render(word: str) -> bool:
    return _HAN_WORD.fullmatch(word) is not None and not _NUMERAL.search(word)


def _index(rows: Sequence[Set[str]]) -> Segments:
    """The words that several segments have."""
    counts = Counter(chain.from_iterable(rows))
    index: Segments = {word: set() for word, count in counts.items() if count >= _TWICE}
    for number, row in enumerate(rows):
        for word in row & index.keys():
            index[word].add(number)
    return index


def _rivals(
    word: str, english: Segments, chinese: Segments, rows: Sequence[set[str]], singles: Sequence[set[str]]
) -> Iterator[tuple[str, str]]:
    """The pairs of Chinese words that stand for each other where the English one is."""
    having = english[word]
    counts = Counter(chain.from_iterable(rows[number] for number in having))
    specific = [way for way, count in counts.items() if count >= _TWICE and count >= _SPECIFIC * len(chinese[way])]
    specific.sort(key=lambda way: (-_dice(having, chinese[way]), way))
    ways = specific[:_CANDIDATES]
    for place, one in enumerate(ways):
        for other in ways[place + 1 :]:
            if len(one) != len(other) or not set(one) & set(other):
                continue
            places = [having & chinese[way] for way in (one, other)]
            together = places[0] & places[1]
            if (
                len(together) <= _TOGETHER * min(map(len, places))
                and len(places[0] | places[1]) >= _COVERED * len(having)
                and not any(_explained(word, way, english, chinese, singles) for way in (one, other))
            ):
                yield one, other


def _explained(word: str, way: str, english: Segments, chinese: Segments, singles: Sequence[set[str]]) -> bool:
    """Whether a rendering goes much better with another English word."""
    bound = _BETTER * _dice(english[word], chinese[way])
    others = set[str]().union(*(singles[number] for number in chinese[way] & english[word])) - {word}
    if not others <= english.keys() and 2 / (1 + len(chinese[way])) > bound:  # a word of one segment
        return True
    return any(_dice(english[other], chinese[way]) > bound for other in others & english.keys())


def _dice(one: set[int], other: set[int]) -> float:
    """The Dice coefficient of two sets."""
    return 2 * len(one & other) / (len(one) + len(other))
