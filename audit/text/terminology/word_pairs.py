"""Terms of two English words, told by their stems."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from audit.text.tables import table
from audit.text.terminology.associations import stem
from audit.text.words.stop import stop_words

_WORD = re.compile("[A-Za-z]++(?:-[A-Za-z]++)*+")
_WORD_BYTES = bytes(code if chr(code).isalpha() or code == ord("-") else ord(" ") for code in range(128)).ljust(256)
"""Makes a space of every byte that is in no word."""
_LONGEST = 300
"""Words above which a segment tells little of what renders what."""
_TWICE = 2
"""How often a term must come."""


def term_place(text: str, term: str) -> tuple[int, int] | None:
    """Where the two words of a term, given as stems, first stand in an English text.

    >>> term_place("Basis points matter.", "basi point")
    (0, 12)
    """
    return next(
        (
            (one.start(), two.end())
            for one, two in pairwise(_WORD.finditer(text))
            if f"{stem(one[0].lower())} {stem(two[0].lower())}" == term
        ),
        None,
    )


def stems(text: str) -> list[str | None]:
    """The stems of the words that may be a part of a term, None where there is another; none of a long text.

    >>> stems("Two swaps of loans")
    [None, 'swap', None, 'loan']
    """
    found = _words(text)
    return [] if len(found) > _LONGEST else list(map(_stem, found))


def terms(rows: Sequence[Sequence[str | None]]) -> dict[str, set[int]]:
    """The terms that come twice or more in rows of stems, each with the numbers of the rows that have it.

    >>> terms([["digital", "wallet"], [None, "digital", "wallet"]])
    {'digital wallet': {0, 1}}
    """
    counts = Counter(chain.from_iterable(map(pairwise, rows)))
    several = {pair for pair, count in counts.items() if count >= _TWICE and pair[0] and pair[1]}
    index: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for one, other in filter(several.__contains__, pairwise(row)):
            index[f"{one} {other}"].add(number)
    return dict(index)


def _words(text: str) -> list[str]:
    """What the expression finds, twice as quick: letters, with hyphens inside of a word only."""
    words = text.encode("ascii", "replace").translate(_WORD_BYTES).decode("ascii")
    return f" {words} ".replace("--", "  ").replace(" -", "  ").replace("- ", "  ").split()


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str | None:
    word = word.lower()
    return stem(word) if len(word) > 2 and word not in _small() else None


@cache
def _small() -> frozenset[str]:
    return stop_words()["en"] | frozenset(table("term_stop_words.tsv")["en"].split())
