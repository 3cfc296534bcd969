"""Addresses that the translation lost."""

from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Span
from audit.text.literals import links


class LostLink(Check, frozen=True):
    """A web or mail address of the source is missing from the translation.

    An address may be exchanged for another, such as that of the Chinese edition of a page.

    Why: readers are told to look somewhere, and not where.

    Fix: copy the address from the source, or give the one that serves the readers of the translation.
    """

    name = "lost-link"
    category = "markup/link"
    examples = (
        Example("Visit ⟦https://example.com/faq⟧ for answers.", "请访问网站查看解答。"),
        Example("Mail ⟦ir@example.com⟧ or call us.", "请来信或来电。"),
        Example("Visit https://example.com/faq.", "请访问https://example.com/faq。"),
        Example("See https://example.com/en/", "见 https://example.com/zh/"),
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        if not (given := links(segment.source)):
            return
        kept = {_address(match[0]) for match in links(segment.target)}
        lost = [match for match in given if _address(match[0]) not in kept]
        exchanged = len(kept - {_address(match[0]) for match in given})
        for match in lost[exchanged:]:
            yield self.finding(segment, f"“{match[0]}” is missing", Span("source", *match.span()))


def _address(link: str) -> str:
    return link.casefold().rpartition("://")[2].removeprefix("www.").rstrip("/")
