"""Placeholders that the translation lost or spelled differently."""

import re
from collections import Counter
from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Side, Span
from audit.text.literals import placeholders

MESSAGE_FORMAT = re.compile(r",\s*(?:plural|select|selectordinal)\s*,")


class LostPlaceholder(Check, frozen=True):
    """A placeholder of the source is missing from the translation, or was changed.

    Placeholders may change their order and be repeated. Messages with plural or select branches are left alone.

    Why: the program finds no place for the value, or fails outright.

    Fix: copy the placeholder letter by letter, and never translate the words in it.
    """

    name = "lost-placeholder"
    category = "markup/placeholder"
    examples = (
        Example("Hello, ⟦{name}⟧!", "您好！"),
        Example("⟦%d⟧ files were copied.", "已复制文件。"),
        Example("Hello, ⟦{name}⟧!", "您好，⟦{nmae}⟧！"),
        Example("{count} of {total}", "共 {total}，第 {count} 个"),
        Example("%s sent %s a file.", "%1$s 给 %2$s 发送了文件。"),
        Example("It rose by 100%.", "上升了100%。"),
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        source, target = _placeholders(segment, "source"), _placeholders(segment, "target")
        if not (source or target) or MESSAGE_FORMAT.search(segment.source):
            return
        lost, added = _without(source, target), _without(target, source)
        if len(lost) == len(added) == 1:
            yield self.finding(
                segment,
                f"“{lost[0][0]}” became “{added[0][0]}”",
                Span("source", *lost[0].span()),
                Span("target", *added[0].span()),
                suggestion=lost[0][0],
            )
            return
        for match in lost:
            yield self.finding(segment, f"“{match[0]}” is missing", Span("source", *match.span()))
        for match in added:
            yield self.finding(segment, f"“{match[0]}” is not in the source", Span("target", *match.span()))


def _placeholders(segment: Segment, side: Side) -> list[re.Match[str]]:
    """Those in the words; the tags of a file are the subject of `lost-tag`."""
    found = placeholders(segment.source if side == "source" else segment.target)
    if not found or not segment.protected:
        return found
    protected = {place for span in segment.protected if span.side == side for place in range(span.start, span.end)}
    return [match for match in found if match.start() not in protected]


def _without(matches: list[re.Match[str]], others: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those whose name the others lack; %s and the like have no name, so they are counted."""
    names = Counter(_name(match[0]) for match in others)
    left = []
    for match in matches:
        name = _name(match[0])
        if not names[name]:
            left.append(match)
        elif name.startswith("%") and not name.startswith("%("):
            names[name] -= 1
    return left


def _name(placeholder: str) -> str:
    return re.sub(r"^%\d+\$", "%", placeholder).replace(" ", "")
