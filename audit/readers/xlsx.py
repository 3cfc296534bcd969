"""Excel workbooks."""

import io
import posixpath
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import count
from pathlib import Path
from typing import Any

from audit.model import Segment
from audit.reader import Fields, Reader, ReadError, naming, read_bytes
from audit.rows import Row
from audit.sheets import COLUMNS, Layout, Sheet, layout, pairs
from audit.text.formats.encodings import NotText, decode
from audit.text.formats.unpacking import ARCHIVE, archive, member
from audit.text.formats.xml import parse

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROWS = 1_048_576
"""As many rows as a sheet may have."""
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
        return pairs(path, _sheets(path), self.fields)


def found_layout(path: Path, fields: Fields) -> Layout:
    """Where in a workbook the pairs are. Raises ReadError."""
    return layout(path, _sheets(path), fields)


def sheet_of(path: Path, package: zipfile.ZipFile, fields: Fields) -> tuple[str, dict[str, int]]:
    """The file of the sheet that has the pairs, and its columns. Raises ReadError and NotText."""
    found = found_layout(path, fields)
    book, _ = decode(member(package, "xl/workbook.xml"))
    relations, _ = decode(member(package, "xl/_rels/workbook.xml.rels"))
    targets = {one.attributes.get("Id"): one.attributes.get("Target", "") for one in parse(relations).children}
    sheets = [targets.get(one.attributes.get(f"{RELATIONS} id"), "") for one in parse(book).below("sheet")]
    sheets = [posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") for target in sheets if "sheets/" in target]
    worksheets = [name for name in sheets if "worksheets/" in name]
    if found.sheet >= len(worksheets) or worksheets[found.sheet] not in package.namelist():
        raise NotText(None, "its sheets are not where workbooks have them", "open it and save it again")
    return worksheets[found.sheet], found.columns


def letters(column: int) -> str:
    """What a column is called, counted from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    rest, last = divmod(column, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _sheets(path: Path) -> list[Sheet]:
    raw = read_bytes(path)
    if not raw.startswith(ARCHIVE):
        raise ReadError(path, None, "this is no workbook of Excel", "save it as .xlsx, without a password")
    with naming(path):
        _check(path, archive(raw))
    return [_sheet(path, sheet) for sheet in _opened(path, raw).worksheets]


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


def _sheet(path: Path, sheet: Any) -> Sheet:
    formulas: dict[int, list[str]] = {}

    def rows() -> Iterator[Row]:
        found = sheet.iter_rows(max_row=ROWS, max_col=COLUMNS)
        for number in count(1):
            with _refusing(path, number), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cells = next(found, None)
            if cells is None:
                return
            formulas.clear()
            formulas[number] = [_text(cell.value) for cell in cells if cell.data_type == "f"]
            yield number, [_text(cell.value) for cell in cells]

    return Sheet(sheet.title, rows, lambda number: formulas.get(number, ()))


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
