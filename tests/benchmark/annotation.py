"""The hand annotation of the transcript, and which findings say the same as a row of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from audit.model import Finding, Segment, Span
from tests.benchmark.datasets import rows, transcript

ANNOTATED = range(1, 49)
"""The pairs whose faults are all annotated."""
COMPATIBLE = {
    "accuracy": ("Accuracy", "Terminology"),
    "source": ("Source",),
    "terminology": ("Terminology", "Locale/Variant"),
    "locale/variant": ("Locale/Variant", "Terminology", "Style"),
    "locale/punctuation": ("Linguistic/Punctuation",),
    "locale/spacing": ("Locale/Format",),
    "locale/number": ("Locale/Format",),
    "locale/script": ("Linguistic/Spelling",),
}
"""Categories of the annotation that say the same as those of the checks."""


class Place(NamedTuple):
    """A place in a segment; no span means the whole of it."""

    segment: str
    span: Span | None


class Row(Struct, frozen=True):
    """A fault that the annotator marked, at one place or, where the document has it, at many."""

    id: str
    category: str
    tier: str
    human_only: bool
    places: tuple[Place, ...]


def document() -> list[Segment]:
    """The whole transcript as one document, which is how it is audited."""
    return [replace(segment, origin=None) for segment in transcript()]


def annotation() -> list[Row]:
    """The rows on pairs 1 to 48, and half of those on the whole document."""
    texts = {segment.id: segment for segment in transcript()}
    names = ("transcript/errors_p001-048.jsonl", "transcript/errors_document.jsonl")
    return [
        Row(row["id"], row["category"], row["tier"], row["detectable_by"] == "human-only", tuple(_marked(row, texts)))
        for name in names
        for row in rows(name)
    ]


def _marked(row: Mapping[str, Any], texts: Mapping[str, Segment]) -> Iterator[Place]:
    for marked in (row, *row.get("instances", ())):
        segment = texts[str(marked["pair"])]
        for side, words, start in (
            ("source", marked.get("en_span"), marked.get("en_start")),
            ("target", marked.get("zh_span"), marked.get("zh_start", marked.get("start"))),
        ):
            if words:
                text = segment.source if side == "source" else segment.target
                at = text.find(words) if start is None else start
                if at >= 0:
                    yield Place(segment.id, Span("source" if side == "source" else "target", at, at + len(words)))


def places(finding: Finding, texts: Mapping[str, Segment]) -> Iterator[Place]:
    """Where a finding points: its own spans, and what it lists of the whole document."""
    spans = (*finding.source_spans, *finding.target_spans)
    for span in spans:
        yield Place(finding.segment, span)
    for listed in finding.facts.get("instances", ()):
        if "start" in listed:
            yield Place(listed["segment"], Span("target", listed["start"], listed.get("end", listed["start"] + 1)))
        elif (word := listed.get("rendering")) and (at := texts[listed["segment"]].target.find(word)) >= 0:
            yield Place(listed["segment"], Span("target", at, at + len(word)))
    if not spans:
        yield Place(finding.segment, None)


def agree(finding: Finding, row: Row, texts: Mapping[str, Segment]) -> bool:
    """Whether a finding and a row mark places that touch, and are of one sort."""
    family = next((family for name, family in COMPATIBLE.items() if f"{finding.category}/".startswith(f"{name}/")), ())
    if not row.category.startswith(family or "-"):
        return False
    marks = list(places(finding, texts))
    return any(_touch(one, other) for one in marks for other in row.places)


def _touch(one: Place, other: Place) -> bool:
    if one.segment != other.segment:
        return False
    if one.span is None or other.span is None:
        return True
    first, last = sorted((one.span, other.span))
    return first.side == last.side and last.start < max(first.end, first.start + 1)


def judgements(findings: Sequence[Finding], marked: Sequence[Row]) -> list[tuple[Finding, bool]]:
    """The findings on the annotated pairs and whether the annotator marked the same; those under discussion are out."""
    texts = {segment.id: segment for segment in transcript()}
    told = []
    for finding in findings:
        if int(finding.segment) in ANNOTATED:
            same = [row for row in marked if agree(finding, row, texts)]
            if not same or any(row.tier != "discuss" for row in same):
                told.append((finding, bool(same)))
    return told


def wanted(marked: Sequence[Row]) -> list[Row]:
    """The rows that a machine should find: core, and not for people only."""
    return [row for row in marked if row.tier == "core" and not row.human_only]


def found(findings: Sequence[Finding], marked: Sequence[Row]) -> list[Row]:
    """The rows that some finding says."""
    texts = {segment.id: segment for segment in transcript()}
    return [row for row in marked if any(agree(finding, row, texts) for finding in findings)]
