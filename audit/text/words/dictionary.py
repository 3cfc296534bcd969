"""The words that jieba's dictionary lists, and text cut into them as jieba does, in a tenth of its memory and start."""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import distribution
from itertools import groupby
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audit.text.words.trie import Numbers, built, code_points

_BLOCK = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")
"""Where jieba looks for words."""
_SPACE = re.compile(r"(\r\n|\s)")
_LETTER = re.compile("[a-zA-Z0-9]")


class Dictionary:
    """Words, and how often each was met in what the list was made from; a word, its count and more on each line."""

    def __init__(self, text: str) -> None:
        codes = code_points(text)
        ends = np.flatnonzero(codes == ord("\n"))
        starts = np.append(0, ends[:-1] + 1)
        spaces = np.flatnonzero(codes == ord(" "))
        first = spaces.searchsorted(starts)
        self._trie = built(codes, starts, spaces[first])
        self._counts = _numbers(codes, spaces[first] + 1, spaces[first + 1])
        self.total = int(self._counts.sum())
        self._unmet = -log(self.total)
        self._weights = np.log(np.maximum(self._counts, 1)) + self._unmet

    def count(self, word: str) -> int | None:
        """How often a word was met: 0 where words only begin so, None where none does."""
        place = self._trie.find(word)
        return place if place is None else 0 if place < 0 else int(self._counts[place])

    def begin(self, pairs: Sequence[str]) -> list[bool]:
        """Whether a word begins with each of these pairs of characters."""
        found: list[bool] = self._trie.begin(code_points("".join(pairs)).reshape(-1, 2)).tolist()
        return found

    def cut(self, text: str) -> Iterator[str]:
        """Yield the likeliest words of a text, and all that is between them."""
        return self._cut(text, _with_letters_together)

    def cut_with_unlisted(self, text: str) -> Iterator[str]:
        """The same, where a row of single characters is cut by jieba's model of words that are not listed."""
        return self._cut(text, self._with_unlisted)

    def _cut(self, text: str, found: Callable[[Iterator[str]], Iterator[str]]) -> Iterator[str]:
        ways = self._ways(text)
        last = 0
        for block in _BLOCK.finditer(text):
            yield from _between(text[last : block.start()])
            last = block.end()
            yield from found(_likeliest(text, block.start(), last, ways, self._unmet))
        yield from _between(text[last:])

    def _with_unlisted(self, words: Iterator[str]) -> Iterator[str]:
        for is_single, group in groupby(words, lambda word: len(word) == 1):
            run = list(group)
            together = "".join(run)
            yield from _model().cut(together) if is_single and len(run) > 1 and not self.count(together) else run

    def _ways(self, text: str) -> list[list[tuple[float, int]]]:
        """For each place of a text, where words end that begin there, each with the logarithm of its share."""
        starts, ends, places = self._trie.places(text)
        ways: list[list[tuple[float, int]]] = [[] for _ in text]
        weights = self._weights[places].tolist()
        for start, end, weight in zip(starts.tolist(), ends.tolist(), weights, strict=True):
            ways[start].append((weight, end))
        return ways


def _likeliest(text: str, start: int, end: int, ways: list[list[tuple[float, int]]], unmet: float) -> Iterator[str]:
    """Of all ways to cut a part of a text into words, that whose product of shares is greatest."""
    best = {end: 0.0}
    ends = {}
    for place in range(end - 1, start - 1, -1):
        mine = [(weight + best[after], after) for weight, after in ways[place] if after <= end]
        best[place], ends[place] = max(mine, default=(unmet + best[place + 1], place + 1))
    while start < end:
        yield text[start : ends[start]]
        start = ends[start]


def _with_letters_together(words: Iterator[str]) -> Iterator[str]:
    for is_letter, group in groupby(words, lambda word: bool(_LETTER.fullmatch(word))):
        run = list(group)
        yield from ["".join(run)] if is_letter else run


def _between(text: str) -> Iterator[str]:
    for part in _SPACE.split(text):
        yield from [part] if _SPACE.match(part) else part


def _numbers(codes: NDArray[np.uint32], starts: Numbers, ends: Numbers) -> Numbers:
    """The numbers in decimal digits that start and end at these places."""
    found = np.zeros_like(starts)
    for place in range(int((ends - starts).max())):
        here = starts + place < ends
        found[here] = found[here] * 10 + codes[starts[here] + place] - ord("0")
    return found


@cache
def _model() -> Any:
    """A hidden Markov model of where words begin and end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about escapes in its old source
        from jieba import finalseg
    return finalseg


@cache
def dictionary() -> Dictionary:
    """That of jieba, which need not be loaded for it."""
    path = distribution("jieba").locate_file("jieba/dict.txt")
    return Dictionary(Path(str(path)).read_text("utf-8"))
