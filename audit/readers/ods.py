"""Spreadsheets of LibreOffice and others: OpenDocument."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from audit.model import Segment
from audit.reader import Reader, ReadError, naming, read_bytes
from audit.rows import Row
from audit.sheets import COLUMNS, Sheet, pairs
from audit.text.encodings import NotText, decode
from audit.text.inline import words
from audit.text.unpacking import ARCHIVE, archive, member
from audit.text.xml import Element, parse

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
BLANK = re.compile(r"""<(?:[\w.-]+:)?(tab|line-break|s)\b(?:[^>]*\bc=["'](\d{1,3})["'])?""")
BLANKS = {"tab": "\t", "line-break": "\n", "s": " "}
SAME = 1000
"""Rows in a row that may be the same."""


class Ods(Reader):
    """The first sheet with columns `source` and `target`, and optionally those of a tab-separated table.

    Cells are read as they are shown; of a formula that is its last result. Other sheets are named in a note.
    """

    name = "ods"
    suffixes = (".ods",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and heads[0].startswith("PK\n") and "\ncontent.xml" in heads[0]

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        raw = read_bytes(path)
        if not raw.startswith(ARCHIVE):
            raise ReadError(path, None, "this is no OpenDocument file", "save it as .ods, without a password")
        with naming(path):
            text, _ = decode(member(archive(raw), "content.xml"))
            sheets = _sheets(text)
        return pairs(path, [Sheet(_name(sheet), partial(_rows, path, text, sheet)) for sheet in sheets])


def _sheets(text: str) -> list[Element]:
    try:
        root = parse(text)
    except NotText as error:  # the line is one of a file inside the file
        raise NotText(None, f"content.xml in it: {error.problem}", error.remedy) from None
    rest, found = [root], list[Element]()
    while rest:
        element = rest.pop()
        if element.name == "table" and element.namespace == TABLE:
            found.append(element)
        elif element.name in ("document-content", "body", "spreadsheet"):
            rest += reversed(element.children)
    return found


def _name(sheet: Element) -> str:
    return sheet.attributes.get(f"{TABLE} name", "")


def _rows(path: Path, text: str, sheet: Element) -> Iterator[Row]:
    """The rows with anything in them. Raises ReadError."""
    number = 1
    for row in sheet.below("table-row"):
        cells: list[str] = []
        for cell in row.named("table-cell", "covered-table-cell"):
            cells += [_text(text, cell)] * min(_repeated(cell, "columns"), COLUMNS - len(cells))
        while cells and not cells[-1].strip():
            cells.pop()
        times = _repeated(row, "rows")
        if cells and times > SAME:
            raise ReadError(path, number, f"the row is repeated {times} times", "delete the copies")
        yield from ((at, cells) for at in range(number, number + times) if cells)
        number += times


def _repeated(element: Element, what: str) -> int:
    said = element.attributes.get(f"{TABLE} number-{what}-repeated", "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 1


def _text(text: str, cell: Element) -> str:
    """The paragraphs of a cell, a line each; not the comments on it."""
    paragraphs = (one for one in cell.children if one.name == "p" and one.namespace == TEXT)
    return "\n".join("".join(_said(text, one)) for one in paragraphs)


def _said(text: str, element: Element) -> Iterator[str]:
    """The words of a paragraph, with blanks for the elements that stand for them."""
    found = words(text, element)
    at = 0
    for start, end in found.tags:
        yield found.text[at:start]
        if blank := BLANK.match(found.text, start, end):
            yield BLANKS[blank[1]] * int(blank[2] or 1)
        at = end
    yield found.text[at:]
