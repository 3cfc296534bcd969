"""A comparison for programs."""

from collections.abc import Iterator
from typing import Any

from audit.comparison.compare import Comparison, System, Versus, corpus
from audit.writers.json import document, record


def json(comparison: Comparison) -> Iterator[str]:
    """One document; scores, findings and failures in the words of the report."""
    base = comparison.systems[0]
    reports = {system.name: system for system in comparison.systems}
    names = [system.name for system in comparison.systems]
    members = {
        "schema": 1,
        "baseline": base.name,
        "notes": comparison.notes,
        "systems": [_system(system) for system in comparison.systems],
        "comparisons": [_versus(found, base, reports[found.system]) for found in comparison.versus],
        "quantities": [
            {
                "segment": found.segment,
                "source": found.source or None,
                "systems": dict(zip(names, found.renderings, strict=True)),
            }
            for found in comparison.disagreements
        ],
    }
    yield b"".join(document(members)).decode()


def _system(system: System) -> dict[str, Any]:
    counts: dict[str, dict[str, int]] = {}
    for (check, severity), count in sorted(system.findings.items()):
        counts.setdefault(check, {})[severity] = count
    report = system.report
    return {
        "name": system.name,
        "inputs": [record(part, "path format sha256 segments") for part in report.inputs],
        "target_locale": report.target_locale,
        "guards": [record(guard, "fault segments") for guard in report.guards],
        "scores": [record(score, "metric signature value interval") for score in corpus(report)],
        "mqm": record(report.mqm, "score penalty unit per interval"),
        "findings": counts,
        "failures": [record(failure, "check segment error") for failure in report.failures],
    }


def _versus(found: Versus, base: System, other: System) -> dict[str, Any]:
    largest = []
    for gap in found.largest:
        one, two = base.report.segments[gap.number], other.report.segments[gap.number]
        largest.append(
            {
                "segment": one.id,
                "source": one.source,
                "baseline": {"value": gap.baseline, "target": one.target},
                "system": {"value": gap.other, "target": two.target},
            }
        )
    return {**record(found, "metric system difference interval p_value wins losses ties better"), "largest": largest}
