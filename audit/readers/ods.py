"""Spreadsheets of LibreOffice and others: OpenDocument."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from audit.model import Segment, Side
from audit.reader import Fields, Reader, ReadError, naming, read_bytes
from audit.rows import Row
from audit.sheets import COLUMNS, Sheet, layout, pairs
from audit.text.formats.encodings import NotText, decode
from audit.text.formats.inline import escaped, stretches
from audit.text.formats.unpacking import ARCHIVE, archive, member
from audit.text.formats.written import Place, Stretch, place_of
from audit.text.formats.xml import Element, parse

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
BLANK = re.compile(r"""<(?:[\w.-]+:)?(tab|line-break|s)\b(?:[^>]*\bc=["'](\d{1,3})["'])?""")
BLANKS = {"tab": "\t", "line-break": "\n", "s": " "}
WRITTEN = {f"{TABLE} formula", f"{OFFICE} value", f"{OFFICE} date-value", f"{OFFICE} time-value"}
WRITTEN |= {f"{OFFICE} boolean-value", f"{OFFICE} string-value"}
"""What a cell has whose value does not stand in its text alone."""
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
        return pairs(path, [Sheet(_name(sheet), partial(_rows, path, text, sheet)) for sheet in sheets], self.fields)


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


def cells_of(text: str, fields: Fields) -> Callable[[int, Side], Element | None]:
    """The cell of each side in the row of a number, from 1; None where the row has none."""
    sheets = _sheets(text)
    found = layout(Path(), [Sheet(_name(sheet), partial(_rows, Path(), text, sheet)) for sheet in sheets], fields)
    rows = {
        at: row for number, row, times in _cells(sheets[found.sheet]) for at in range(number, number + min(times, SAME))
    }

    def find(line: int, side: Side) -> Element | None:
        cells, column = rows.get(line, []), found.columns[side]
        return cells[column] if column < len(cells) else None

    return find


def places(text: str, fields: Fields) -> Callable[[int, Side], Place | None]:
    """Where each side of the row of a number, from 1, is written; None where that is no plain text."""
    cell_of = cells_of(text, fields)

    def find(line: int, side: Side) -> Place | None:
        cell = cell_of(line, side)
        if cell is None or not WRITTEN.isdisjoint(cell.attributes):
            return None
        return place_of(text, _stretches(text, cell), escaped)

    return find


def _rows(path: Path, text: str, sheet: Element) -> Iterator[Row]:
    """The rows with anything in them. Raises ReadError."""
    for number, row, times in _cells(sheet):
        cells = [_text(text, cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells and times > SAME:
            raise ReadError(path, number, f"the row is repeated {times} times", "delete the copies")
        yield from ((at, cells) for at in range(number, number + times) if cells)


def _cells(sheet: Element) -> Iterator[tuple[int, list[Element], int]]:
    """The number of each row, its cells by column, and how often it is repeated."""
    number = 1
    for row in sheet.below("table-row"):
        cells: list[Element] = []
        for cell in row.named("table-cell", "covered-table-cell"):
            cells += [cell] * min(_repeated(cell, "columns"), COLUMNS - len(cells))
        times = _repeated(row, "rows")
        yield number, cells, times
        number += times


def _repeated(element: Element, what: str) -> int:
    said = element.attributes.get(f"{TABLE} number-{what}-repeated", "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 1


def _text(text: str, cell: Element) -> str:
    return "".join(one.shown for one in _stretches(text, cell))


def _stretches(text: str, cell: Element) -> Iterator[Stretch]:
    """The paragraphs of a cell, a line each; not the comments on it."""
    ended: int | None = None
    for paragraph in cell.children:
        if paragraph.name == "p" and paragraph.namespace == TEXT:
            if ended is not None:
                yield Stretch("\n", ended, ended)
            yield from stretches(text, paragraph, _sign)
            ended = paragraph.inner_end


def _sign(tag: str) -> str:
    """The blanks that a tag stands for."""
    blank = BLANK.match(tag)
    return BLANKS[blank[1]] * int(blank[2] or 1) if blank else ""
