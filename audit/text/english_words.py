"""The words of an English text as a set, and the words without which it cannot have a term: a quick way to say no."""

import re
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


def keys(terms: Iterable[str]) -> frozenset[str]:
    """Words of which a text has one wherever it has a term, in any of its forms: of longer terms, a word that is fixed.

    >>> sorted(keys(["interest rate", "bond"]))
    ['bond', 'bonded', 'bonding', 'bonds', 'interest']
    """
    found = set[str]()
    for term in terms:
        for form in forms(Term(term)):
            words = LATIN_WORD.findall(form.casefold())
            found.add(max(words[:-1], key=_telling) if len(words) > 1 else words[0])
    return frozenset(found)


def _telling(word: str) -> tuple[bool, int]:
    """How much it tells that a text has this word: what hardly a text is without tells least."""
    return word not in stop_words()["en"], len(word)
