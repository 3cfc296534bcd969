"""The numbers behind the charts of the page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from audit.model import Finding, Report, Severity, Verdict
from audit.writer import by_segment
from audit.writers.html.entries import worst

T = TypeVar("T")
WORST_FIRST = [severity.value for severity in reversed(Severity)]
FIGURES = ("mismatch", "open", "match")
"""What becomes of figures, the worst first; "open" is ambiguous or unverifiable."""
BINS = 160
"""Columns of the charts that run along the document, at most."""
LEAST = 3
"""Findings that fill a column, at least: a single one should not look like many."""


class Column(NamedTuple):
    """Segments that stand together in the chart."""

    first: str
    last: str
    """Ids of the first and the last of them."""
    counts: Counter[str]
    number: int
    """Number of the worst of them."""


def within(value: float) -> str:
    """A position on a scale from 0 to 100.

    >>> within(31.416), within(-3), within(250)
    ('31.42', '0.00', '100.00')
    """
    return f"{min(max(value, 0), 100):.2f}"


def stacked(counts: Mapping[str, int], most: int) -> Iterator[dict[str, Any]]:
    """A bar of one part for each severity or verdict, the longest of all bars 100 long.

    >>> [(part["start"], part["length"]) for part in stacked({"major": 3, "minor": 1}, 8)]
    [('0.00', '37.50'), ('37.50', '12.50')]
    """
    start = 0.0
    for part in (*WORST_FIRST, *FIGURES):
        if count := counts.get(part, 0):
            length = 100 * count / most
            yield {"part": part, "start": f"{start:.2f}", "length": f"{length:.2f}"}
            start += length


def facets(findings: Sequence[Finding]) -> dict[str, Any]:
    """Findings by severity and by check, with the largest count of each."""
    by_severity = Counter(finding.severity.value for finding in findings)
    by_check: dict[tuple[str, str], Counter[str]] = {}
    for finding in findings:
        by_check.setdefault((finding.check, finding.category), Counter())[finding.severity.value] += 1
    checks = [(check, category, counts) for (check, category), counts in by_check.items()]
    return {
        "severities": [(name, {name: by_severity[name]}) for name in WORST_FIRST if by_severity[name]],
        "checks": sorted(checks, key=lambda row: (-row[2].total(), row[0])),
        "most_severity": max(by_severity.values(), default=1),
        "most_check": max((counts.total() for _, _, counts in checks), default=1),
    }


def figures(report: Report) -> Counter[str]:
    """How many figures match, do not, or cannot be told."""
    told = (Verdict.MATCH, Verdict.MISMATCH)
    return Counter(row.verdict.value if row.verdict in told else "open" for row in report.quantities)


def course(report: Report) -> dict[str, Any]:
    """Findings from the first segment to the last, in columns of equally many segments."""
    columns = list(_columns(report))
    most = max([LEAST, *(column.counts.total() for column in columns)])
    bins = []
    for x, (first, last, counts, number) in enumerate(columns):
        told = ", ".join(f"{counts[name]} {name}" for name in WORST_FIRST if counts[name])
        bins.append(
            {
                "x": x,
                "total": counts.total(),
                "anchor": f"s-{number}",
                "label": f"{first if first == last else f'{first} – {last}'}: {told}",
                "rects": list(_column(counts, most)),
            }
        )
    return {"bins": bins}


def _columns(report: Report) -> Iterator[Column]:
    numbered = enumerate(by_segment(report), 1)
    for part in _parts(range(len(report.segments))):
        here = list(islice(numbered, len(part)))
        every = (finding for _, (_, findings) in here for finding in findings)
        counts = Counter(finding.severity.value for finding in every if finding.suppressed is None)
        number, _ = min(here, key=lambda entry: worst(entry[1][1]))
        yield Column(here[0][1][0].id, here[-1][1][0].id, counts, number)


def trends(report: Report) -> list[dict[str, Any]]:
    """The mean of each metric along the document."""
    values: dict[str, dict[str, float]] = {}
    for score in report.scores:
        if score.segment is not None:
            values.setdefault(score.metric, {})[score.segment] = score.value
    return [trend for metric, by_id in values.items() if (trend := _trend(metric, report, by_id))]


def _trend(metric: str, report: Report, by_id: Mapping[str, float]) -> dict[str, Any] | None:
    means = []
    for x, part in enumerate(_parts(report.segments)):
        known = [by_id[segment.id] for segment in part if segment.id in by_id]
        if known:
            means.append((x + 0.5, sum(known) / len(known)))
    if len(means) < 2:
        return None
    low, high = min(mean for _, mean in means), max(mean for _, mean in means)
    scale = 26 / (high - low) if high > low else 0
    points = " ".join(f"{x:g},{28 - (mean - low) * scale:.1f}" for x, mean in means)
    return {"metric": metric, "low": low, "high": high, "points": points}


def _column(counts: Mapping[str, int], most: int) -> Iterator[dict[str, str]]:
    top = 39.5
    for severity in WORST_FIRST:
        if count := counts.get(severity, 0):
            height = 38 * count / most
            top -= height
            yield {"severity": severity, "y": f"{top:.2f}", "height": f"{height:.2f}"}


def _parts(things: Sequence[T]) -> list[Sequence[T]]:
    count = min(len(things), BINS)
    return [things[len(things) * n // count : len(things) * (n + 1) // count] for n in range(count)]
