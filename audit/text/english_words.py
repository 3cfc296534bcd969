"""The words of an English text as a set, and those without which it cannot have a term: a quick way to say no."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from audit.text.scripts import LATIN
from audit.text.stop_words import stop_words
from audit.text.terms import Term, forms

LATIN_WORD = re.compile(f"[{LATIN}]+")
"""A run of Latin letters: what stands between hyphens, points and figures counts as words of its own."""


@lru_cache(maxsize=1024)
def english_words(text: str) -> frozenset[str]:
    """The words of a text in lower case; remembered, since many checks ask for them in turn.

    >>> sorted(english_words("Full-year R&D costs"))
    ['costs', 'd', 'full', 'r', 'year']
    """
    return frozenset(LATIN_WORD.findall(text.casefold()))


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
        return any(needed <= words for word in words & self._first for needed in self._of[word])


def _telling(word: str) -> tuple[bool, int]:
    """How much it tells that a text has this word: what hardly a text is without tells least."""
    return word not in stop_words()["en"], len(word)
