"""The report as Markdown, for a comment on a pull request."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO, ClassVar

from audit.model import Finding, Report, Segment, Severity, Span
from audit.text.pieces import pieces
from audit.text.visible import visible
from audit.writer import by_segment, caveats, gravity

TITLES = {True: "## ✅ Ready to publish", False: "## ❌ Not ready to publish"}
"""How a report begins, by whether it passed."""
LIMIT = 60_000
"""Bytes; a comment on GitHub ends at 65,536 characters."""
LONGEST = 400
"""Characters of a text that are shown at once."""


class Markdown:
    """The verdict, the counts, then the worst segments until the comment is full."""

    name: ClassVar[str] = "markdown"
    suffix: ClassVar[str | None] = ".md"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write whole segments only, and say how many did not fit."""
        flagged = [(segment, findings) for segment, findings in by_segment(report) if findings]
        head = "\n".join(_head(report)).encode()
        out.write(head)
        left = LIMIT - len(head)
        for number, (segment, findings) in enumerate(sorted(flagged, key=lambda pair: gravity(pair[1][0]))):
            block = "\n".join(_segment(segment, findings)).encode()
            left -= len(block)
            if left < 0:
                out.write(f"\n{len(flagged) - number} more segments with findings are in the report.\n".encode())
                break
            out.write(block)


def _head(report: Report) -> Iterator[str]:
    yield f"{TITLES[report.gate.passed]}\n"
    yield from (f"- {escaped(reason)}" for reason in report.gate.reasons)
    open_ = [finding for finding in report.findings if finding.suppressed is None]
    counts = Counter(finding.severity for finding in open_)
    yield f"\nSegments: {len(report.segments):,}, with findings: {len({finding.segment for finding in open_}):,}.\n"
    names = [severity for severity in reversed(Severity) if counts[severity]]
    if names:
        yield f"| {' | '.join(names)} | suppressed |"
        yield "|" + "---:|" * (len(names) + 1)
        yield f"| {' | '.join(str(counts[name]) for name in names)} | {len(report.suppressed)} |\n"
    if (mqm := report.mqm).score is not None:
        sure = f"{mqm.interval[0]:.1f} to {mqm.interval[1]:.1f}" if mqm.interval else "sample too small for an interval"
        yield f"- MQM {mqm.score:.1f} ({sure})"
    yield from (f"- {escaped(s.metric)} {s.value:.1f} {escaped(s.signature)}" for s in report.scores if not s.segment)
    yield from (f"- {escaped(caveat)}" for caveat in caveats(report))
    yield from (f"- crashed: {escaped(failure.check)}: {escaped(failure.error)}" for failure in report.failures)
    yield ""


def _segment(segment: Segment, findings: Sequence[Finding]) -> Iterator[str]:
    where = [segment.id, f"line {segment.line}" if segment.line is not None else None, segment.speaker]
    yield f"\n---\n\n**{' · '.join(escaped(part) for part in where if part)}**\n"
    sides = (
        (segment.source_language, segment.source, [span for finding in findings for span in finding.source_spans]),
        (segment.target_language, segment.target, [span for finding in findings for span in finding.target_spans]),
    )
    for language, text, spans in sides:
        yield f"> {escaped(language)}: {_marked(text, spans)}\n>"
    yield ""
    for finding in findings:
        line = f"- {finding.severity} **{escaped(finding.check)}**: {escaped(finding.message)}"
        if edit := finding.suggestion:
            removed, added = escaped(segment.target[edit.start : edit.end]), escaped(edit.text)
            line += f"; {f'~~{removed}~~' if removed.strip() else '∅'} → **{added or '∅'}**"
        if finding.suppressed is not None:
            line += f" (suppressed: {escaped(finding.suppressed)})"
        yield line
    yield ""


def _marked(text: str, spans: Sequence[Span]) -> str:
    """The text with ⟦brackets⟧ round what is marked, cut where it has become long."""
    shown, left = "", LONGEST
    for bit, covering in pieces(text, spans):
        if left <= 0:
            return shown + " …"
        shown += f"⟦{escaped(bit)}⟧" if covering else escaped(bit)
        left -= len(bit)
    return shown


def escaped(text: str) -> str:
    r"""Words that are only words in Markdown: no markup, no link, nobody called.

    >>> print(escaped("<b>*5%* [x](y) @me"))
    \<b\>\*5%\* \[x\]\(y\) ＠me
    """
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return re.sub(r"([\\`*_{}\[\]()<>#!|~&:.])", r"\\\1", visible(text)).replace("@", "＠")
