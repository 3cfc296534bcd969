"""The report as one JSON document, schema 1."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, ClassVar

from msgspec import to_builtins

from audit.model import Finding, Report, Segment
from audit.text.visible import UNSEEN
from audit.writer import scores_by_segment


class Json:
    """One document for programs: `audit/data/report.schema.json` describes it."""

    name: ClassVar[str] = "json"
    suffix: ClassVar[str | None] = ".json"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the document with each segment, finding and score on a line of its own."""
        scores = scores_by_segment(report.scores)
        members: dict[str, Any] = {
            "schema": 1,
            "signature": report.signature,
            "inputs": [record(part, "path format sha256 segments") for part in report.inputs],
            "target_locale": report.target_locale,
            "segments": (_segment(segment, scores.get(segment.id, {})) for segment in report.segments),
            "findings": map(finding_record, report.findings),
            "scores": [
                record(score, "metric signature value interval") for score in report.scores if score.segment is None
            ],
            "mqm": record(report.mqm, "score penalty unit per interval"),
            "gate": record(report.gate, "passed reasons"),
            "failures": [record(failure, "check segment error") for failure in report.failures],
            "guards": [record(guard, "fault segments") for guard in report.guards],
            "notes": [*report.astray, *report.notes],
        }
        out.writelines(document(members))
        out.write(b"\n")


def document(members: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield a JSON object with each item of a list, or of an iterator, on a line of its own, member by member."""
    for number, (key, value) in enumerate(members.items()):
        yield b",\n" if number else b"{\n"
        yield encoded(key) + b": "
        if not isinstance(value, list | tuple | Iterator):
            yield encoded(value)
            continue
        some = False
        for item in value:
            yield (b",\n" if some else b"[\n") + encoded(item)
            some = True
        yield b"\n]" if some else b"[]"
    yield b"\n}"


def encoded(value: Any) -> bytes:
    """JSON in UTF-8; what cannot be seen, or not be encoded, as its escape.

    >>> encoded("5\\u202e%")
    b'"5\\\\u202e%"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], text).encode()


def record(value: Any, keys: str) -> dict[str, Any]:
    """Pick fields of a value, in this order, as JSON knows them."""
    return {key: to_builtins(getattr(value, key), enc_hook=str, str_keys=True) for key in keys.split()}


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as schema 1 has it."""
    return {
        **record(finding, "check category severity verdict segment"),
        "source_spans": [[span.start, span.end] for span in finding.source_spans],
        "target_spans": [[span.start, span.end] for span in finding.target_spans],
        **record(finding, "message suggestion confidence facts fingerprint suppressed confirmed"),
    }


def _segment(segment: Segment, scores: Mapping[str, float]) -> dict[str, Any]:
    return {**record(segment, "id line speaker source target reference origin"), "scores": dict(scores)}
