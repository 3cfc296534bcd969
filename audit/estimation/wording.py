"""How usual the words of a translation are: where an engine does not know one, it writes rare ones, or characters."""

import re
from collections.abc import Sequence
from itertools import groupby
from math import log
from statistics import fmean

from msgspec import Struct
from msgspec.structs import fields

from audit.text.scripts import HAN
from audit.text.simplified import simplified
from audit.text.words.chinese import listed_words, rarity

_HAN = re.compile(f"[{HAN}]")
SELDOM = 9.0
"""Rarity from which a single character seldom stands alone."""
RUN = 3
"""Single characters in a row that look like a name or word that was written by its sound, or not at all."""


class Wording(Struct, frozen=True):
    """Counts of the words that a dictionary lists, each about as large in a short text as in a long one."""

    rarity_of_characters: float
    rarity_of_words: float
    rarest_word: float
    rarest_words: float
    single_characters: float
    word_length: float
    runs_of_characters: float
    words: float


def wording(chinese: str) -> Wording:
    """Count the words of a Chinese text.

    >>> usual, odd = wording("公司的營收大幅增長。"), wording("賦氪噠的蕪菁憨增。")
    >>> usual.rarity_of_words < odd.rarity_of_words, usual.runs_of_characters, odd.runs_of_characters > 0
    (True, 0.0, True)
    """
    words = [word for word in listed_words(simplified(chinese)) if _HAN.match(word)]
    rarities = [rarity(word) for word in words]
    if not words:
        return Wording(*[0.0] * len(fields(Wording)))
    characters = sum(map(len, words))
    alone = [len(word) == 1 and rare > SELDOM for word, rare in zip(words, rarities, strict=True)]
    return Wording(
        rarity_of_characters=sum(rarities) / characters,
        rarity_of_words=fmean(rarities),
        rarest_word=max(rarities),
        rarest_words=fmean(sorted(rarities)[-3:]),
        single_characters=fmean(len(word) == 1 for word in words),
        word_length=characters / len(words),
        runs_of_characters=_in_runs(alone) / len(words),
        words=log(1 + len(words)),
    )


def _in_runs(alone: Sequence[bool]) -> int:
    lengths = (sum(1 for _ in run) for is_alone, run in groupby(alone) if is_alone)
    return sum(length for length in lengths if length >= RUN)
