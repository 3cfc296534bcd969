"""The findings as SARIF 2.1.0, for code scanning and editors."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, BinaryIO, ClassVar
from urllib.parse import quote

from audit.model import Finding, Report, Rule, Segment, Severity, Span
from audit.text.visible import visible
from audit.writer import by_segment, path_of
from audit.writers.json import encoded, finding_record

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}
BARE = ("transcript",)
"""Formats whose lines are the text itself, so that a place in the text is a place in the file."""


class Sarif:
    """One run with its rules, results, suppressions and fingerprints that survive moved lines."""

    name: ClassVar[str] = "sarif"
    suffix: ClassVar[str | None] = ".sarif"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the log."""
        rules = {rule.name: index for index, rule in enumerate(report.rules)}
        run = {
            "tool": {"driver": {"name": "translation-auditor", "rules": [_rule(rule) for rule in report.rules]}},
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": not report.failures,
                    "toolExecutionNotifications": [
                        {"level": "error", "message": _message(f"{failure.check} crashed: {failure.error}")}
                        for failure in report.failures
                    ],
                }
            ],
            "artifacts": [
                {"location": {"uri": _uri(part.path)}, "hashes": {"sha-256": part.sha256}} for part in report.inputs
            ],
            "results": [
                _result(report, segment, finding, rules)
                for segment, findings in by_segment(report)
                for finding in findings
            ],
            "properties": {"signature": report.signature, "passed": report.gate.passed},
        }
        log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
        out.write(encoded(log) + b"\n")


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": _message(rule.summary),
        "help": {"text": visible(rule.page, keep="\n"), "markdown": visible(rule.page, keep="\n")},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"category": rule.category, "tags": ["translation", *rule.category.split("/")]},
    }


def _result(report: Report, segment: Segment, finding: Finding, rules: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "level": LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [_location(report, segment, finding)],
        "partialFingerprints": {"auditContent/v1": finding.fingerprint},
        "properties": {
            key: value
            for key, value in finding_record(finding).items()
            if key in ("category", "severity", "verdict", "source_spans", "target_spans", "suggestion", "confidence")
        },
    }
    if finding.check in rules:
        result["ruleIndex"] = rules[finding.check]
    if finding.baseline is not None:
        result["baselineState"] = finding.baseline
    if finding.suppressed is not None:
        result["suppressions"] = [{"kind": "external", "justification": visible(finding.suppressed)}]
    return result


def _location(report: Report, segment: Segment, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"name": visible(segment.id), "kind": "segment"}]}
    if (path := path_of(report, segment)) is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
        if segment.line is not None:
            bare = any(part.path == path and part.format in BARE for part in report.inputs)
            physical["region"] = _region(segment.line, segment.source, finding.source_spans if bare else ())
        location["physicalLocation"] = physical
    return location


def _region(line: int, text: str, spans: Sequence[Span]) -> dict[str, int]:
    """Lines and columns, from 1 and in code points, of the first mark in a text that starts at this line."""
    if not spans:
        return {"startLine": line}
    (start_line, start_column), (end_line, end_column) = (_place(text, at) for at in (spans[0].start, spans[0].end))
    return {
        "startLine": line + start_line,
        "startColumn": start_column,
        "endLine": line + end_line,
        "endColumn": end_column,
    }


def _place(text: str, at: int) -> tuple[int, int]:
    """Lines before a place, and its column.

    >>> _place("ab\\ncd", 4)
    (1, 2)
    """
    return text.count("\n", 0, at), at - text.rfind("\n", 0, at)


def _message(text: str) -> dict[str, str]:
    """Plain words: in SARIF “[x](y)” is a link."""
    return {"text": visible(text).replace("](", "] (")}


def _uri(path: str) -> str:
    """A path as a URI reference.

    >>> _uri("talks/Q3 電話.txt")
    'talks/Q3%20%E9%9B%BB%E8%A9%B1.txt'
    """
    given = PurePath(path)
    quoted = quote(visible(given.as_posix()))
    return f"file://{quoted}" if given.is_absolute() else quoted
