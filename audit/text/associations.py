"""Which Chinese words an English word tends to be translated by, as counted in parallel texts.

The table holds, for each English word, the character pairs with the highest Dice coefficient; it is rough, and serves
only to tell which of two places in a sentence a phrase belongs to. `make associations` learns it again.
"""

import re
from functools import cache
from importlib.resources import files

from audit.text.simplified import simplified

_WORD = re.compile(r"[a-z]{2,}")


def stem(word: str) -> str:
    """The word without the ending of a plural.

    >>> stem("liabilities"), stem("loans"), stem("loss")
    ('liability', 'loan', 'loss')
    """
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def relatedness(english: str, chinese: str) -> float:
    """How much of what the English words say is found in the Chinese ones; 0 where nothing is known.

    >>> relatedness("total deposits", "存款總額") > relatedness("total deposits", "員工人數")
    True
    """
    table = _table()
    text = simplified(chinese)
    pairs = {text[place : place + 2] for place in range(len(text) - 1)}
    return sum(
        max((share for pair, share in table[word].items() if pair in pairs), default=0.0)
        for word in {stem(found) for found in _WORD.findall(english.lower())}
        if word in table
    )


@cache
def _table() -> dict[str, dict[str, float]]:
    lines = files("audit").joinpath("data", "associations.tsv").read_text("utf-8").splitlines()[1:]
    table: dict[str, dict[str, float]] = {}
    for line in lines:
        word, _, pairs = line.partition("\t")
        table[word] = {
            pair: int(share) / 100 for pair, _, share in (entry.partition(":") for entry in pairs.split(" "))
        }
    return table
