"""The findings as JSON Lines, one a line."""

from typing import BinaryIO, ClassVar

from audit.model import Report
from audit.writers.json import encoded, finding_record


class JsonLines:
    """One finding a line, in the form it has in the JSON report."""

    name: ClassVar[str] = "jsonl"
    suffix: ClassVar[str | None] = ".jsonl"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the findings in document order."""
        out.writelines(encoded(finding_record(finding)) + b"\n" for finding in report.findings)
