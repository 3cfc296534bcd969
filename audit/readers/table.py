"""Tables of pairs with a header: tab-separated and comma-separated."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from audit.model import Segment
from audit.reader import Reader, ReadError, read_text
from audit.rows import Row, has_header, segments


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
        return segments(path, rows(path, text, *_tabs(text)))


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
        return segments(path, rows(path, text, *_commas(text)))


def rows(path: Path, text: str, delimiter: str, quoting: int) -> Iterator[Row]:
    """The rows of a table, each with the line where it starts. Raises ReadError."""
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


def _tabs(text: str) -> tuple[str, int]:
    return "\t", csv.QUOTE_MINIMAL if _is_quoted(text) else csv.QUOTE_NONE


def _commas(text: str) -> tuple[str, int]:
    return ";" if _has_header(text, ";") else ",", csv.QUOTE_MINIMAL


DIALECTS: dict[str, Callable[[str], tuple[str, int]]] = {"tsv": _tabs, "csv": _commas}
"""What parts the cells of a text, and how they may be quoted, by format."""


def _has_header(text: str, delimiter: str) -> bool:
    return has_header(text.lstrip().partition("\n")[0].split(delimiter))


def _is_quoted(text: str) -> bool:
    """Whether writing the rows again, with quotation marks where needed or everywhere, gives the same text."""
    if '"' not in text:
        return False
    try:
        table = [cells for _, cells in rows(Path(), text, "\t", csv.QUOTE_MINIMAL)]
    except ReadError:
        return False
    return any(
        _written(table, quoting) == text.replace("\r\n", "\n").rstrip("\n")
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    )


def _written(table: list[list[str]], quoting: int) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n", quoting=quoting).writerows(table)  # type: ignore[arg-type]
    return out.getvalue().replace("\r\n", "\n").rstrip("\n")
