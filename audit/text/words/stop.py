"""The little words that show a language written in Latin letters."""

import re
from collections.abc import Mapping
from functools import cache

from audit.text.scripts import LATIN
from audit.text.tables import table

WORD = re.compile(f"[{LATIN}]+(?:['’-][{LATIN}]+)*")
"""A word in Latin letters, with its apostrophes and hyphens."""


@cache
def stop_words() -> Mapping[str, frozenset[str]]:
    """The words of each language, in lower case.

    >>> "which" in stop_words()["en"], "nicht" in stop_words()["de"]
    (True, True)
    """
    return {language: frozenset(words.split()) for language, words in table("stop_words.tsv").items()}
