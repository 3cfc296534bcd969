"""The findings as annotations of a GitHub workflow run."""

from typing import BinaryIO, ClassVar

from audit.model import Finding, Report, Segment, Severity
from audit.text.visible import visible
from audit.writer import by_segment, gravity, path_of

COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}
LIMIT = 10
"""GitHub shows this many annotations of each kind in a step, and drops the others."""


class GitHub:
    """The worst findings as annotations, the rest as a count, then the verdict."""

    name: ClassVar[str] = "github"
    suffix: ClassVar[str | None] = None

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write one workflow command a line."""
        open_ = [
            (segment, finding)
            for segment, findings in by_segment(report)
            for finding in findings
            if finding.suppressed is None
        ]
        shown: dict[str, int] = {}
        for segment, finding in sorted(open_, key=lambda pair: gravity(pair[1])):
            command = COMMANDS[finding.severity]
            shown[command] = shown.get(command, 0) + 1
            if shown[command] <= LIMIT:
                out.write(_annotation(command, report, segment, finding).encode())
        if (more := sum(max(0, count - LIMIT) for count in shown.values())) > 0:
            out.write(f"audit: {more} more findings are in the report\n".encode())
        verdict = "passed" if report.gate.passed else "failed: " + "; ".join(report.gate.reasons)
        out.write(f"audit: {visible(verdict)}\n".encode())


def _annotation(command: str, report: Report, segment: Segment, finding: Finding) -> str:
    properties = {"file": path_of(report, segment), "line": segment.line, "title": finding.check}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    message = f"segment {segment.id}: {finding.message}"
    if edit := finding.suggestion:
        message += f"\n{segment.target[edit.start : edit.end]} → {edit.text}"
    return f"::{command} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    """A message as workflow commands take it.

    >>> _data("up 5%\\nnot 50%")
    'up 5%25%0Anot 50%25'
    """
    return visible(text, keep="\n").replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
