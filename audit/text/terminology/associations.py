"""Which Chinese words an English word tends to be translated by, as counted in parallel texts.

The table holds, for each English word, the character pairs with the highest Dice coefficient; it is rough, and serves
only as one clue among others to whether a clause is rendered at all. `make associations` learns it again.
"""

import re
from collections.abc import Mapping, Set
from functools import cache

from audit.text.scripts import Language
from audit.text.simplified import simplified
from audit.text.tables import rows

_WORD = re.compile(r"[a-z]{2,}")


def stem(word: str) -> str:
    """The word without the ending of a plural.

    >>> stem("liabilities"), stem("loans"), stem("loss")
    ('liability', 'loan', 'loss')
    """
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def items(text: str, language: Language) -> Set[str]:
    """What the table knows a text by: words of English, pairs of characters of Chinese."""
    if language == "en":
        return {stem(found) for found in _WORD.findall(text.lower())}
    text = simplified(text)
    return {text[place : place + 2] for place in range(len(text) - 1)}


def rendered(said: Set[str], heard: Set[str], language: Language) -> tuple[float, float]:
    """How much of what is said in a language is heard in the other, and how much of it might be but is not.

    >>> rendered(items("loans", "en"), items("貸款", "zh"), "en")
    (0.79, 0.0)
    >>> rendered(items("loans", "en"), items("存款", "zh"), "en")
    (0.0, 0.79)
    """
    table = _table() if language == "en" else _reversed()
    found = lost = 0.0
    for item in sorted(said & table.keys()):
        shares = table[item]
        got = max(map(shares.__getitem__, heard & shares.keys()), default=0.0)
        found, lost = found + got, lost + max(shares.values()) - got
    return found, lost


@cache
def _reversed() -> Mapping[str, Mapping[str, float]]:
    """The table from pairs of characters to words."""
    table: dict[str, dict[str, float]] = {}
    for word, pairs in _table().items():
        for pair, share in pairs.items():
            table.setdefault(pair, {})[word] = share
    return table


@cache
def _table() -> dict[str, dict[str, float]]:
    return {
        row["english"]: {
            pair: int(share) / 100 for pair, _, share in (entry.partition(":") for entry in row["chinese"].split(" "))
        }
        for row in rows("associations.tsv")
    }
