"""Words that a text has in lower case."""

from collections.abc import Iterable

from audit.text.names.known import without_known_names
from audit.text.terminology.english_words import latin_words


def without_capital(texts: Iterable[str], words: set[str]) -> set[str]:
    """Those of these words, given in lower case, that stand in a text as they are, and in no well-known name.

    >>> without_capital(["Brian met the chair.", "The brand of Ann"], {"brian", "chair", "ann"})
    {'chair'}
    """
    found: set[str] = set()
    left = iter(texts)
    while len(found) < len(words) and (text := next(left, None)) is not None:
        if here := words.intersection(latin_words(text)) - found:
            found.update(here.intersection(latin_words(without_known_names(text))))
    return found
