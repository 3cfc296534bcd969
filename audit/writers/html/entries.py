"""Segments and findings as the page shows them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from audit.model import Finding, Report, Segment, Span
from audit.text.pieces import pieces
from audit.text.visible import visible
from audit.writer import by_segment, gravity, scores_by_segment

CONTEXT = 40
"""Characters shown on either side of a correction."""
LISTED = 20_000
"""Segments that a browser can well show on one page."""
CLEAN = 2
"""Sorts segments without findings behind those with any."""


class Entry(Struct, frozen=True):
    """A segment with everything that is said of it."""

    number: int
    segment: Segment
    findings: Sequence[Mapping[str, Any]]
    source: Sequence[Mapping[str, Any]]
    target: Sequence[Mapping[str, Any]]
    scores: Sequence[tuple[str, float]]
    counts: Mapping[str, int]
    """Findings by severity, without the suppressed."""
    worst: str | None
    gravity: int


def entries(report: Report) -> list[Entry]:
    """Every segment in document order; of a very long text, those with findings, the worst `LISTED`."""
    chosen = _chosen(report)
    scores = scores_by_segment(report.scores)
    numbers = {segment.id: number for number, segment, _ in chosen}
    pages = {rule.name: anchor("page", rule.name) for rule in report.rules}
    taken: Counter[str] = Counter()
    listed = []
    for number, segment, findings in chosen:
        ids = [_unique(anchor("f", finding.fingerprint), taken) for finding in findings]
        counts = Counter(finding.severity.value for finding in findings if finding.suppressed is None)
        listed.append(
            Entry(
                number=number,
                segment=segment,
                findings=[
                    _shown(finding, id_, segment, pages.get(finding.check), numbers)
                    for finding, id_ in zip(findings, ids, strict=True)
                ],
                source=_marked(segment.source, findings, ids, "source_spans"),
                target=_marked(segment.target, findings, ids, "target_spans"),
                scores=list(scores.get(segment.id, {}).items()),
                counts=counts,
                worst=findings[0].severity.value if counts else None,
                gravity=worst(findings),
            )
        )
    return listed


def worst(findings: Sequence[Finding]) -> int:
    """The gravity of a segment with these findings, the worst first."""
    return gravity(findings[0]) if findings else CLEAN


def _chosen(report: Report) -> list[tuple[int, Segment, tuple[Finding, ...]]]:
    """The segments that are listed, in document order, each with its number and its findings."""
    all_of_them = len(report.segments) <= LISTED
    numbered = ((number, *pair) for number, pair in enumerate(by_segment(report), 1))
    found = [entry for entry in numbered if all_of_them or entry[2]]
    return sorted(sorted(found, key=lambda entry: worst(entry[2]))[:LISTED], key=lambda entry: entry[0])


def anchor(kind: str, name: str) -> str:
    """An id for an element that a link can name.

    >>> anchor("f", "3fa9"), anchor("page", "number mismatch\\"")
    ('f-3fa9', 'page-number_mismatch_')
    """
    return f"{kind}-{re.sub('[^0-9A-Za-z-]', '_', name)}"


def _unique(name: str, taken: Counter[str]) -> str:
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}.{taken[name]}"


def _shown(
    finding: Finding, id_: str, segment: Segment, page: str | None, numbers: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "id": id_,
        "check": finding.check,
        "category": finding.category,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value if finding.verdict else None,
        "message": finding.message,
        "confidence": finding.confidence,
        "suppressed": finding.suppressed,
        "confirmed": finding.confirmed,
        "page": page,
        "edit": _edit(segment.target, finding),
        "instances": list(_instances(finding.facts.get("instances"), numbers)),
    }


def _edit(target: str, finding: Finding) -> dict[str, str] | None:
    """The correction in the words around it."""
    if (edit := finding.suggestion) is None:
        return None
    start, end = max(0, edit.start - CONTEXT), edit.end + CONTEXT
    return {
        "before": ("…" if start else "") + target[start : edit.start],
        "removed": target[edit.start : edit.end],
        "added": edit.text,
        "after": target[edit.end : end] + ("…" if end < len(target) else ""),
    }


def _instances(found: object, numbers: Mapping[str, int]) -> Iterator[dict[str, str | None]]:
    """The other places of a document-wide fault, as far as the check tells."""
    for place in found if isinstance(found, list | tuple) else ():
        told = place if isinstance(place, Mapping) else {"text": place}
        segment = str(told.get("segment", ""))
        yield {
            "anchor": f"s-{numbers[segment]}" if segment in numbers else None,
            "segment": segment,
            "text": str(told.get("text", "")),
        }


def _marked(text: str, findings: Sequence[Finding], ids: Sequence[str], side: str) -> list[dict[str, Any]]:
    """The text cut at every border of a mark, the worst finding first in each piece."""
    owners: list[int] = []
    spans: list[Span] = []
    for number, finding in enumerate(findings):
        for span in getattr(finding, side):
            owners.append(number)
            spans.append(span)
    cut = []
    for bit, covering in pieces(text, spans):
        owning = sorted({owners[index] for index in covering})
        told = [f"{findings[o].severity} · {findings[o].check}: {visible(findings[o].message)}" for o in owning]
        cut.append(
            {
                "text": bit,
                "finding": {"id": ids[owning[0]], "severity": findings[owning[0]].severity.value} if owning else None,
                "ids": " ".join(ids[o] for o in owning),
                "title": "\n".join(told),
            }
        )
    return cut
