"""Tables inside documents: rows of cells, some of them merged, and the pairs in them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from audit.model import Segment, Side
from audit.reader import Fields, NoPairs, ReadError
from audit.rows import REQUIRED, Row, columns, has_header, segments
from audit.text.formats.written import Place

COLUMNS = 64
"""Columns to the right of so many are not looked at; Word has no more."""
HEADER = 20
"""Rows in which a header is looked for."""


class Cell(NamedTuple):
    """A cell as a document has it."""

    text: str
    place: Callable[[], Place | None] = lambda: None
    """Where the text is written, if it is written anywhere."""
    columns: int = 1
    rows: int = 1
    is_continued: bool = False
    """Whether it only continues the cell above it."""


class Line(NamedTuple):
    """A row of a table."""

    number: int
    where: str
    """How a person finds it: "row 5"."""
    cells: Sequence[Cell]
    notes: Sequence[str] = ()
    """What is left out of it, in words."""


class Slot(NamedTuple):
    """A square of a table: the cell that covers it, and whether that began to the left of it or above."""

    cell: Cell
    is_beside: bool = False
    is_below: bool = False


Grid = Sequence[Line]
Block = Grid | str
"""A table, or what to say of text that is in none."""
Sides = dict[Side, Cell]
"""The cells of a pair."""
NO_CELL = Slot(Cell(""))


def pairs(path: Path, blocks: Sequence[Block], fields: Fields) -> Iterator[tuple[Segment, Sides]]:
    """The pairs of every table that names their columns, with their cells. Raises ReadError.

    What is left out, in tables or between them, is noted at the next pair, or at the last.
    """
    grids = [block for block in blocks if not isinstance(block, str)]
    if not grids:
        raise NoPairs(path, None, "no tables found", f"give one with columns {fields.source} and {fields.target}")
    headers = {number: _header(grid, fields) for number, grid in enumerate(blocks) if not isinstance(grid, str)}
    if set(headers.values()) == {None}:
        first = next(_squares(grids[0]), None)
        columns(path, first[0].number if first else 1, [slot.cell.text for slot in first[1]] if first else [], fields)
    notes = list[str]()
    last: tuple[Segment, Sides] | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            notes.append(block)
        elif headers[number] is None:
            notes += [_left_out(line, "in a table without the columns of pairs") for line in block if _said(line)]
        else:
            for segment, sides in _pairs(path, block, headers[number], fields, notes):
                if last:
                    yield last
                last = replace(segment, notes=(*notes, *segment.notes)), sides
                notes.clear()
    if last:
        yield replace(last[0], notes=(*last[0].notes, *notes)), last[1]


def _pairs(
    path: Path, grid: Grid, header: int | None, fields: Fields, notes: list[str]
) -> Iterator[tuple[Segment, Sides]]:
    """The pairs of one table; what is left out goes into the notes before the pair that comes after it."""
    here = list[Slot]()
    found: dict[str, int] = {}

    def rows() -> Iterator[Row]:
        nonlocal here
        width = 0
        for number, (line, slots) in enumerate(_squares(grid)):
            texts = [slot.cell.text for slot in slots]
            if number == header:
                found.update(columns(path, line.number, texts, fields))
                width = len(slots)
                yield line.number, texts
            elif not found:
                notes.extend([_left_out(line, "before the names of the columns")] if _said(line) else [])
            else:
                slots += [NO_CELL] * (width - len(slots))
                if _is_pair(path, line, [slots[found[side]] for side in REQUIRED]):
                    outside = ", ".join(f"“{text}”" for text in texts[width:] if text.strip())
                    notes.extend([f"{line.where}: left out, outside the table: {outside}"] if outside else [])
                    notes.extend(line.notes)
                    here = slots
                    yield line.number, [slot.cell.text for slot in slots[:width]]
                elif _said(line):
                    notes.append(_left_out(line, "in merged cells"))

    for segment in segments(path, rows(), fields):
        yield segment, {"source": here[found["source"]].cell, "target": here[found["target"]].cell}


def _is_pair(path: Path, line: Line, sides: Sequence[Slot]) -> bool:
    """Whether a row has cells of its own for both sides: a heading has one for both. Raises ReadError."""
    if any(side.is_beside for side in sides) or all(side.is_below for side in sides):
        return False
    if any(side.is_below for side in sides):
        remedy = "split the merged cells, so that every text has its own translation"
        raise ReadError(path, line.number, "one side is merged with the row above, the other is not", remedy)
    return True


def _header(grid: Grid, fields: Fields) -> int | None:
    """The number of the row that names the columns, from 0; None where no row does."""
    rows = enumerate(islice(_squares(grid), HEADER))
    return next((at for at, (_, slots) in rows if has_header([slot.cell.text for slot in slots], fields)), None)


def _squares(grid: Grid) -> Iterator[tuple[Line, list[Slot]]]:
    """Each row with what covers each of its columns; cells that reach further down are there again."""
    hanging = dict[int, tuple[int, Slot]]()
    above = list[Slot]()
    for line in grid:
        slots = list[Slot]()
        for cell in (*line.cells, None):
            while len(slots) in hanging:
                left, slot = hanging.pop(len(slots))
                if left > 1:
                    hanging[len(slots)] = left - 1, slot
                slots.append(slot)
            if cell is None or len(slots) >= COLUMNS:
                break
            if cell.is_continued:
                before = above[len(slots)].cell if len(slots) < len(above) else cell
                cell = before._replace(columns=cell.columns, rows=1, is_continued=True)
            for beside in range(min(cell.columns, COLUMNS - len(slots))):
                if cell.rows > 1:
                    hanging[len(slots)] = cell.rows - 1, Slot(cell, beside > 0, True)
                slots.append(Slot(cell, beside > 0, cell.is_continued))
        yield line, slots
        above = slots


def _said(line: Line) -> bool:
    return any(cell.text.strip() for cell in line.cells)


def _left_out(line: Line, why: str) -> str:
    said = ", ".join(f"“{cell.text}”" for cell in line.cells if cell.text.strip())
    return f"{line.where}: left out, {why}: {said}"
