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
    left = iter(texts)
    some = list(islice(left, _AT_ONCE))
    found = _confirmed(some, words.intersection(LATIN_WORD.findall("\n".join(some))))  # as most will be, if any is
    rest = sorted(words - found)
    finder = AhoCorasick(rest)
    while len(found) < len(words) and (some := list(islice(left, _AT_ONCE))):
        text = _SURROGATE.sub(" ", "\n".join(some))
        matches = finder.find_matches_as_indexes(text, overlapping=True)
        here = {
            rest[word]
            for word, start, end in matches
            if not _LETTER.search(text[start - 1 : start] + text[end : end + 1])
        }
        found |= _confirmed(some, here - found)
    return found


def _confirmed(texts: Sequence[str], words: Iterable[str]) -> set[str]:
    """Those of these words that are not in well-known names only."""
    return {
        word
        for word in words
        if any(word in LATIN_WORD.findall(without_known_names(text)) for text in texts if word in text)
    }
