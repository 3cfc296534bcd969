"""Glossaries: what a thing must be called in each language, and what it must not."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from audit.glossary.concepts import Concept, Wording
from audit.reader import ReadError

SUFFIXES = (".tsv", ".tab", ".csv", ".tbx", ".xml")


class Requirement(Struct, frozen=True):
    """A term of the source and its renderings, the preferred one first."""

    term: str
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]
    exact_case: bool
    may_be_part: bool
    place: str
    """Where the glossary says so: its file and line."""


def read(path: Path) -> list[Concept]:
    """The concepts of a glossary, in its order. Raises ReadError."""
    if path.suffix.lower() in (".tbx", ".xml"):
        from audit.glossary.tbx import concepts
    elif path.suffix.lower() in SUFFIXES:
        from audit.glossary.tables import concepts
    else:
        raise ReadError(path, None, "not a glossary", f"give a file that ends in {', '.join(SUFFIXES)}")
    found = list(concepts(path))
    if not found:
        raise ReadError(path, None, "no terms found", "give each term and its rendering a row, or remove the glossary")
    return found


def inline(terms: Mapping[str, str]) -> list[Concept]:
    """The concepts of terms that the configuration itself has, each with its renderings between bars.

    >>> inline({"bank": "銀行|行"})[0].wordings["target"].allowed
    ('銀行', '行')
    """
    return [
        Concept({"source": Wording((term,)), "target": Wording(tuple(filter(None, words.split("|"))))}, place="")
        for term, words in terms.items()
    ]


def requirements(concepts: Iterable[Concept], source: str, target: str) -> list[Requirement]:
    """What the concepts ask of a translation between two languages; a term given twice may have either rendering.

    >>> concepts = [Concept({"en": Wording(("bank",)), "zh-tw": Wording(("銀行",), ("行庫",))}, place="terms.tsv:2")]
    >>> [(rule.term, rule.allowed, rule.forbidden) for rule in requirements(concepts, "en", "zh-TW")]
    [('bank', ('銀行',), ('行庫',))]
    >>> [(rule.term, rule.allowed, rule.forbidden) for rule in requirements(concepts, "zh-TW", "en")]
    [('銀行', ('bank',), ())]
    """
    merged: dict[str, Requirement] = {}
    for one in _requirements(concepts, source, target):
        key = one.term if one.exact_case else one.term.casefold()
        if other := merged.get(key):
            allowed = tuple(dict.fromkeys((*other.allowed, *one.allowed)))
            forbidden = tuple(dict.fromkeys((*other.forbidden, *one.forbidden)))
            one = Requirement(other.term, allowed, forbidden, other.exact_case, other.may_be_part, other.place)
        merged[key] = one
    return [
        Requirement(
            one.term,
            one.allowed,
            tuple(word for word in one.forbidden if word not in one.allowed),
            one.exact_case,
            one.may_be_part,
            one.place,
        )
        for one in merged.values()
    ]


def _requirements(concepts: Iterable[Concept], source: str, target: str) -> Iterator[Requirement]:
    for concept in concepts:
        here, there = concept.wording(source, "source"), concept.wording(target, "target")
        if here and there and (there.allowed or there.forbidden):
            for term in here.allowed:
                exact_case = _is_acronym(term) if concept.exact_case is None else concept.exact_case
                yield Requirement(term, there.allowed, there.forbidden, exact_case, concept.may_be_part, concept.place)


def _is_acronym(term: str) -> bool:
    """Whether a term is all capitals, so that the same letters in lower case are another word: IT, US.

    >>> _is_acronym("IT"), _is_acronym("G7"), _is_acronym("It")
    (True, False, False)
    """
    return term.isupper() and sum(map(str.isalpha, term)) > 1
