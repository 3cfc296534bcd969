"""Pages of HTML with tables of pairs."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from audit.grids import Block, Cell, Line, pairs
from audit.model import Segment, Side
from audit.reader import Fields, Reader, naming, read_text
from audit.text.formats.html_tables import blocks
from audit.text.formats.html_words import Outside, Row, Words
from audit.text.formats.written import Place

START = re.compile(
    r"\s*+(?:(?><!--.*?-->)\s*+|<\?[^>]*+>\s*+)*+<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL
)


class Html(Reader):
    """The tables with columns `source` and `target`, and optionally those of a tab-separated table; a row is a pair.

    Words are those that a browser shows, without markup; scripts and styles are none, and nothing is run or loaded.
    Hidden text, and text that is in no such table, is quoted in notes. A row with one cell for both sides is a heading,
    and left out too.
    """

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and START.match(heads[0]) is not None

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        text = read_text(path)
        with naming(path):
            found = _blocks(text)
        for segment, _ in pairs(path, found, self.fields):
            yield segment


def places(text: str, fields: Fields) -> Callable[[int, Side], Place | None]:
    """Where each side of the segments of a page is written, by their number from 0."""
    found = [sides for _, sides in pairs(Path(), _blocks(text), fields)]
    return lambda number, side: found[number][side].place()


def _blocks(text: str) -> list[Block]:
    return [_outside(one) if isinstance(one, Outside) else [_line(row) for row in one] for one in blocks(text)]


def _outside(words: Outside) -> str:
    return f"line {words.line}: left out, {'hidden' if words.is_hidden else 'outside the tables'}: “{words.text}”"


def _line(row: Row) -> Line:
    cells = [Cell(cell.words.text, partial(_place, cell.words), cell.columns, cell.rows) for cell in row.cells]
    hidden = [f"line {row.line}: left out, hidden: “{said}”" for said in row.hidden]
    return Line(row.line, f"line {row.line}", cells, hidden)


def _place(words: Words) -> Place | None:
    return words.place
