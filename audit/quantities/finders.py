"""Finds all of many words in a text at once."""

import re
from collections.abc import Callable
from typing import Any

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

_LONGEST_FIRST: dict[str, Any] = {"matchkind": MatchKind.LeftmostLongest, "implementation": Implementation.DFA}
"""A DFA takes some milliseconds more to build than the default, and is three times as fast."""
_SURROGATE = re.compile("[\ud800-\udfff]")

Finder = Callable[[str], list[tuple[int, int, int]]]
"""Finds which of some forms stand in a text, and from where to where."""


def latin_finder(forms: list[str]) -> Finder:
    """Finds English forms, a byte for each character; what is no Latin letter is in none of them."""
    automaton = BytesAhoCorasick([form.encode("ascii") for form in forms], **_LONGEST_FIRST)
    return lambda folded: automaton.find_matches_as_indexes(folded.encode("latin-1", "replace"))


def han_finder(forms: list[str]) -> Finder:
    """Finds Chinese forms."""
    automaton = AhoCorasick(forms, **_LONGEST_FIRST)

    def find(folded: str) -> list[tuple[int, int, int]]:
        try:
            return automaton.find_matches_as_indexes(folded)
        except UnicodeEncodeError:  # a lone surrogate: no word holds one
            return automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", folded))

    return find
