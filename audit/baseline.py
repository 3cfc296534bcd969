"""The baseline file: one finding a line, so that its history can be read."""

from datetime import date
from pathlib import Path
from typing import BinaryIO

import msgspec

from audit.model import Report
from audit.reader import ReadError, read_text
from audit.suppression import Baseline, Known
from audit.text.visible import visible
from audit.writer import path_of

FILE = Path("audit-baseline.json")


def baseline_of(report: Report, day: date) -> Baseline:
    """Every finding of a report that nobody suppressed, in an order that moved lines do not change."""
    named = {finding.segment for finding in report.findings}
    faulty = (segment for segment in report.segments if segment.id in named)
    paths = {segment.id: visible(path_of(report, segment) or "") for segment in faulty}
    known = [
        Known(check=it.check, fingerprint=it.fingerprint, input=paths[it.segment], message=visible(it.message))
        for it in report.findings
        if it.suppressed is None
    ]
    ordered = sorted(known, key=lambda entry: (entry.input, entry.check, entry.fingerprint))
    return Baseline(date=day, findings=tuple(ordered))


def write(baseline: Baseline, out: BinaryIO) -> None:
    """Write a baseline as `read` reads it."""
    rows = b",\n".join(msgspec.json.encode(entry) for entry in baseline.findings)
    head = f'{{"baseline": {baseline.baseline}, "date": "{baseline.date}", "findings": [\n'
    out.write(head.encode() + rows + b"\n]}\n")


def read(path: Path) -> Baseline:
    """Read a baseline. Raises ReadError."""
    try:
        return msgspec.json.decode(read_text(path), type=Baseline)
    except msgspec.DecodeError as error:
        problem = f"not a baseline: {str(error)[0].lower()}{str(error)[1:]}"
        raise ReadError(path, None, problem, "write one with `audit baseline`") from None
