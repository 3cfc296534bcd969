"""The words of an English text as a set, and those without which it cannot have a term: a quick way to say no."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from audit.text.scripts import LATIN
from audit.text.terminology.terms import Term, forms
from audit.text.words.stop import stop_words

LATIN_WORD = re.compile(f"[{LATIN}]+")
"""A run of Latin letters: what stands between hyphens, points and figures counts as words of its own."""
_LETTERS_ALONE = bytes(code if LATIN_WORD.match(chr(code)) else ord(" ") for code in range(256))
"""Makes a space of every byte that is no Latin letter."""
_BEYOND = re.compile("[\u0100-\u024f]")
"""Latin letters that do not fit into a byte."""


@lru_cache(maxsize=1024)
def english_words(text: str) -> frozenset[str]:
    """The words of a text in lower case; remembered, since many checks ask for them in turn.

    >>> sorted(english_words("Full-year R&D costs"))
    ['costs', 'd', 'full', 'r', 'year']
    """
    return frozenset(latin_words(text.casefold()))


def latin_words(text: str) -> list[str]:
    """The runs of Latin letters of a text in order.

    >>> latin_words("Full-year R&D, São Tomé")
    ['Full', 'year', 'R', 'D', 'São', 'Tomé']
    """
    if not text.isascii() and _BEYOND.search(text):
        return LATIN_WORD.findall(text)
    letters = text.encode("latin-1", "replace").translate(_LETTERS_ALONE)  # bytes are by far the quickest to go over
    return letters.decode("latin-1").split()


class NeededWords:
    """Words of which a text has some together wherever it has one of certain terms, in any form.

    >>> needed = NeededWords(["interest rate", "bond"])
    >>> needed.are_in("Rates and interest"), needed.are_in("Interest"), needed.are_in("Two bonds")
    (True, False, True)
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._of: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for form in (form for term in terms for form in forms(Term(term))):
            words = frozenset(LATIN_WORD.findall(form.casefold()))
            self._of[max(words, key=_telling)].add(words)
        self._first = frozenset(self._of)

    def are_in(self, text: str) -> bool:
        """Whether a text has all words of any of the terms, wherever they stand."""
        words = english_words(text)
        if self._first.isdisjoint(words):  # as mostly
            return False
        return any(needed <= words for word in words & self._first for needed in self._of[word])


def _telling(word: str) -> tuple[bool, int]:
    """How much it tells that a text has this word: what hardly a text is without tells least."""
    return word not in stop_words()["en"], len(word)
