"""What a Chinese text has that may render an English word: its words, or sooner, how they may begin."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from audit.text.scripts import AT_ONCE, HAN
from audit.text.simplified import simplified
from audit.text.words.chinese import beginnings, words_by_line

_HAN_WORD = re.compile(f"[{HAN}]{{2,}}")
_NUMERAL = re.compile("[一二三四五六七八九十百千万亿两半零首次]")

_CLAUSE = re.compile(f"[{HAN}A-Za-z0-9+#&._%-]+")
"""What jieba cuts by itself."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which the automaton cannot take."""


class Ways(NamedTuple):
    """What may render words, in Simplified characters: that of each segment, and the segments that have it."""

    of: Mapping[int, Sequence[str]]
    having: Mapping[str, Set[int]]


class ChineseText:
    """The Chinese of the segments of a document. To cut one into words takes long: it is done where it is asked for.

    >>> text = ChineseText(["數碼錢包", "數字錢包"])
    >>> beginnings = text.beginnings([0, 1])
    >>> sorted(beginnings.having), sorted(text.words_with(beginnings.having).of[0])
    (['钱包'], ['钱包'])
    """

    def __init__(self, segments: Sequence[str]) -> None:
        self._segments = segments
        self._written: dict[str, list[str]] = defaultdict(list)

    def beginnings(self, numbers: Iterable[int]) -> Ways:
        """Pairs of characters that a word may begin with, where several of these segments have them."""
        from audit.text.words.han_pairs import Repeated  # loads numpy

        found = Repeated(self._segments, numbers)
        pairs, all_simple = found.pairs.split(), simplified(found.pairs).split()
        having: dict[str, set[int]] = defaultdict(set)
        for number, begins in enumerate(beginnings(all_simple)):
            if begins and not _NUMERAL.search(simple := all_simple[number]):
                self._written[simple].append(pairs[number])
                having[simple].update(found.texts_with(number))
        return _ways(having)

    def words_with(self, pairs: Iterable[str]) -> Ways:
        """The words of all segments that have one of these pairs of characters in them."""
        simple = frozenset(pairs)
        written = [*chain.from_iterable(map(self._written.__getitem__, simple))]
        find = AhoCorasick(written).find_matches_as_indexes
        texts = (_SURROGATE.sub("\ufffd", text) for text in (self._segments if written else ()))
        found = (
            (number, " ".join(filter(find, _CLAUSE.findall(text)))) for number, text in enumerate(texts) if find(text)
        )
        having: dict[str, set[int]] = defaultdict(set)
        while some := list(islice(found, AT_ONCE)):
            lines = words_by_line(simplified("\n".join(clauses for _, clauses in some)))
            for (number, _), own in zip(some, lines, strict=True):
                for word in filter(_may_render, own):
                    if not simple.isdisjoint(_pairs(word)):
                        having[word].add(number)
        return _ways(having)

    def simple(self, number: int) -> str:
        """A segment in Simplified characters."""
        return simplified(self._segments[number])


def _pairs(text: str) -> set[str]:
    """Each two characters that stand side by side."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


@lru_cache(maxsize=1 << 16)
def _may_render(word: str) -> bool:
    return _HAN_WORD.fullmatch(word) is not None and not _NUMERAL.search(word)


def _ways(having: Mapping[str, Set[int]]) -> Ways:
    of: dict[int, list[str]] = defaultdict(list)
    for way, numbers in having.items():
        for number in numbers:
            of[number].append(way)
    return Ways(of, having)
