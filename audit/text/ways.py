"""What a Chinese text has that may render an English word: its words, or sooner, how they may begin."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from audit.text.scripts import HAN
from audit.text.simplified import simplified
from audit.text.words import begins_word, words

_HAN_WORD = re.compile(f"[{HAN}]{{2,}}")
_NUMERAL = re.compile("[一二三四五六七八九十百千万亿两半零首次]")

_CLAUSE = re.compile(f"[{HAN}A-Za-z0-9+#&._%-]+")
"""What jieba cuts by itself."""


class Ways(NamedTuple):
    """What may render words, in Simplified characters: that of each segment, and the segments that have it."""

    of: Mapping[int, Set[str]]
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
        texts = {number: self._segments[number] for number in numbers}
        counts = Counter(chain.from_iterable(map(_pairs, texts.values())))
        several = [pair for pair, count in counts.items() if count > 1 and _HAN_WORD.fullmatch(pair)]
        known = {
            pair: simple
            for pair, simple in zip(several, simplified("\n".join(several)).split(), strict=True)
            if _may_render(simple) and begins_word(simple)
        }
        for pair, simple in known.items():
            self._written[simple].append(pair)
        return _ways(
            {number: {known[pair] for pair in _pairs(text) if pair in known} for number, text in texts.items()}
        )

    def words_with(self, pairs: Iterable[str]) -> Ways:
        """The words of all segments that have one of these pairs of characters in them."""
        simple = frozenset(pairs)
        written = frozenset(chain.from_iterable(self._written[pair] for pair in simple))
        found: dict[int, set[str]] = defaultdict(set)
        for number, text in enumerate(self._segments if written else ()):
            if not written.isdisjoint(_pairs(text)):
                for clause in _CLAUSE.findall(text):
                    if not written.isdisjoint(_pairs(clause)):
                        found[number].update(filter(_may_render, words(simplified(clause))))
        return _ways({n: {word for word in own if not simple.isdisjoint(_pairs(word))} for n, own in found.items()})

    def simple(self, number: int) -> str:
        """A segment in Simplified characters."""
        return simplified(self._segments[number])


def _pairs(text: str) -> Iterator[str]:
    """Each two characters that stand side by side."""
    return map(str.__add__, text, text[1:])


@lru_cache(maxsize=1 << 16)
def _may_render(word: str) -> bool:
    return _HAN_WORD.fullmatch(word) is not None and not _NUMERAL.search(word)


def _ways(of: Mapping[int, Set[str]]) -> Ways:
    having: dict[str, set[int]] = defaultdict(set)
    for number, own in of.items():
        for way in own:
            having[way].add(number)
    return Ways(of, having)
