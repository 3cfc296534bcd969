"""Text that stands beside nothing."""

from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.scripts import language


class UnsourcedText(Check, frozen=True):
    """The translation has text where the source has none.

    It may be a row whose source was lost, or, where `--align` paired two documents, a sentence that the source does
    not have. Figures and marks alone are left aside.

    Why: what the author never said may be published in his name.

    Fix: strike the marked text, or put its source beside it.
    """

    name = "unsourced-text"
    category = "accuracy/addition"
    examples = (
        Example("", "⟦我们明年将搬迁总部。⟧"),
        Example(" ", "⟦The head office will move next year.⟧", "zh", "en"),
        Example("", "12.5%"),
        Example("", ""),
        Example("Thank you.", "谢谢。"),
    )

    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        if segment.source.strip() or not language(prose(segment, "target")):
            return
        start = len(segment.target) - len(segment.target.lstrip())
        span = Span("target", start, start + len(segment.target.strip()))
        yield self.finding(segment, "there is nothing in the source for this", span)
