"""Tables of pairs with a header: tab-separated and comma-separated."""

from collections.abc import Iterator
from pathlib import Path

from audit.lines import Lines
from audit.model import Segment
from audit.reader import Reader, head
from audit.rows import has_header, segments, separated


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
        return segments(path, separated(path, Lines(path, ends=True), separator("tsv", "")))


class Csv(Reader):
    """Comma- or semicolon-separated columns `source` and `target`, and optionally those of a tab-separated table."""

    name = "csv"
    suffixes = (".csv",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and any(_has_header(heads[0], mark) for mark in ",;")

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        return segments(path, separated(path, Lines(path, ends=True), separator("csv", head(path))))


def separator(format: str, text: str) -> str:  # noqa: A002 - what every reader calls it
    """What stands between the cells of a table in this format, tsv or csv.

    >>> separator("csv", "source;target"), separator("csv", "source,target")
    (';', ',')
    """
    if format == "tsv":
        return "\t"
    return ";" if _has_header(text, ";") else ","


def _has_header(text: str, delimiter: str) -> bool:
    return has_header(text.lstrip().partition("\n")[0].split(delimiter))
