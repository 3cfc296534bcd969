"""Glossaries in tables: comma-, semicolon- or tab-separated, with a header."""

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from audit.glossary.concepts import Concept, Wording
from audit.reader import ReadError
from audit.rows import named
from audit.text.scripts import language

LANGUAGE = re.compile(r"(?:en|zh)(?:[-_][A-Za-z]{2,8}){0,2}", re.IGNORECASE)
SIDES = ("source", "target")
OPTIONS = ("forbidden", "case_sensitive", "part_of_word")
ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def concepts(path: Path) -> Iterator[Concept]:
    """The concept of each row. Raises ReadError.

    Columns are `source` and `target`, or language tags such as `en` and `zh-TW`; `forbidden`, `case_sensitive` and
    `part_of_word` if wanted. Several terms in a cell have bars between them. Other columns are for people.
    """
    columns: list[str] = []
    for line, row in named(path):
        cells = {
            name.lower().replace("_", "-") if LANGUAGE.fullmatch(name) else name.lower(): cell.strip()
            for name, cell in row.items()
            if name
        }
        columns = columns or _columns(path, cells)
        forbidden = _terms(cells.get("forbidden", ""))
        wordings = {
            name: Wording(_terms(cells.get(name, "")), tuple(word for word in forbidden if _belongs(word, name)))
            for name in columns
        }
        if sum(wording != Wording() for wording in wordings.values()) < 2 or wordings.get("source") == Wording():
            remedy = "give the row a term, and a rendering or one that is forbidden"
            raise ReadError(path, line, "the row has nothing to hold a translation to", remedy)
        yield Concept(
            wordings,
            place=f"{path}:{line}",
            exact_case=_answer(path, line, cells, "case_sensitive"),
            may_be_part=_answer(path, line, cells, "part_of_word") or False,
        )


def _columns(path: Path, header: Mapping[str, str]) -> list[str]:
    """The columns of terms: those of the two sides, or those of languages."""
    for name in header:
        near = difflib.get_close_matches(name, OPTIONS, n=1, cutoff=0.8)
        if near and near[0] != name:
            raise ReadError(path, 1, f"unknown column “{name}”", f"did you mean “{near[0]}”?")
    if all(side in header for side in SIDES):
        return list(SIDES)
    languages = [name for name in header if LANGUAGE.fullmatch(name)]
    if len({name[:2] for name in languages}) < 2:
        found = ", ".join(f"“{name}”" for name in list(header)[:20])
        remedy = "name them source and target in the first row, or by language, such as en and zh-TW"
        raise ReadError(path, 1, f"no columns of terms; found {found}", remedy)
    return languages


def _terms(cell: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in cell.split("|") if term.strip())


def _belongs(word: str, column: str) -> bool:
    """Whether a forbidden word is one of a column: of the target, or of the language that it is written in."""
    return column == "target" or (column != "source" and column[:2] == (language(word) or "zh"))


def _answer(path: Path, line: int, cells: Mapping[str, str], column: str) -> bool | None:
    """Yes or no, or None where the cell is empty."""
    said = cells.get(column, "").lower()
    if said and said not in ANSWERS:
        raise ReadError(path, line, f"“{said}” under {column}", "write yes or no, or leave the cell empty")
    return ANSWERS.get(said)
