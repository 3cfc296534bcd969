"""The tables of a page in HTML, at any depth, and the words outside them.

Words are those that a browser shows: blanks in a row are one, a line ends where one does on the screen. What is deleted
(`del`) is no text; what is hidden is told apart.
"""

import re

from msgspec import Struct

from audit.text.formats.html import Token, tokens
from audit.text.formats.html_words import Cell, Outside, Row, Table, Words
from audit.text.tables import table

BLOCKS, VOID = (frozenset(table("html_elements.tsv")[kind].split()) for kind in ("block", "void"))
CELLS = ("td", "th")
ROWS = ("tr", "thead", "tbody", "tfoot")
HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
MOST_ROWS = 65534
"""Rows that a cell may reach down, by the standard."""


class _Open(Struct):
    """A table whose end is still to come."""

    rows: Table
    row: Row | None = None
    cell: Cell | None = None


class _Skipped(Struct):
    """An element that is not shown, whose end is still to come."""

    name: str
    line: int
    is_deleted: bool
    depth: int = 1
    tables: int = 0
    words: list[str] = []


def blocks(text: str) -> list[Table | Outside]:
    """The tables of a page and the words outside them, in the order of their beginnings. Raises NotText.

    >>> [[first, second]] = blocks("<table><tr><td>R&amp;D<td> two <b>words</b></tr><tr><td>3</table>")
    >>> [[cell.words.text for cell in row.cells] for row in (first, second)]
    [['R&D', 'two words'], ['3']]
    """
    page = _Page(text)
    for token in tokens(text):
        page.take(token)
    return page.finished()


class _Page:
    """What has been read of a page so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Table | Outside] = []
        self.tables: list[_Open] = []
        self.outside, self.outside_line = Words(text), 1
        self.skipped: _Skipped | None = None
        self.line, self.counted = 1, 0
        self.preformatted = 0

    def take(self, token: Token) -> None:
        """Read a token."""
        self.line += self.text.count("\n", self.counted, token.start)
        self.counted = token.start
        if self.skipped and not self._reaches_end(self.skipped, token):
            return
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token.name)
        else:
            here = self._here()
            if here is self.outside and not here.stretches:
                self.outside_line = self.line
            here.add(token, keeps_blanks=self.preformatted > 0)

    def finished(self) -> list[Table | Outside]:
        """The end of the page: what is open ends there."""
        if self.skipped:
            self._end_skipped(self.skipped)
        while self.tables:
            self._end_table()
        self._end_outside()
        return self.blocks

    def _start(self, token: Token) -> None:
        name, attributes = token.name, token.attributes
        hides = "hidden" in attributes or HIDING.search(attributes.get("style", "")) is not None
        if (hides or name == "del") and name not in (*VOID, *CELLS, "tr"):
            self.skipped = _Skipped(name, self.line, name == "del")
        elif name == "table":
            self._end_outside()
            self.tables.append(_Open([]))
            self.blocks.append(self.tables[-1].rows)
        elif name in ROWS and self.tables:
            self._end_row()
            if name == "tr":
                self._start_row(hides)
        elif name in CELLS and self.tables:
            self._end_cell()
            row = self.tables[-1].row or self._start_row(False)
            span, reach = (_number(attributes.get(key, "")) for key in ("colspan", "rowspan"))
            cell = Cell(Words(self.text), span or 1, min(reach, MOST_ROWS) if reach is not None else 1, hides)
            row.cells.append(cell)
            self.tables[-1].cell = cell
        elif name == "br":
            self._here().end_line(token.start, token.end)
        elif name in BLOCKS:
            self._here().end_block(token.start)
        self.preformatted += name == "pre"

    def _end(self, name: str) -> None:
        if name == "table" and self.tables:
            self._end_table()
        elif name in ROWS and self.tables:
            self._end_row()
        elif name in CELLS and self.tables:
            self._end_cell()
        elif name in BLOCKS:
            self._here().end_block(self.counted)
        self.preformatted = max(0, self.preformatted - (name == "pre"))

    def _here(self) -> Words:
        cell = self.tables[-1].cell if self.tables else None
        return cell.words if cell else self.outside

    def _start_row(self, is_hidden: bool) -> Row:
        row = Row(self.line, is_hidden=is_hidden)
        self.tables[-1].rows.append(row)
        self.tables[-1].row = row
        return row

    def _end_cell(self) -> None:
        here = self.tables[-1]
        if here.cell and here.row and (here.cell.is_hidden or here.row.is_hidden) and here.cell.words.text:
            here.row.hidden.append(here.cell.words.text)
            here.cell.words = Words(self.text)
        here.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        self.tables[-1].row = None

    def _end_table(self) -> None:
        self._end_row()
        self._end_outside()
        self.tables.pop()

    def _end_outside(self) -> None:
        if text := self.outside.text.strip():
            self.blocks.append(Outside(text, self.outside_line))
        self.outside = Words(self.text)

    def _reaches_end(self, skipped: _Skipped, token: Token) -> bool:
        """Whether an element that is not shown is over before this token; with its own end it is over, too."""
        if token.kind not in ("start", "end"):
            skipped.words.append(token.name or self.text[token.start : token.end])
            return False
        change = 1 if token.kind == "start" else -1
        in_cell = bool(self.tables and self.tables[-1].cell)
        if token.name == skipped.name:
            skipped.depth += change
            if skipped.depth == 0:
                self._end_skipped(skipped)
        elif (
            in_cell
            and not skipped.tables
            and token.name in (*CELLS, *ROWS, "table")
            and (change < 0 or token.name != "table")
        ):
            self._end_skipped(skipped)
            return True
        elif token.name == "table":
            skipped.tables += change
        return False

    def _end_skipped(self, skipped: _Skipped) -> None:
        self.skipped = None
        said = " ".join("".join(skipped.words).split())
        if said and not skipped.is_deleted:
            row = self.tables[-1].row if self.tables else None
            if row and row.cells:  # a row without any is not read
                row.hidden.append(said)
            else:
                self.blocks.append(Outside(said, skipped.line, True))


def _number(said: str) -> int | None:
    return (int(said) or MOST_ROWS) if said.isascii() and said.isdigit() and len(said) < 8 else None
