"""Scores that were made elsewhere, such as on a machine with a GPU."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from audit.metric import MeanMetric
from audit.model import Score, Segment, Signature
from audit.reader import ReadError, lines, read_text
from audit.rows import named


class Given(MeanMetric, frozen=True):
    """The scores in a column of a table, one for each segment; the score of the text is their mean.

    The table is tab-separated, comma-separated or JSON Lines, and may be the input itself. Rows belong to segments
    by their `id`, or where there is no such column, by their order.

    >>> str(Given(file="comet.tsv", of="wmt22-comet-da").signature)
    'given|of:wmt22-comet-da|file:comet.tsv|column:score|bs:1000|seed:12345'
    """

    name = "given"
    needs = frozenset({"scores"})

    file: Annotated[str, Meta(description="The table: .tsv, .csv or .jsonl. Without one, there is no score.")] = ""
    column: Annotated[str, Meta(description="The column, or key, of the scores.")] = "score"
    of: Annotated[str, Meta(description="What made the scores: its signature, or at least its name.")] = ""

    @property
    def signature(self) -> Signature:
        """What made the scores, and where they were read."""
        said = {"of": self.of or "unknown", "file": self.file or "none", "column": self.column}
        return Signature(self.name, tuple({**said, "bs": str(self.samples), "seed": str(self.seed)}.items()))

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the mean, then each segment's score. Raises ReadError where a segment has none."""
        if not self.file:
            return
        path, signature = Path(self.file), str(self.signature)
        given = _given(path, self.column)
        remedy = "give one score for every segment, by its id or in the same order"
        for name in (segment.id for segment in segments if segment.id not in given):
            raise ReadError(path, None, f"no score for segment “{name}”", remedy)
        for name in sorted(given.keys() - {segment.id for segment in segments}):
            raise ReadError(path, None, f"a score for “{name}”, and no such segment", remedy)
        values = [given[segment.id] for segment in segments]
        yield from self.told(segments, values, signature)


def _given(path: Path, column: str) -> Mapping[str, float]:
    """The scores of a table by segment id."""
    found: dict[str, float] = {}
    found_rows = _objects(path) if path.suffix.lower() in (".jsonl", ".ndjson") else _cells(path)
    for number, (line, row) in enumerate(found_rows, start=1):
        if column not in row:
            columns = ", ".join(f"“{name}”" for name in list(row)[:20])
            raise ReadError(path, line, f"no column “{column}”; found {columns}", "name the column of the scores")
        name = str(row["id"]).strip() if row.get("id") not in (None, "") else str(number)
        if name in found:
            raise ReadError(path, line, f"a second score for segment “{name}”", "leave one of them")
        found[name] = _number(path, line, row[column])
    return found


def _number(path: Path, line: int, cell: object) -> float:
    try:
        value = math.nan if isinstance(cell, bool) else float(str(cell))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ReadError(path, line, f"“{cell}” is no score", "write a number, such as 0.87")
    return value


def _objects(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(lines(read_text(path)), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise ReadError(path, number, "no JSON object", 'write one a line, as {"id": "7", "score": 0.87}')
            yield number, row


def _cells(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, row in named(path):
        yield line, {"id" if name.lower() == "id" else name: cell for name, cell in row.items()}
