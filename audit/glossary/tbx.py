"""Glossaries in TBX (ISO 30042), of both its dialects."""

from collections.abc import Iterator
from pathlib import Path

from audit.glossary.concepts import Concept, Wording
from audit.reader import ReadError, naming, read_text
from audit.text.formats.inline import plain
from audit.text.formats.xml import XML, Element, parse

ENTRIES, LANGUAGES, TERMS = ("termEntry", "conceptEntry"), ("langSet", "langSec"), ("tig", "ntig", "termSec")
STATUS = ("termNote", "administrativeStatus")
FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete")
PREFERRED = ("preferred",)


def concepts(path: Path) -> Iterator[Concept]:
    """The concept of each entry. Raises ReadError."""
    text = read_text(path)
    with naming(path):
        root = parse(text, doctype=True)
    for entry in root.below(*ENTRIES):
        wordings = {}
        for section in entry.below(*LANGUAGES):
            tag = section.attributes.get(f"{XML} lang")
            if not tag:
                remedy = 'name the language, as in xml:lang="en"'
                raise ReadError(path, section.line, "the terms have no language", remedy)
            wordings[tag.lower()] = _wording(text, section)
        yield Concept(wordings, place=f"{path}:{entry.line}")


def _wording(text: str, section: Element) -> Wording:
    """The terms of one language: those without a word on their status are allowed after the preferred ones."""
    found: dict[str, list[str]] = {"preferred": [], "allowed": [], "forbidden": []}
    for part in section.below(*TERMS):
        name = "".join(plain(text, term) for term in part.below("term")).strip()
        status = " ".join(plain(text, note) for note in part.below(*STATUS, any_namespace=True)).lower()
        kind = "allowed"
        if any(word in status for word in FORBIDDEN):
            kind = "forbidden"
        elif any(word in status for word in PREFERRED):
            kind = "preferred"
        if name:
            found[kind].append(name)
    return Wording((*found["preferred"], *found["allowed"]), tuple(found["forbidden"]))
