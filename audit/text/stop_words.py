"""The little words that show a language written in Latin letters."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

WORD = re.compile("[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
"""A word in Latin letters, with its apostrophes and hyphens."""


@cache
def stop_words() -> Mapping[str, frozenset[str]]:
    """The words of each language, in lower case.

    >>> "which" in stop_words()["en"], "nicht" in stop_words()["de"]
    (True, True)
    """
    lines = (files("audit") / "data" / "stop_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {language: frozenset(words.split()) for language, _, words in rows}
