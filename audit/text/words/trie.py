"""A large list of words in little memory, and all of its words that stand in a text."""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

BITS = 21
"""Bits of a code point."""
Numbers = NDArray[np.int64]


class Trie(Struct, frozen=True, eq=False):
    """A trie in two arrays: a dict of half a million strings takes ten times as much, and longer to fill."""

    edges: Numbers
    """For each node but the first, the number of the node above it and the character that leads here: they ascend, for
    nodes are numbered level by level, and so the number of a node is one more than its place here."""
    words: NDArray[np.int32]
    """For each of these nodes, the place in the list of the word that ends there, or -1."""

    def places(self, text: str) -> tuple[Numbers, Numbers, Numbers]:
        """Where words of the list start and end in a text, and their places in the list; the shorter ones first.

        >>> text = code_points("營 營收 收 收支表")
        >>> spaces = np.flatnonzero(text == ord(" "))
        >>> trie = built(text, np.append(0, spaces + 1), np.append(spaces, len(text)))
        >>> [found.tolist() for found in trie.places("營收支")]
        [[0, 1, 0], [1, 2, 2], [0, 2, 1]]
        >>> trie.find("收支表"), trie.find("收支"), trie.find("支")
        (3, -1, None)
        """
        codes = code_points(text)
        starts = np.arange(len(codes))
        nodes = np.zeros_like(starts)
        found = [(starts[:0], starts[:0], starts[:0])]
        length = 0
        while len(starts):
            keys = nodes << BITS | codes[starts + length]
            at = np.minimum(self.edges.searchsorted(keys), len(self.edges) - 1)
            here = self.edges[at] == keys
            starts, at = starts[here], at[here]
            length += 1
            words = self.words[at]
            ends = words >= 0
            found.append((starts[ends], starts[ends] + length, words[ends].astype(np.int64)))
            longer = starts + length < len(codes)
            starts, nodes = starts[longer], at[longer] + 1
        first, last, listed = (np.concatenate(part) for part in zip(*found, strict=True))
        return first, last, listed

    def find(self, word: str) -> int | None:
        """The place of a word in the list; -1 if words only begin so, None if none does."""
        at = -1
        for character in word:
            key = at + 1 << BITS | ord(character)
            at = int(self.edges.searchsorted(key))
            if at == len(self.edges) or self.edges[at] != key:
                return None
        return int(self.words[at]) if word else -1

    def begin(self, texts: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Whether words of the list begin with each of these texts, given as rows of code points."""
        nodes = np.zeros(len(texts), dtype=np.int64)
        found = np.ones(len(texts), dtype=bool)
        for characters in texts.T:
            keys = nodes << BITS | characters
            at = np.minimum(self.edges.searchsorted(keys), len(self.edges) - 1)
            found &= self.edges[at] == keys
            nodes = at + 1
        return found


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def built(codes: NDArray[np.uint32], starts: Numbers, ends: Numbers) -> Trie:
    """Make a trie of words that start and end at these places of a text; the last of equal words counts."""
    edges, places = (np.concatenate(part) for part in zip(*_levels(codes, starts, ends), strict=True))
    return Trie(edges, places)


def _levels(codes: NDArray[np.uint32], starts: Numbers, ends: Numbers) -> Iterator[tuple[Numbers, NDArray[np.int32]]]:
    alive = np.flatnonzero(starts < ends)
    nodes = np.zeros_like(alive)
    length = count = 0
    while len(alive):
        edges, above = np.unique(nodes << BITS | codes[starts[alive] + length], return_inverse=True)
        length += 1
        is_last = starts[alive] + length == ends[alive]
        words = np.full(len(edges), -1, dtype=np.int32)
        words[above[is_last]] = alive[is_last]
        yield edges, words
        nodes, alive = above[~is_last] + count + 1, alive[~is_last]
        count += len(edges)
