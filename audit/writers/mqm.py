"""The findings as error spans, in the tab-separated layout of the MQM ratings of WMT.

The columns are those of https://github.com/google/wmt-mqm-human-evaluation, with the last one of MQM Viewer
(https://github.com/google-research/google-research/tree/master/mqm_viewer): a line for each error, which `<v>` and
`</v>` mark in the source or in the target; "no-error" where there is none.
"""

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, ClassVar

from audit.model import Finding, Report, Segment
from audit.text.visible import visible
from audit.writer import by_segment, path_of
from audit.writers.csv import cell

COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity", "metadata")
RATER = "translation-auditor"
"""Who rates until a person writes another name there."""
NO_ERROR = "no-error"


class Mqm:
    """For people who judge: a row for each finding, and one for each pair that has none. `audit verdicts` reads it."""

    name: ClassVar[str] = "mqm"
    suffix: ClassVar[str | None] = ".tsv"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the rows in document order. Findings that somebody suppressed are no errors."""
        out.write("\t".join(COLUMNS).encode() + b"\n")
        for number, (segment, findings) in enumerate(by_segment(report), start=1):
            path = path_of(report, segment) or ""
            for finding in findings or (None,):
                row = (PurePath(path).stem, path, segment.id, str(number), RATER, *_rating(segment, finding))
                out.write("\t".join(cell(visible(one)) for one in row).encode() + b"\n")


def _rating(segment: Segment, finding: Finding | None) -> Iterator[str]:
    span = next(iter((*finding.target_spans, *finding.source_spans)), None) if finding else None
    for side, text in (("source", segment.source), ("target", segment.target)):
        if span is None or span.side != side:
            yield _bare(text)
        else:
            before, words, after = map(_bare, (text[: span.start], text[span.start : span.end], text[span.end :]))
            yield f"{before}<v>{words}</v>{after}"
    is_error = finding is not None and finding.suppressed is None
    yield finding.category if finding and is_error else NO_ERROR
    yield finding.severity.value if finding and is_error else NO_ERROR
    yield json.dumps(_metadata(finding) if finding else {}, ensure_ascii=False)


def _metadata(finding: Finding) -> dict[str, str]:
    told = {"note": finding.message, "check": finding.check, "fingerprint": finding.fingerprint}
    told |= {"suggestion": finding.suggestion.text} if finding.suggestion else {}
    told |= {"suppressed": finding.suppressed} if finding.suppressed is not None else {}
    return {name: visible(text) for name, text in told.items()}


def _bare(text: str) -> str:
    """Text in which nothing looks like a mark."""
    return text.replace("<v>", "‹v›").replace("</v>", "‹/v›")
