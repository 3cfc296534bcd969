"""Workbooks: the sheet that has the pairs, and what there is beside them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from audit.model import Segment
from audit.reader import ReadError
from audit.rows import Row, has_header, segments

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


def pairs(path: Path, sheets: Sequence[Sheet]) -> Iterator[Segment]:
    """The segments of the first sheet with columns source and target; what is left out is noted. Raises ReadError."""
    if not sheets:
        raise ReadError(path, None, "the workbook has no sheets", "give one with columns source and target")
    tables = [(sheet, _header(sheet)) for sheet in sheets]
    chosen, header = next((found for found in tables if found[1]), tables[0])
    others = ", ".join(f"“{sheet.name}”" for sheet in sheets if sheet is not chosen)
    notes = [f"read from the sheet “{chosen.name}”; left out: {others}"] if others else []
    for segment in segments(path, _table(chosen, header or 1, notes)):
        yield replace(segment, notes=(*notes, *segment.notes))
        notes.clear()


def _header(sheet: Sheet) -> int | None:
    """The row that names the columns, from 1."""
    return next((number for number, cells in islice(sheet.rows(), HEADER) if has_header(cells)), None)


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
