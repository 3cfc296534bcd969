"""The findings as a table that a spreadsheet opens."""

import csv
import io
from typing import Any, BinaryIO, ClassVar

from audit.model import Finding, Report, Segment
from audit.text.visible import visible
from audit.writer import by_segment

COLUMNS = (
    "segment",
    "line",
    "speaker",
    "check",
    "category",
    "severity",
    "verdict",
    "message",
    "source",
    "target",
    "marked source",
    "marked target",
    "suggestion",
    "confidence",
    "suppressed",
    "fingerprint",
    "confirmed",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell must not start with; some spreadsheets take the fullwidth forms too."""


class Csv:
    """One finding a row, in UTF-8 with the mark that spreadsheets know it by."""

    name: ClassVar[str] = "csv"
    suffix: ClassVar[str | None] = ".csv"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the rows in document order."""
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
        try:
            rows = csv.writer(text)
            rows.writerow(COLUMNS)
            for segment, findings in by_segment(report):
                rows.writerows([cell(value) for value in _row(segment, finding)] for finding in findings)
        finally:
            text.detach()


def _row(segment: Segment, finding: Finding) -> tuple[Any, ...]:
    return (
        segment.id,
        segment.line,
        segment.speaker,
        finding.check,
        finding.category,
        finding.severity,
        finding.verdict,
        finding.message,
        segment.source,
        segment.target,
        " | ".join(segment.text(span) for span in finding.source_spans),
        " | ".join(segment.text(span) for span in finding.target_spans),
        finding.suggestion.text if finding.suggestion else None,
        finding.confidence,
        finding.suppressed,
        finding.fingerprint,
        finding.confirmed,
    )


def cell(value: Any) -> Any:
    """Text that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("-5%"), cell("5%"), cell(7)
    ("'=1+1", "'-5%", '5%', 7)
    """
    if not isinstance(value, str):
        return value
    text = visible(value, keep="\n")
    return f"'{text}" if value.startswith(FORMULA) else text
