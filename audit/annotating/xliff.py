"""Findings as localization quality issues of ITS 2.0, in XLIFF 1.2 and 2.

The issues of a unit stand in lists inside it, and each list is referred to by a mark (`mrk`) around the words that it
is about: in version 1.2 as the Okapi Framework has it, in version 2 as the ITS module of XLIFF 2.1 has it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from xml.sax.saxutils import escape

from msgspec import Struct

from audit.annotating.words import Found, its_type, said
from audit.model import Finding, Segment, Side
from audit.readers.xliff import CODE, Unit, units
from audit.text.formats.annotations import ITS, OWNER
from audit.text.formats.inline import place
from audit.text.formats.xml import Element


class Mark(Struct, frozen=True):
    """Words that findings are about, `[start, end)` in code points as read; and those findings."""

    start: int
    end: int
    findings: tuple[Finding, ...]


def annotated(text: str, found: Found, segments: Sequence[Segment], side: Side) -> str:
    """The text of a file with these findings in it."""
    inserted = [
        one
        for number, unit in enumerate(units(text))
        if number in found
        for one in _insertions(text, unit, found[number], segments[number], side, f"{OWNER}-{number + 1}")
    ]
    pieces, at = list[str](), 0
    for position, _, words in sorted(inserted, key=lambda one: one[:2]):
        pieces += text[at:position], words
        at = position
    return "".join([*pieces, text[at:]])


def _insertions(
    text: str, unit: Unit, findings: Sequence[Finding], segment: Segment, side: Side, name: str
) -> Iterator[tuple[int, int, str]]:
    """What to insert: where, in which order where several come to one place, and what."""
    translation, original = (unit.target, unit.source) if side == "target" else (unit.source, unit.target)
    element = translation if _has_words(translation) else original
    if element is None or not _has_words(element):
        return
    there = place(text, element, CODE)
    offsets = list(accumulate(map(len, there.written), initial=there.start))
    tags = [(span.start, span.end) for span in segment.protected if span.side == side]
    if element is original or "<![CDATA[" in text[element.inner : element.inner_end]:
        tags = [(0, len(there.written))]
    is_2 = unit.element.name == "unit"
    for number, mark in enumerate(_marks(findings, len(there.written), tags), start=1):
        own = f"{name}-{number}"
        within = (mark.start, mark.end) != (0, len(there.written))
        yield unit.element.inner if is_2 else unit.element.inner_end, 0, _issues(own, mark.findings)
        yield offsets[mark.end], 0 if within else 1, "</mrk>"
        yield offsets[mark.start], 3 if within else 2, _opening(own, is_2)


def _has_words(element: Element | None) -> bool:
    return element is not None and element.inner < element.inner_end


def _marks(findings: Sequence[Finding], length: int, tags: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """The marks of one text: no two overlap and none cuts a tag in two, but one may be around all of it."""
    whole, inside = list[Finding](), list[Mark]()
    for finding in findings:
        start, end = next(((span.start, span.end) for span in finding.target_spans), (0, 0))
        if start == end or (start, end) == (0, length) or any(start < stop and first < end for first, stop in tags):
            whole.append(finding)
        else:
            inside.append(Mark(start, end, (finding,)))
    if whole:
        yield Mark(0, length, tuple(whole))
    joined: list[Mark] = []
    for mark in sorted(inside, key=lambda mark: (mark.start, mark.end)):
        if joined and mark.start < joined[-1].end:
            last = joined.pop()
            mark = Mark(last.start, max(last.end, mark.end), (*last.findings, *mark.findings))
        joined.append(mark)
    yield from joined


def _issues(name: str, findings: Iterable[Finding]) -> str:
    issues = (
        f'<its:locQualityIssue locQualityIssueType="{its_type(finding)}"'
        f' locQualityIssueComment="{escape(said(finding), {chr(34): "&quot;"})}"'
        f' locQualityIssueSeverity="{4 * finding.severity.weight}"/>'
        for finding in findings
    )
    return f'<its:locQualityIssues xmlns:its="{ITS}" xml:id="{name}">{"".join(issues)}</its:locQualityIssues>'


def _opening(name: str, is_2: bool) -> str:
    kind, reference = (f'id="{name}" type="its:generic"', "#its=") if is_2 else ('mtype="x-its"', "#")
    return f'<mrk {kind} xmlns:its="{ITS}" its:locQualityIssuesRef="{reference}{name}">'
