"""The contract of a writer: a report in, bytes out, the same bytes for the same report."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar, Protocol

from audit.model import Finding, Report, Score, Segment

SHOWN = 12
"""Ids that are shown of many."""


class Writer(Protocol):
    """A form in which people or programs read a report."""

    name: ClassVar[str]
    """As given to `--output`."""
    suffix: ClassVar[str | None]
    """As in the file name given to `--report`, with its dot; None where there is none."""

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the whole report. Text of segments is data: escape it for the form at hand."""


def by_segment(report: Report) -> Iterator[tuple[Segment, tuple[Finding, ...]]]:
    """Every segment in document order with its findings, the worst first."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.segment, []).append(finding)
    for segment in report.segments:
        theirs = found.pop(segment.id, None)
        yield segment, tuple(sorted(theirs, key=gravity)) if theirs else ()


def caveats(report: Report) -> Iterator[str]:
    """What to know before believing the scores, besides what is among the findings."""
    ran = {rule.name for rule in report.rules}
    broken = [guard for guard in report.guards if guard.fault not in (*ran, "empty")]
    if broken:
        told = "; ".join(f"{guard.fault} {shortened(guard.segments)}" for guard in broken)
        yield f"broken, whatever the scores say: {told}"
    yield from report.astray


def shortened(names: Sequence[str]) -> str:
    """The first of many ids, and how many more there are.

    >>> shortened([str(number) for number in range(1, 21)])
    '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 8 more'
    """
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def scores_by_segment(scores: Iterable[Score]) -> dict[str, dict[str, float]]:
    """The scores of single segments: by id, then by metric."""
    found: dict[str, dict[str, float]] = {}
    for score in scores:
        if score.segment is not None:
            found.setdefault(score.segment, {})[score.metric] = score.value
    return found


def gravity(finding: Finding) -> int:
    """Sorts findings: the worst first, and the suppressed after all others.

    >>> from audit.model import Severity
    >>> gravity(Finding(check="c", category="a", severity=Severity.MAJOR, segment="1", message="m"))
    -5
    """
    return 1 if finding.suppressed is not None else -finding.severity.weight


def path_of(report: Report, segment: Segment) -> str | None:
    """The file a segment was read from."""
    if segment.origin is not None:
        return segment.origin
    return report.inputs[0].path if report.inputs else None
