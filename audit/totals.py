"""The sums at the end of a report for a terminal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from audit.model import Finding, Report, Severity
from audit.text.visible import visible


def summary(report: Report) -> RenderableType:
    """How many segments and findings there are, by severity and by check."""
    counted = [finding for finding in report.findings if finding.suppressed is None]
    flagged = len({finding.segment for finding in counted})
    total = f"{_several(len(report.segments), 'segment')}, {flagged:,} with findings; {_by_severity(counted)}"
    if report.suppressed:
        total += f"; {len(report.suppressed)} suppressed"
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    for check, count in Counter(finding.check for finding in counted).most_common():
        table.add_row(str(count), visible(check))
    return Group(Text(total), Padding(table, (0, 0, 0, 2)))


def by_file(found: Mapping[str, Sequence[Finding]]) -> RenderableType:
    """The findings of each file by severity."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    for origin, findings in found.items():
        if findings:
            table.add_row(visible(origin), _by_severity(findings))
    clean = sum(not findings for findings in found.values())
    if clean:
        table.add_row(_several(clean, "file"), "no findings")
    return Padding(table, (0, 0, 0, 2))


def _by_severity(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[severity]} {severity}" for severity in reversed(Severity) if counts[severity]) or (
        "no findings"
    )


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
