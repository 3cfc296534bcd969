"""The findings as tasks of Label Studio, with the spans as predictions that people confirm or delete.

The form is that of https://labelstud.io/guide/predictions and https://labelstud.io/guide/task_format: offsets in code
points. The labelling interface that goes with it is on the page “Judging findings”.
"""

from typing import Any, BinaryIO, ClassVar

from audit.model import Finding, Report, Segment, Span
from audit.text.visible import visible
from audit.writer import by_segment, path_of
from audit.writers.json import encoded


class LabelStudio:
    """A task for each pair, with a region for each finding. `audit verdicts` reads what comes back."""

    name: ClassVar[str] = "labelstudio"
    suffix: ClassVar[str | None] = None

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the tasks as one JSON list, one a line. Findings that somebody suppressed are left out of regions."""
        tasks = [
            {
                "data": {
                    "segment": segment.id,
                    "input": path_of(report, segment),
                    "line": segment.line,
                    "source": segment.source,
                    "target": segment.target,
                    "suppressed": [f"{one.check}: {one.message}" for one in findings if one.suppressed is not None],
                },
                "predictions": [
                    {
                        "model_version": report.signature,
                        "result": [_region(segment, one) for one in findings if one.suppressed is None],
                    }
                ],
            }
            for segment, findings in by_segment(report)
        ]
        out.write(b"[\n" + b",\n".join(map(encoded, tasks)) + b"\n]\n")


def _region(segment: Segment, finding: Finding) -> dict[str, Any]:
    """A finding at its first words, or at the whole text where it is about no words of it."""
    spans = [span for span in (*finding.target_spans, *finding.source_spans) if span.start < span.end]
    side = "target" if segment.target else "source"
    span = next(iter(spans), Span("target" if segment.target else "source", 0, len(getattr(segment, side))))
    return {
        "id": finding.fingerprint,
        "from_name": f"{span.side}_errors",
        "to_name": span.side,
        "type": "labels",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": segment.text(span),
            "labels": [finding.severity.value],
        },
        "meta": {"text": [visible(f"{finding.check}: {finding.message}")], "check": finding.check},
    }
