"""Words that make a condition, in both languages, and words that may stand for one.

A condition that is lost, or made up, turns what might be into what is, or the reverse: “given the demand” is a ground,
假設有需求 a condition.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from audit.text.alternation import alternation
from audit.text.scripts import Language
from audit.text.simplified import simplified
from audit.text.tables import table
from audit.text.terminology.english_words import NeededWords
from audit.text.terminology.terms import Place, Term, Terms, longest


class Conditions(NamedTuple):
    """What a text has of each kind of word."""

    sure: list[Place]
    """Words that make a condition and nothing else, idioms aside."""
    has_trace: bool
    """Whether any word may stand for a condition."""
    grounds: list[Place]
    """Words that say that something is so, where nothing is supposed: given the, because."""


def may_condition(text: str, language: Language) -> bool:
    """Whether a text may have a word that makes a condition; quicker to ask than to find what it has of conditions.

    >>> may_condition("If sales fall", "en"), may_condition("销售额下降", "zh")
    (True, False)
    """
    if language == "zh":
        return _chinese().search(text) is not None
    return _needed().are_in(text)


def conditions(text: str, language: Language, at: int = 0) -> Conditions:
    """What a text has of conditions; places are counted from where it begins in a longer one.

    >>> [place.start for place in conditions("If sales fall, it is as if they rose.", "en").sure]
    [0]
    >>> conditions("假設需求強勁", "zh").sure[0][1:], conditions("鑑於需求強勁", "zh").has_trace
    ((0, 2), False)
    """
    terms, kinds = _terms(language)
    folded = simplified(text) if language == "zh" else text
    found: dict[str, list[Place]] = defaultdict(list)
    if len(folded) == len(text):
        for place in longest(terms.find_overlapping(folded)):
            for kind in kinds[place.term]:
                found[kind].append(Place(place.term, at + place.start, at + place.end))
    grounds = [] if found["supposing"] else found["ground"]
    return Conditions(found["sure"], bool(found["trace"] or found["idiom"]), grounds)


@cache
def _needed() -> NeededWords:
    return NeededWords(table("conditions.tsv")["en sure"].split(", "))


@cache
def _chinese() -> re.Pattern[str]:
    """What makes a condition in Chinese of either script."""
    words = table("conditions.tsv")["zh sure"].split(", ")
    return re.compile(alternation(dict.fromkeys((*words, *map(simplified, words)))))


@cache
def _terms(language: Language) -> tuple[Terms, list[list[str]]]:
    """All words of the table as terms, and the kinds of each; a star is any ending."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, words in _rows(language).items():
        for word in words.split(", "):
            kinds[word].append(kind)
    terms = [Term(word.rstrip("*"), is_inflected=False, may_be_part=word.endswith("*")) for word in kinds]
    return Terms(terms), list(kinds.values())


def _rows(language: Language) -> Mapping[str, str]:
    name = "conditions.tsv"
    rows = {
        kind: table(name).get(f"{language} {kind}", "") for kind in ("sure", "trace", "idiom", "supposing", "ground")
    }
    return {kind: simplified(words) for kind, words in rows.items() if words}
