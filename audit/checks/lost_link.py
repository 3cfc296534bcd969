"""Addresses that the translation lost."""

import re
from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Span
from audit.text.literals import links

HOST = re.compile(r"[^/]*\w\.\w")
"""What an address begins with, unless it is a pattern of one, such as http://host:port/file."""
WORD = re.compile(r"[\w.@:/~%#?=&+-]*\w", re.ASCII)
"""What may be an address without its scheme."""


class LostLink(Check, frozen=True):
    """A web or mail address of the source is missing from the translation.

    An address may be exchanged for another, such as that of the Chinese edition, and stand without its scheme.

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
        first = {_address(match[0]): match for match in reversed(given)}
        kept = {_address(match[0]) for match in links(segment.target)}
        exchanged = len(kept - first.keys())
        kept.update(map(_address, WORD.findall(segment.target)))
        lost = [match for address, match in first.items() if address not in kept and HOST.match(address)]
        for match in lost[::-1][exchanged:]:
            yield self.finding(segment, f"“{match[0]}” is missing", Span("source", *match.span()))


def _address(link: str) -> str:
    return link.casefold().rpartition("://")[2].removeprefix("www.").rstrip("/")
