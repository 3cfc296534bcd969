"""A report of one line a finding."""

from typing import BinaryIO, ClassVar

from audit.model import Report
from audit.text.visible import visible


class Outline:
    """Segment, check and message of each finding, between tabs."""

    name: ClassVar[str] = "outline"
    suffix: ClassVar[str | None] = ".outline"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the lines, after one that says how many there are."""
        out.write(b"%d findings\n" % len(report.findings))
        for finding in report.findings:
            cells = (visible(text) for text in (finding.segment, finding.check, finding.message))
            out.write("\t".join(cells).encode("utf-8") + b"\n")
