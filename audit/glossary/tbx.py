"""Glossaries in TBX (ISO 30042), of both its dialects, and without following any entity or address."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.glossary.concepts import Concept, Wording
from audit.reader import ReadError

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRIES, LANGUAGES, TERMS = ("termEntry", "conceptEntry"), ("langSet", "langSec"), ("tig", "ntig", "termSec")
FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete")
PREFERRED = ("preferred",)


def concepts(path: Path) -> Iterator[Concept]:
    """The concept of each entry. Raises ReadError."""
    for entry in _root(path).iter(*_any_namespace(ENTRIES)):
        wordings = {}
        for section in entry.iter(*_any_namespace(LANGUAGES)):
            tag = section.get(LANGUAGE)
            if not tag:
                remedy = 'name the language, as in xml:lang="en"'
                raise ReadError(path, section.sourceline, "the terms have no language", remedy)
            wordings[tag.lower()] = _wording(section)
        yield Concept(wordings, place=f"{path}:{entry.sourceline}")


def _root(path: Path) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise ReadError(path, None, f"cannot be read: {problem}", "give the path of a readable file") from None
    except etree.XMLSyntaxError as error:
        problem = f"not XML: {error.msg}".partition(", line ")[0]
        raise ReadError(path, error.lineno or None, problem, "export the glossary as TBX again") from None


def _wording(section: Any) -> Wording:
    """The terms of one language: those without a word on their status are allowed after the preferred ones."""
    found: dict[str, list[str]] = {"preferred": [], "allowed": [], "forbidden": []}
    for part in section.iter(*_any_namespace(TERMS)):
        text = "".join("".join(term.itertext()) for term in part.iter(*_any_namespace(["term"]))).strip()
        notes = part.iter(*_any_namespace(["termNote", "administrativeStatus"]))
        status = " ".join("".join(note.itertext()) for note in notes).lower()
        kind = "allowed"
        if any(word in status for word in FORBIDDEN):
            kind = "forbidden"
        elif any(word in status for word in PREFERRED):
            kind = "preferred"
        if text:
            found[kind].append(text)
    return Wording((*found["preferred"], *found["allowed"]), tuple(found["forbidden"]))


def _any_namespace(names: Any) -> list[str]:
    return [f"{{*}}{name}" for name in names]
