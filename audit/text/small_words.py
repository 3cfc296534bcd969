"""Words that a text has in lower case."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from ahocorasick_rs import AhoCorasick

from audit.text.english_words import LATIN_WORD
from audit.text.known_names import without_known_names
from audit.text.scripts import LATIN

_LETTER = re.compile(f"[{LATIN}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_AT_ONCE = 256
"""Texts that are searched together."""


def without_capital(texts: Iterable[str], words: set[str]) -> set[str]:
    """Those of these words, given in lower case, that stand in a text as they are, and in no well-known name.

    >>> without_capital(["Brian met the chair.", "The brand of Ann"], {"brian", "chair", "ann"})
    {'chair'}
    """
    left, rest = iter(texts), sorted(words)
    finder = AhoCorasick(rest)
    while rest and (some := list(islice(left, _AT_ONCE))):
        text = _SURROGATE.sub(" ", "\n".join(some))
        here = {
            rest[word]
            for word, start, end in finder.find_matches_as_indexes(text, overlapping=True)
            if not _LETTER.search(text[start - 1 : start] + text[end : end + 1])
        }
        if confirmed := _confirmed(some, here):  # most in the first texts, if any is
            rest = sorted(set(rest) - confirmed)
            finder = AhoCorasick(rest)
    return words.difference(rest)


def _confirmed(texts: Sequence[str], words: Iterable[str]) -> set[str]:
    """Those of these words that are not in well-known names only."""
    return {
        word
        for word in words
        if any(word in LATIN_WORD.findall(without_known_names(text)) for text in texts if word in text)
    }
