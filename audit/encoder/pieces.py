"""Pieces of a text as the encoder reads them, with their places in the text as it stands."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from msgspec import Struct

from audit.encoder.vocabulary import vocabulary
from audit.text.simplified import simplified

LONGEST = 20_000
"""Code points that stand for a text: what follows them is not read."""
MARK = "\u2581"
"""How the model writes a space."""

_RUN = re.compile(f"{MARK}[^{MARK}]*|[^{MARK}]+")


class Piece(Struct, frozen=True):
    """A piece of a text, its number in the vocabulary, and its place in the text, in code points; a space has none."""

    number: int
    start: int
    end: int


@lru_cache(maxsize=96)  # those of 32 pairs, and some of them again without their markup
def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text into the pieces of the encoder's vocabulary. Chinese is read in Simplified characters.

    >>> text = "營收  下降了。"
    >>> [text[piece.start : piece.end] for piece in pieces(text)]
    ['', '營', '收', '', '下降', '了', '。']
    """
    numbers = list(vocabulary().cut(words(text)))
    lengths = (vocabulary().lengths[number] if number else 1 for number in numbers)
    places = list(_places(_read(text)))
    found, last = [], 0
    for number, (start, end) in zip(numbers, pairwise(accumulate(lengths, initial=0)), strict=True):
        own = [place for place in places[start:end] if place >= 0]
        found.append(Piece(number, own[0], own[-1] + 1) if own else Piece(number, last, last))
        last = found[-1].end
    return tuple(found)


@lru_cache(maxsize=64)
def words(text: str) -> Sequence[str]:
    """A text as the tokenizer normalises it, word by word where it has spaces: no piece goes over one.

    >>> words("Sales rose.")
    ['▁Sales', '▁rose.']
    """
    read = _read(text)
    return _RUN.findall(vocabulary().normalized(read)) if read.strip() else []


def _read(text: str) -> str:
    """As much of a text as is read, in Simplified characters."""
    text = text[:LONGEST].encode("utf-8", "replace").decode()
    folded = simplified(text)
    return folded if len(folded) == len(text) else text


def rarity(piece: Piece) -> float:
    """How seldom a piece is met, in the texts that the encoder learned from: minus the logarithm of its share.

    >>> common, rare = pieces("the serendipity")[0], pieces("the serendipity")[-1]
    >>> rarity(common) < rarity(rare)
    True
    """
    return -vocabulary().scores[piece.number]


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
    return vocabulary().normalized(f"a{character}a")[2:-1].replace(MARK, " ")
