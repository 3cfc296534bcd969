"""Tables of pairs with a header: tab-separated and comma-separated."""

from collections.abc import Iterator
from pathlib import Path

from audit.lines import Lines
from audit.model import Segment
from audit.reader import Fields, Reader, head
from audit.rows import has_header, segments, separated


class Tsv(Reader):
    """Tab-separated columns `source` and `target`, optionally `id`, `reference`, `reference2` and on, `speaker`.

    Quotation marks are text, unless the whole file is quoted exactly as a spreadsheet would have written it.
    """

    name = "tsv"
    suffixes = (".tsv", ".tab")
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and _has_header(heads[0], "\t", self.fields)

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        return segments(path, separated(path, Lines(path, ends=True), separator("tsv", "", self.fields)), self.fields)


class Csv(Reader):
    """Comma- or semicolon-separated columns `source` and `target`, and optionally those of a tab-separated table."""

    name = "csv"
    suffixes = (".csv",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and any(_has_header(heads[0], mark, self.fields) for mark in ",;")

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        delimiter = separator("csv", head(path), self.fields)
        return segments(path, separated(path, Lines(path, ends=True), delimiter), self.fields)


def separator(format: str, text: str, fields: Fields) -> str:  # noqa: A002 - what every reader calls it
    """What stands between the cells of a table in this format, tsv or csv.

    >>> separator("csv", "source;target", Fields()), separator("csv", "source,target", Fields())
    (';', ',')
    """
    if format == "tsv":
        return "\t"
    header = text.lstrip().partition("\n")[0]
    return ";" if _has_header(text, ";", fields) or (";" in header and "," not in header) else ","


def _has_header(text: str, delimiter: str, fields: Fields) -> bool:
    return has_header(text.lstrip().partition("\n")[0].split(delimiter), fields)
