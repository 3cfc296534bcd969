"""Excel workbooks."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import count, islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from audit.model import Segment
from audit.reader import Reader, ReadError, naming, read_bytes
from audit.rows import Row, has_header, segments
from audit.text.unpacking import ARCHIVE, archive, member

ROWS, COLUMNS = 1_048_576, 256
"""As many rows as a sheet may have; columns to the right of so many are not looked at."""
HEADER = 20
"""Rows in which a header is looked for."""
FORBIDDEN = [mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le")]
FORBIDDEN += [mark.encode("utf-16-be") for mark in ("<!DOCTYPE", "<!ENTITY")]


class Xlsx(Reader):
    """The first sheet with columns `source` and `target`, and optionally those of a tab-separated table.

    Formulas are read as they are written, never computed, with a note. Other sheets are named in a note.
    """

    name = "xlsx"
    suffixes = (".xlsx", ".xlsm")
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and heads[0].startswith("PK\n") and "\nxl/workbook.xml" in heads[0]

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        raw = read_bytes(path)
        if not raw.startswith(ARCHIVE):
            raise ReadError(path, None, "this is no workbook of Excel", "save it as .xlsx, without a password")
        with naming(path):
            _check(path, archive(raw))
        book = _opened(path, raw)
        sheets = [(sheet, _header(path, sheet)) for sheet in book.worksheets]
        if not sheets:
            raise ReadError(path, None, "the workbook has no sheets", "give one with columns source and target")
        chosen, header = next((found for found in sheets if found[1]), sheets[0])
        others = [f"“{sheet.title}”" for sheet, _ in sheets if sheet is not chosen]
        notes = [f"read from the sheet “{chosen.title}”; left out: {', '.join(others)}"] if others else []
        for segment in segments(path, _table(path, chosen, header or 1, notes)):
            yield replace(segment, notes=(*notes, *segment.notes)) if notes else segment
            notes.clear()


def _check(path: Path, book: zipfile.ZipFile) -> None:
    """Refuse parts that declare entities. Raises ReadError and NotText."""
    for name in book.namelist():
        if name.endswith((".xml", ".rels")) and any(mark in member(book, name) for mark in FORBIDDEN):
            raise ReadError(path, None, f"{name} in it declares a document type", "save the workbook again")


def _opened(path: Path, raw: bytes) -> Any:
    import openpyxl  # slow to import

    with warnings.catch_warnings(), _refusing(path):
        warnings.simplefilter("ignore")  # of features that have nothing to do with text
        return openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)


@contextmanager
def _refusing(path: Path, line: int | None = None) -> Iterator[None]:
    """A damaged workbook makes openpyxl raise whatever it stumbles over. Raises ReadError."""
    try:
        yield
    except Exception as error:
        said = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise ReadError(path, line, f"the workbook cannot be read ({said})", "open it and save it again") from None


def _header(path: Path, sheet: Any) -> int | None:
    """The row that names the columns, from 1."""
    return next((number for number, cells in islice(_rows(path, sheet), HEADER) if has_header(_texts(cells))), None)


def _table(path: Path, sheet: Any, header: int, notes: list[str]) -> Iterator[Row]:
    """The rows from the header on, all as long as that; what else there is goes into the notes."""
    width = 0
    for number, cells in _rows(path, sheet):
        texts = _texts(cells)
        if number == header:
            width = max((at for at, text in enumerate(texts, start=1) if text.strip()), default=0)
        outside = [text for text in texts[width:] if text.strip()]
        if outside:
            notes.append(f"row {number}: left out, outside the table: {', '.join(f'“{text}”' for text in outside)}")
        formulas = [text for cell, text in zip(cells, texts[:width], strict=False) if cell.data_type == "f"]
        notes += [f"row {number}: “{text}” is a formula, read as it is written" for text in formulas]
        if number >= header:
            yield number, [*texts[:width], *[""] * (width - len(texts))]


def _rows(path: Path, sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    rows = sheet.iter_rows(max_row=ROWS, max_col=COLUMNS)
    for number in count(1):
        with _refusing(path, number), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None:
            return
        yield number, row


def _texts(cells: Iterable[Any]) -> list[str]:
    return [_text(cell.value) for cell in cells]


def _text(value: Any) -> str:
    """What a cell holds, in words.

    >>> _text(None), _text(7.0), _text(0.5), _text(True), _text(date(2024, 5, 1))
    ('', '7', '0.5', 'TRUE', '2024-05-01')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case date() | datetime() | time():
            return value.isoformat()
    return str(getattr(value, "text", value))
