"""Clues to whether two like figures whose order turned round changed places, or only the order of the words did."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from math import exp

from audit.quantities.exchange.neighbourhoods import Hit, Neighbourhood, hits, may_part, shared_figures
from audit.quantities.exchange.surroundings import TIMES, Side, Surroundings
from audit.quantities.pairing.matching import Pair

ORDER_CLUES = (
    "figures-beside",  # how much better other figures near the two fit when these are exchanged, from -1 to 1
    "figures-around",  # the same for figures farther off
    "said",  # what is said of the figures (by and to, up and down, the year beside them) fits better exchanged
    "said-otherwise",  # or worse
    "listed",  # a conjunction stands before the second on either side, and not much else
    "one-clause",  # one of the texts has both in one clause
    "part",  # the one may be a part of the other: 17 of 37
    "time",  # years, quarters and the like
    "and",  # a conjunction stands between them in English
    "preposition",  # a preposition stands before the second in English: such phrases go first in Chinese
    "sentences",  # a sentence ends between them in English
    "comma",  # a comma or bracket stands between them in Chinese
    "句",  # a sentence ends between them in Chinese
    "中",  # a word such as "of" or "after" stands between them in Chinese
    "的",  # what stands between them in Chinese makes one describe the other
    "small",  # a number word of one of the texts may be left out: "three men"
)
"""The columns of what `order_clues` gives."""
WORD_CLUES = (
    "words-beside",  # how much better the words next to the figures fit when these are exchanged, from -1 to 1
    "words-near",  # the same for words some way off, as a sum
    "words-around",  # the same for those still farther
    "words-behind",  # the same for what each figure counts, from -1 to 1
)
"""The columns of what `word_clues` gives."""
_REACHES = (2.0, 12.0, 30.0)
"""Words in which what stands near a figure counts for less than half of what stands at it."""
_FIGURE_REACHES = (4.0, 15.0)
_DOUBT = 0.25
_MOST = 3.0
_LINKS = re.compile(r"[ ,]*(?:and|to|or|&|/|-|–|versus|vs\.?)?[ ,]*")
_HAN_LINKS = re.compile(r"[ ,，、]*(?:和|及|以及|與|与|至|到|或|/|-|–|對|对|比)?[ ,，、]*")
_MARK = re.compile("[.,;。，；]")
_PART = re.compile("中[，,]?[^，,。；0-9]{0,6} ?$")
_AND = re.compile(r"\b(?:and|or|while|but|to|whereas)\b|&")
_AND_LAST = re.compile(r"(?:\b(?:and|or|to)|[&,–-])\s*(?:the|a|an|[A-Z$€£¥]{1,3}\$?)?\s*$")
_HAN_AND_LAST = re.compile(r"(?:[和及與与或、至到－—-])\s*(?:第|约|約|[A-Z$]*)?$")
_PREPOSITION = re.compile(
    r"\b(?:from|of|in|on|at|with|for|per|than|by|over|under|total|about|since|during)\b(?:\W+[a-z]+)?\W*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?](?!\d)")
_LINK = 30
"""Characters that a conjunction and what belongs to it take at most."""
_OF = 20
"""Characters between a part and its whole in English: four of the original 12."""
_LISTED = (8, 14)
"""Words of English, and characters of Chinese, that an item of a list has at most."""


def order_clues(around: Surroundings, one: Pair, other: Pair) -> list[float]:
    """One number for each of `ORDER_CLUES`."""
    beside, farther = _by_figures(around, one, other)
    fit = around.fit(one, other)
    english, chinese = around.between(one, other)
    listed = _AND_LAST.search(english[-_LINK:]) and _HAN_AND_LAST.search(chinese[-_LINK:])
    return [
        beside,
        farther,
        min(max(fit, 0), 3),
        max(min(fit, 0), -4),
        bool(listed) and len(english.split()) <= _LISTED[0] and len(chinese) <= _LISTED[1],
        not around.apart(one, other),
        _parts_english(english) or is_part(chinese),
        one.source.kind in TIMES,
        bool(_AND.search(english)),
        bool(_PREPOSITION.search(english[-2 * _LINK :])),
        bool(_SENTENCE.search(english)),
        any(mark in chinese for mark in "，,（("),
        any(mark in chinese for mark in "。；！？"),
        any(word in chinese for word in "中里裡內内後后時时"),
        "的" in chinese,
        not all(atom.hard for pair in (one, other) for atom in pair.sides),
    ]


def _by_figures(around: Surroundings, one: Pair, other: Pair) -> list[float]:
    """How much better other figures fit when the two are exchanged, by reach; not at all where there are no others."""
    without = around.beside(one) | around.beside(other)
    if len(without) == len(around.pairs):
        return [0.0] * len(_FIGURE_REACHES)
    table = _table(around, one, other, partial(shared_figures, without=without))
    return [_share(_sums(table, reach)) for reach in _FIGURE_REACHES]


def word_clues(around: Surroundings, one: Pair, other: Pair) -> list[float]:
    """One number for each of `WORD_CLUES`."""
    table = _table(around, one, other, hits)
    beside, near, far = (_sums(table, reach) for reach in _REACHES)
    behind = [[sum(sure for sure, _, both in cell if both) for cell in row] for row in table]
    return [_share(beside), _gain(near), _gain(far), _share(behind)]


def _table(
    around: Surroundings, one: Pair, other: Pair, shared: Callable[[Neighbourhood, Neighbourhood], list[Hit]]
) -> list[list[list[Hit]]]:
    """What each figure of the English text shares with each of the Chinese text."""
    english, chinese = (around.neighbours[side] for side in ((0, 1) if around.english_first else (1, 0)))
    both = [pair.sides[:: 1 if around.english_first else -1] for pair in (one, other)]
    return [[shared(english.of(left.quantity), chinese.of(right.quantity)) for _, right in both] for left, _ in both]


def _sums(table: list[list[list[Hit]]], reach: float) -> list[list[float]]:
    return [[sum(sure * exp(-far / reach) for sure, far, _ in cell) for cell in row] for row in table]


def _gain(sums: Sequence[Sequence[float]]) -> float:
    gain = sums[0][1] + sums[1][0] - sums[0][0] - sums[1][1]
    return max(-_MOST, min(_MOST, gain))


def _share(sums: Sequence[Sequence[float]]) -> float:
    crossed, straight = sums[0][1] + sums[1][0], sums[0][0] + sums[1][1]
    return (crossed - straight) / (crossed + straight + _DOUBT)


def part_first(english: str, chinese: str) -> bool:
    """Whether what stands between two figures makes the first a part of the second in both languages.

    In Chinese the whole goes first: 17 of 37 passes are 37次傳球中的17次.
    """
    return _parts_english(english) and is_part(chinese)


def _parts_english(words: str) -> bool:
    return " of " in words and len(words) <= _OF and not _MARK.search(words)


def is_part(chinese: str) -> bool:
    """Whether what stands before a Chinese figure makes it a part of the one before.

    >>> is_part("次傳球中的"), is_part("名傷者，其中")
    (True, True)
    """
    return len(chinese) <= 30 and _PART.search(chinese) is not None


def exchanged_parts(pairs: list[Pair], sides: tuple[Side, Side], english_first: bool) -> Iterator[tuple[Pair, Pair]]:
    """Yield parts and wholes that changed places: in 9 of the past 10 quarters, 過去9個季度中有10個季度."""
    texts = sides[0].text, sides[1].text
    if not may_part(texts, english_first):
        return
    english, chinese = (0, 1) if english_first else (1, 0)
    numbers = [pair for pair in pairs if pair.how != "different" and not isinstance(pair.source.magnitude, str)]
    numbers.sort(key=lambda pair: pair.sides[english].quantity.start)
    for one, other in pairwise(numbers):
        whole, part = one.sides[chinese], other.sides[chinese]
        if whole.magnitude != part.magnitude and part_first(
            _between(texts, english, one, other), _between(texts, chinese, one, other)
        ):
            yield one, other


def _between(texts: tuple[str, str], side: int, one: Pair, other: Pair) -> str:
    return texts[side][one.sides[side].quantity.end : other.sides[side].quantity.start]


def in_one_breath(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether figures are named next to each other, as in "5% and 7% respectively": those keep their order."""
    linked = [
        len(words) <= _LINK and links.fullmatch(words) is not None
        for links, words in zip((_LINKS, _HAN_LINKS), around.between(one, other), strict=True)
    ]
    return linked[around.english_first] if _told_in_order(*around.texts) else all(linked)


@lru_cache(maxsize=64)
def _told_in_order(source: str, target: str) -> bool:
    return "respectively" in source or "respectively" in target
