"""The report as an Excel workbook, the marked places in colour."""

import datetime
import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from audit.model import Report, Severity, Verdict
from audit.text.visible import visible
from audit.writer import by_segment
from audit.writers.xlsx.cells import put, put_marked

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

INK = {
    Severity.CRITICAL: "#B3184A",
    Severity.MAJOR: "#C2500F",
    Severity.MINOR: "#8A5A00",
    Severity.NEUTRAL: "#48607A",
}
MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""One date for every workbook: the same report gives the same bytes."""
ROWS = 100_000
"""Rows of a sheet, at most: a workbook is made in memory, and no program opens one with more than a million."""
TITLE = "Translation audit"
FINDINGS = {
    "segment": 9,
    "line": 7,
    "severity": 10,
    "check": 24,
    "message": 44,
    "source": 60,
    "target": 60,
    "suggestion": 24,
    "category": 20,
    "verdict": 13,
    "confidence": 11,
    "suppressed": 24,
    "fingerprint": 18,
}
SEGMENTS = {"segment": 9, "line": 7, "speaker": 20, "findings": 9, "source": 60, "target": 60, "reference": 60}
QUANTITIES = {
    "segment": 9,
    "kind": 16,
    "source text": 30,
    "source value": 24,
    "target text": 30,
    "target value": 24,
    "verdict": 13,
    "check": 24,
}


class Xlsx:
    """Sheets for the summary, the findings, the segments and the quantities. No text in it is a formula or a link.

    A sheet has 100,000 rows at most. Where a text has more segments, only those with findings are listed, and where it
    has more quantities, only those that do not match; the summary says so.
    """

    name: ClassVar[str] = "xlsx"
    suffix: ClassVar[str | None] = ".xlsx"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the workbook."""
        from xlsxwriter import Workbook

        made = io.BytesIO()
        book = Workbook(made, {"in_memory": True})
        book.set_properties({"title": TITLE, "created": MADE.replace(tzinfo=None)})
        _summary(report, book)
        _findings(report, book)
        _segments(report, book)
        _quantities(report, book)
        book.close()
        out.write(made.getvalue())


def _summary(report: Report, book: "Workbook") -> None:
    sheet = book.add_worksheet("Summary")
    bold = book.add_format({"bold": True, "font_size": 14})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    rows: list[tuple[Any, ...]] = [("ready to publish" if report.gate.passed else "not ready to publish",)]
    rows += [("", reason) for reason in report.gate.reasons]
    rows += [("segments", len(report.segments))]
    for severity in reversed(Severity):
        count = sum(finding.severity == severity and finding.suppressed is None for finding in report.findings)
        rows.append((f"{severity} findings", count))
    rows.append(("suppressed findings", len(report.suppressed)))
    if report.mqm.score is not None:
        rows.append(("MQM", report.mqm.score))
    rows += [(score.metric, score.value, score.signature) for score in report.scores if score.segment is None]
    rows += [("crashed", f"{failure.check}: {failure.error}") for failure in report.failures]
    rows += [("input", part.path, part.format, part.sha256) for part in report.inputs]
    rows.append(("signature", report.signature))
    rows += [("left out", told) for told in _left_out(report)]
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            put(sheet, at, column, value, bold if at == 0 else None)


def _left_out(report: Report) -> Iterator[str]:
    """What does not fit in the sheets."""
    where = "a report in JSON has them all"
    if len(report.findings) > ROWS:
        yield f"findings after the first {ROWS:,} of {len(report.findings):,}; {where}"
    if len(report.segments) > ROWS:
        yield f"segments but the first {ROWS:,} with findings, of {len(report.segments):,}; {where}"
    if len(report.quantities) > ROWS:
        yield f"quantities but the first {ROWS:,} that do not match, of {len(report.quantities):,}"


def _findings(report: Report, book: "Workbook") -> None:
    sheet, cell = _table(book, "Findings", FINDINGS)
    inks = {
        severity: book.add_format({"font_color": INK[severity], "bold": True, "text_wrap": True, "valign": "top"})
        for severity in Severity
    }
    at = 0
    for segment, findings in by_segment(report):
        for finding in findings[: ROWS - at]:
            at += 1
            plain = {
                "segment": segment.id,
                "line": segment.line,
                "severity": finding.severity.value,
                "check": finding.check,
                "message": finding.message,
                "suggestion": finding.suggestion.text if finding.suggestion else None,
                "category": finding.category,
                "verdict": finding.verdict.value if finding.verdict else None,
                "confidence": finding.confidence,
                "suppressed": finding.suppressed,
                "fingerprint": finding.fingerprint,
            }
            ink = inks[finding.severity]
            for column, name in enumerate(FINDINGS):
                if name == "source":
                    put_marked(sheet, at, column, segment.source, finding.source_spans, cell, ink)
                elif name == "target":
                    put_marked(sheet, at, column, segment.target, finding.target_spans, cell, ink)
                else:
                    put(sheet, at, column, plain[name], cell)
    sheet.autofilter(0, 0, max(at, 1), len(FINDINGS) - 1)


def _segments(report: Report, book: "Workbook") -> None:
    metrics = list(dict.fromkeys(score.metric for score in report.scores if score.segment is not None))
    scores = {(score.segment, score.metric): score.value for score in report.scores}
    sheet, cell = _table(book, "Segments", SEGMENTS | dict.fromkeys(metrics, 10))
    rows = (row for row in by_segment(report) if row[1] or len(report.segments) <= ROWS)
    for at, (segment, findings) in enumerate(islice(rows, ROWS), 1):
        open_ = sum(finding.suppressed is None for finding in findings)
        words = (segment.source, segment.target, segment.reference)
        values = [scores.get((segment.id, metric)) for metric in metrics]
        for column, value in enumerate((segment.id, segment.line, segment.speaker, open_, *words, *values)):
            put(sheet, at, column, value, cell)
    sheet.autofilter(0, 0, min(max(len(report.segments), 1), ROWS), len(SEGMENTS) + len(metrics) - 1)


def _quantities(report: Report, book: "Workbook") -> None:
    sheet, cell = _table(book, "Quantities", QUANTITIES)
    every = len(report.quantities) <= ROWS
    told = (row for row in report.quantities if every or row.verdict is not Verdict.MATCH)
    for at, row in enumerate(islice(told, ROWS), 1):
        sides = (row.source, row.source_value, row.target, row.target_value)
        for column, value in enumerate((row.segment, row.kind, *sides, row.verdict.value, row.check)):
            put(sheet, at, column, value, cell)
    sheet.autofilter(0, 0, min(max(len(report.quantities), 1), ROWS), len(QUANTITIES) - 1)


def _table(book: "Workbook", name: str, columns: dict[str, int]) -> tuple["Worksheet", "Format"]:
    """A sheet with a frozen header, and the format of its cells."""
    sheet = book.add_worksheet(name)
    header = book.add_format({"bold": True, "bg_color": "#E8E5DC", "bottom": 1})
    for column, (title, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, visible(title), header)
    sheet.freeze_panes(1, 0)
    return sheet, book.add_format({"text_wrap": True, "valign": "top"})
