"""What each region of Chinese calls things, and what the others call them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from audit.text.alternation import alternation
from audit.text.scripts import LOCALES, ChineseLocale
from audit.text.simplified import simplified
from audit.text.tables import table
from audit.text.terminology.terms import Place, Term, Terms


class Usage(NamedTuple):
    """How one thing is called by those who read a locale, and by others."""

    at_home: tuple[str, ...]
    """The usual word first."""
    elsewhere: Mapping[str, tuple[str, ...]]
    """Words of other regions, with the locales they are at home in."""


class Word(NamedTuple):
    """A Chinese word for a thing, given by its number, and whether readers would call it so."""

    thing: int
    is_at_home: bool


class Vocabulary:
    """The words of all regions, as the readers of one locale see them."""

    def __init__(self, locale: ChineseLocale) -> None:
        self.usages = [_usage(cells, locale) for cells in _cells()]
        words = [
            (Word(thing, word in usage.at_home), word)
            for thing, usage in enumerate(self.usages)
            for word in (*usage.at_home, *usage.elsewhere)
        ]
        self.words = [word for word, _ in words]
        self._terms = Terms([Term(text, is_inflected=False) for _, text in words])
        self._foreign = re.compile(alternation(text for word, text in words if not word.is_at_home))

    def may_have_foreign(self, chinese: str) -> bool:
        """Whether any word of another region stands in the text, be it a part of a longer one; quicker to ask."""
        return self._foreign.search(chinese) is not None

    def find(self, chinese: str) -> list[Place]:
        """The places of words in the text; `term` is a number in `words`."""
        return self._terms.find(chinese)


@cache
def vocabulary(locale: ChineseLocale) -> Vocabulary:
    """The vocabulary as a locale sees it, built when first needed.

    >>> vocabulary("zh-TW").usages[0]
    Usage(at_home=('軟體',), elsewhere={'軟件': ('zh-CN', 'zh-HK')})
    """
    return Vocabulary(locale)


def things(english: str) -> list[Place]:
    """The places where a text names something that regions call differently; `term` is the number of the thing.

    >>> [place.start for place in things("Our softwares run on networks.")]
    [4, 21]
    """
    terms, numbers = _english()
    return [place._replace(term=numbers[place.term]) for place in terms.find(english)]


@cache
def _english() -> tuple[Terms, list[int]]:
    rows = [(thing, word) for thing, row in enumerate(_rows()) for word in row.split("|")]
    terms = [Term(word, exact_case=not word.islower(), is_inflected=word.islower()) for _, word in rows]
    return Terms(terms), [thing for thing, _ in rows]


def _rows() -> list[str]:
    return [english for english in table("region_terms.tsv") if english != "english"]


def _cells() -> list[list[tuple[str, ...]]]:
    """For each thing its words in each locale, then those that are at home anywhere."""
    rows = table("region_terms.tsv")
    return [[tuple(filter(None, cell.split("|"))) for cell in rows[row].split("\t")] for row in _rows()]


def _usage(cells: list[tuple[str, ...]], locale: ChineseLocale) -> Usage:
    if locale == "zh-CN":
        cells = [tuple(map(simplified, cell)) for cell in cells]
    by_locale, anywhere = dict(zip(LOCALES, cells, strict=False)), cells[len(LOCALES)]
    at_home = tuple(dict.fromkeys((*by_locale[locale], *anywhere)))
    others = dict.fromkeys(word for words in by_locale.values() for word in words if word not in at_home)
    return Usage(at_home, {word: tuple(place for place in LOCALES if word in by_locale[place]) for word in others})
