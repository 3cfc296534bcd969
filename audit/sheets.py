"""Workbooks: the sheet that has the pairs, and what there is beside them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from audit.model import Segment
from audit.reader import Fields, ReadError
from audit.rows import Row, columns, has_header, segments

COLUMNS = 256
"""Columns to the right of so many are not looked at."""
HEADER = 20
"""Rows in which a header is looked for."""


class Sheet(NamedTuple):
    """A sheet of a workbook."""

    name: str
    rows: Callable[[], Iterator[Row]]
    """Reads its rows from the first on; those without anything in them may be left out."""
    formulas: Callable[[int], Sequence[str]] = lambda _: ()
    """The formulas in a row that has just been read."""


class Layout(NamedTuple):
    """Where in a workbook the pairs are."""

    sheet: int
    """The number of the sheet, from 0."""
    header: int
    """The row that names the columns, from 1."""
    columns: dict[str, int]
    """Which column is what, from 0."""


def layout(path: Path, sheets: Sequence[Sheet], fields: Fields) -> Layout:
    """Find the first sheet with the columns of pairs. Raises ReadError."""
    if not sheets:
        remedy = f"give one with columns {fields.source} and {fields.target}"
        raise ReadError(path, None, "the workbook has no sheets", remedy)
    for number, sheet in enumerate(sheets):
        for row, cells in islice(sheet.rows(), HEADER):
            if has_header(cells, fields):
                return Layout(number, row, columns(path, row, cells, fields))
    row, cells = next((row for row in sheets[0].rows() if any(map(str.strip, row[1]))), (1, []))
    return Layout(0, row, columns(path, row, cells, fields))


def pairs(path: Path, sheets: Sequence[Sheet], fields: Fields) -> Iterator[Segment]:
    """The segments of the first sheet with the columns of pairs; what is left out is noted. Raises ReadError."""
    found = layout(path, sheets, fields)
    chosen = sheets[found.sheet]
    others = ", ".join(f"“{sheet.name}”" for sheet in sheets if sheet is not chosen)
    notes = [f"read from the sheet “{chosen.name}”; left out: {others}"] if others else []
    for segment in segments(path, _table(chosen, found.header, notes), fields):
        yield replace(segment, notes=(*notes, *segment.notes))
        notes.clear()


def _table(sheet: Sheet, header: int, notes: list[str]) -> Iterator[Row]:
    """The rows from the header on, all as long as that; what else there is goes into the notes."""
    width = 0
    for number, cells in sheet.rows():
        if number == header:
            width = max((at for at, text in enumerate(cells, start=1) if text.strip()), default=0)
        outside = ", ".join(f"“{text}”" for text in cells[width:] if text.strip())
        notes += [f"row {number}: left out, outside the table: {outside}"] if outside else []
        notes += [f"row {number}: “{text}” is a formula, read as it is written" for text in sheet.formulas(number)]
        if number >= header:
            yield number, [*cells[:width], *[""] * (width - len(cells))]
