"""Exclamation marks that the source does not have."""

import re
from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span


class AddedExclamation(Check, frozen=True):
    """The translation exclaims where the source does not.

    Why: a report that shouts does not sound like one.

    Fix: end the sentence as the source does.
    """

    name = "added-exclamation"
    category = "locale/punctuation"
    examples = (
        Example("Revenue grew.", "營收成長⟦！⟧"),
        Example("We did it!", "我們做到了！"),
    )
    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        if "!" not in segment.source:
            for mark in re.finditer("[!！]", segment.target):
                yield self.finding(
                    segment, "the source does not exclaim", Span("target", *mark.span()), suggestion="。"
                )
