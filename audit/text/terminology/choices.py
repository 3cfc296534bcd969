"""Terms for which Chinese has several words, and which of them a document uses."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from audit.text.simplified import simplified
from audit.text.tables import rows
from audit.text.terminology.english_words import NeededWords
from audit.text.terminology.terms import Place, Term, Terms, longest


class Use(Struct, frozen=True, array_like=True):
    """A term of the table, by its row, and what renders it."""

    term: int
    source: tuple[int, int]
    target: tuple[int, int]
    word: str
    """The rendering in Simplified characters, as it was compared."""


def uses(english: str, chinese: str) -> Iterator[Use]:
    """What renders each term of the table in a pair.

    A pair tells where it has no more words for the term than it has the term, and no English word accounts for them.

    >>> [use.word for use in uses("Our strategy works.", "我們的策略有效。")]
    ['策略']
    """
    said = _said(english)
    folded = simplified(chinese) if said else ""
    if len(folded) == len(chinese):
        for term, sources in said.items():
            heard = list(longest(_words(term).find_overlapping(folded)))
            if len(heard) <= len(sources):
                for source, target in zip(sources, heard, strict=False):
                    yield Use(term, source[1:], target[1:], folded[target.start : target.end])


def _said(english: str) -> dict[int, list[Place]]:
    if not _needed().are_in(english):
        return {}
    terms, owners = _terms()
    said: dict[int, list[Place]] = defaultdict(list)
    barred = set[int]()
    for place in terms.find(english):
        for term, is_unless in owners[place.term]:
            if is_unless:
                barred.add(term)
            else:
                said[term].append(place)
    return {term: places for term, places in said.items() if term not in barred}


@cache
def _needed() -> NeededWords:
    return NeededWords(word for row in rows("term_choices.tsv") for word in row["english"].split("|"))


@cache
def _terms() -> tuple[Terms, list[list[tuple[int, bool]]]]:
    """English terms and, for each, the rows that it belongs to and whether it only bars them."""
    owners: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for number, row in enumerate(rows("term_choices.tsv")):
        for column in ("english", "unless"):
            for word in filter(None, row.get(column, "").split("|")):
                owners[word].append((number, column == "unless"))
    return Terms([Term(word, exact_case=word.isupper()) for word in owners]), list(owners.values())


@cache
def _words(term: int) -> Terms:
    row = list(rows("term_choices.tsv"))[term]
    return Terms([Term(word, is_inflected=False) for word in dict.fromkeys(simplified(row["chinese"]).split("|"))])
