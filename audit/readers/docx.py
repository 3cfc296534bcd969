"""Documents of Word with tables of pairs."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from audit.grids import Block, Cell, Line, pairs
from audit.model import Segment, Side
from audit.reader import Fields, Reader, ReadError, naming, read_bytes
from audit.text.formats.encodings import decode
from audit.text.formats.unpacking import ARCHIVE, archive, member
from audit.text.formats.wordprocessing import DOCUMENT, Table, Words, blocks
from audit.text.formats.written import Place

BESIDE = {
    "header": "headers",
    "footer": "footers",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
"""Parts of a document that are not read, by how their files begin."""


class Docx(Reader):
    """The tables with columns `source` and `target`, and optionally those of a tab-separated table; a row is a pair.

    Changes are read as accepted: deletions are not text, insertions are. Hidden text, and text that is in no such
    table, is quoted in notes. A row with one cell for both sides is a heading, and left out too. Rows are counted
    through all tables.
    """

    name = "docx"
    suffixes = (".docx", ".docm")
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and heads[0].startswith("PK\n") and f"\n{DOCUMENT}" in heads[0]

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        raw = read_bytes(path)
        if not raw.startswith(ARCHIVE):
            raise ReadError(path, None, "this is no document of Word", "save it as .docx, without a password")
        with naming(path):
            package = archive(raw)
            text, _ = decode(member(package, DOCUMENT))
            found = _blocks(text)
        for segment, _ in pairs(path, [*_beside(package.namelist(), text), *found], self.fields):
            yield segment


def places(text: str, fields: Fields) -> Callable[[int, Side], Place | None]:
    """Where each side of the segments of a document is written, by their number from 0."""
    found = [sides for _, sides in pairs(Path(), _blocks(text), fields)]
    return lambda number, side: found[number][side].place()


def _blocks(text: str) -> list[Block]:
    numbers = count(1)
    return [
        f"left out, outside the tables: “{one}”" if isinstance(one, str) else list(_lines(one, numbers))
        for one in blocks(text)
    ]


def _lines(table: Table, numbers: Iterator[int]) -> Iterator[Line]:
    for row, number in zip(table, numbers, strict=False):
        hidden = [f"row {number}: left out, hidden: “{cell.words.hidden}”" for cell in row if cell.words.hidden]
        cells = [Cell(cell.words.text, partial(_place, cell.words), cell.columns, 1, cell.is_continued) for cell in row]
        yield Line(number, f"row {number}", cells, hidden)


def _place(words: Words) -> Place | None:
    return words.place


def _beside(names: Iterable[str], text: str) -> Iterator[str]:
    """What to say of words that stand elsewhere in the document."""
    starts = [start for start in BESIDE if any(name.startswith(f"word/{start}") for name in names)]
    found = [BESIDE[start] for start in starts] + (["text boxes"] if "txbxContent" in text else [])
    if found:
        yield f"left out, if they say anything: {', '.join(found)}"
