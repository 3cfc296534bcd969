"""Sentences that were paired for want of better ones."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span


class DoubtfulAlignment(Check, frozen=True):
    """Sentences that `--align` put together have little in common.

    Where two documents are paired by what they say, each pair has a *likeness*: near 1 for a close translation, 0 for
    two texts of the documents that have nothing to do with each other. It is a hint for people, neutral by default:
    a free translation of a short heading may be as unlike.

    Why: where the documents do not go together, what other checks say of the pair is worth little.

    Fix: see which sentences belong together, and give the documents as pairs there.
    """

    name = "doubtful-alignment"
    category = "accuracy/mistranslation"
    examples = (
        Example("⟦Revenue grew by a fifth.⟧", "⟦我们的食堂现在供应面条。⟧", likeness=0.02),
        Example("Revenue grew by a fifth.", "营收增长五分之一。", likeness=0.9),
        Example("Revenue grew by a fifth.", "我们的食堂现在供应面条。"),
    )

    severity: Severity = Severity.NEUTRAL
    least: Annotated[float, Meta(ge=-1, le=1)] = 0.25
    """Likeness below which a pair is doubtful."""

    def find(self, segment: Segment) -> Iterator[Finding]:
        if segment.likeness is not None and segment.likeness < self.least:
            facts = {"likeness": segment.likeness}
            spans = Span("source", 0, len(segment.source)), Span("target", 0, len(segment.target))
            yield self.finding(segment, "these sentences may not belong together", *spans, facts=facts)
