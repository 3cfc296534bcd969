"""Which Chinese words an English word is rendered by, and how surely, as learned from parallel texts.

The table holds, for each English stem, the Chinese words (in Simplified characters) that translate it, each with the
geometric mean of the two translation probabilities, of a hundred. It is rough, and serves only to tell which of two
places in a sentence a phrase belongs to. `make renderings` learns it again.
"""

from collections.abc import Mapping
from functools import cache
from math import sqrt

from audit.text.tables import table

LONGEST = 4
"""Characters of the longest Chinese word in the table."""


@cache
def word_renderings(english: str) -> Mapping[str, float]:
    """What renders an English stem, each with the root of its probability: even a rare rendering is a sign.

    >>> word_renderings("loan")["贷款"] > word_renderings("total")["总额"] > 0
    True
    >>> word_renderings("gibberishly")
    {}
    """
    entries = (entry.partition(":") for entry in table("word_renderings.tsv").get(english, "").split())
    return {chinese: sqrt(int(share) / 100) for chinese, _, share in entries}
