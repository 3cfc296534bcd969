"""Tables of pairs with a header: tab-separated and comma-separated."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from audit.model import Segment
from audit.reader import Reader, ReadError, read_text

REQUIRED = ("source", "target")
OPTIONAL = ("id", "reference", "speaker")
FURTHER_REFERENCE = re.compile("reference ?[0-9]+")

Row = tuple[int, list[str]]
"""The line where a row starts, and its cells."""


class Tsv(Reader):
    """Tab-separated columns `source` and `target`, optionally `id`, `reference`, `reference2` and on, `speaker`.

    Quotation marks are text, unless the whole file is quoted exactly as a spreadsheet would have written it.
    """

    name = "tsv"
    suffixes = (".tsv", ".tab")
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and _has_header(heads[0], "\t")

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        text = read_text(path)
        return _segments(path, _rows(path, text, "\t", csv.QUOTE_MINIMAL if _is_quoted(text) else csv.QUOTE_NONE))


class Csv(Reader):
    """Comma- or semicolon-separated columns `source` and `target`, and optionally those of a tab-separated table."""

    name = "csv"
    suffixes = (".csv",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and any(_has_header(heads[0], mark) for mark in ",;")

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        text = read_text(path)
        delimiter = ";" if _has_header(text, ";") else ","
        return _segments(path, _rows(path, text, delimiter, csv.QUOTE_MINIMAL))


def _has_header(text: str, delimiter: str) -> bool:
    header = text.lstrip().partition("\n")[0].split(delimiter)
    return {cell.strip().strip('"').strip().lower() for cell in header}.issuperset(REQUIRED)


def _is_quoted(text: str) -> bool:
    """Whether writing the rows again, with quotation marks where needed or everywhere, gives the same text."""
    if '"' not in text:
        return False
    try:
        rows = [cells for _, cells in _rows(Path(), text, "\t", csv.QUOTE_MINIMAL)]
    except ReadError:
        return False
    return any(
        _written(rows, quoting) == text.replace("\r\n", "\n").rstrip("\n")
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    )


def _written(rows: list[list[str]], quoting: int) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().replace("\r\n", "\n").rstrip("\n")


def _rows(path: Path, text: str, delimiter: str, quoting: int) -> Iterator[Row]:
    csv.field_size_limit(2**31 - 1)  # the limit of the module's default is shorter than a long paragraph may be
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "inside a quoted cell write each quotation mark twice, and close the cell with one"
        raise ReadError(path, line, f"the row starting here cannot be read ({error})", remedy) from None


def _segments(path: Path, rows: Iterator[Row]) -> Iterator[Segment]:
    filled = ((line, cells) for line, cells in rows if any(map(str.strip, cells)))
    columns, width = _columns(path, *next(filled, (1, [])))
    for line, cells in filled:
        if len(cells) <= max(columns["source"], columns["target"]):
            remedy = "give every row a cell for the source and one for the target"
            raise ReadError(path, line, f"expected {width} cells as in the header, found {len(cells)}", remedy)
        if any(map(str.strip, cells[width:])):
            remedy = "quote cells that contain the separator, or replace it"
            raise ReadError(path, line, f"expected {width} cells as in the header, found {len(cells)}", remedy)
        yield _segment(line, {name: cells[at] for name, at in columns.items() if at < len(cells)})


def _columns(path: Path, line: int, header: list[str]) -> tuple[dict[str, int], int]:
    names = [cell.strip().lower() for cell in header]
    for name in REQUIRED:
        if name not in names:
            found = ", ".join(f"“{cell.strip()}”" for cell in header[:20]) or "none"
            raise ReadError(
                path, line, f"no column “{name}”; found {found}", "name the columns source and target in the first row"
            )
    known = (*REQUIRED, *OPTIONAL, *dict.fromkeys(filter(FURTHER_REFERENCE.fullmatch, names)))
    for name in known:
        if names.count(name) > 1:
            raise ReadError(path, line, f"two columns are called “{name}”", "rename one of them")
    return {name: names.index(name) for name in known if name in names}, len(names)


def _segment(line: int, cells: dict[str, str]) -> Segment:
    missing = [side for side in REQUIRED if not cells[side].strip()]
    return Segment(
        id=cells.get("id", "").strip(),
        source=cells["source"],
        target=cells["target"],
        reference=cells.get("reference") or None,
        more_references=tuple(text for name, text in cells.items() if FURTHER_REFERENCE.fullmatch(name) and text),
        line=line,
        speaker=cells.get("speaker") or None,
        notes=tuple(f"line {line}: the {side} is empty" for side in missing),
    )
