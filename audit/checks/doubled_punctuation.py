"""Marks written twice, or two where one belongs."""

import re
from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose

CHINESE = re.compile(
    r"""
      (?<![A-Za-z.…])(?:[，。、；：,;:]|(?<![\d.…])\.)[ \u3000]?[，。、；：]+   # not the point of an abbreviation
    | (?<![<>=+*/&|~^])[，。、；：]+[,;:.](?![.,;:A-Za-z0-9)(\-])             # nor an emoticon, .net, a list of signs
    | [！？]。
    """,
    re.VERBOSE,
)
MAY_DOUBLE = re.compile("[，。、；：,;:.！？][ \u3000]?[，。、；：,;:.]").search
"""Whether marks stand side by side; hardly a text has any, and needs a closer look."""
ENGLISH = re.compile(r"(?<=[A-Za-z])(?:, ?,|;;|(?<!\.)\.\.(?=\s|$))(?![,;.\w])")
STRONGEST_FIRST = "！？。.；;：:，,、"


class DoubledPunctuation(Check, frozen=True):
    """A mark stands twice, or two marks stand where one belongs.

    Ellipses, dashes, and marks doubled in the source for emphasis are no fault.

    Why: two commas in a row show that words between them were lost, or that sentences were glued together by a machine.

    Fix: keep the one mark that belongs there.
    """

    name = "doubled-punctuation"
    category = "locale/punctuation"
    examples = (
        Example("Thank you.", "谢谢⟦。。⟧"),
        Example("First, costs.", "首先⟦，，⟧谈谈成本。"),
        Example("That is all.", "就这些⟦，。⟧"),
        Example("And so, we grew.", "因此⟦,，⟧我们成长了。"),
        Example("谢谢。", "Thank you⟦..⟧", "zh", "en"),
        Example("Well...", "嗯……"),
        Example("Well -- maybe.", "嗯——也许吧。"),
        Example("Really?!", "真的吗？！"),
        Example("Sales at Acme Inc., for example, rose.", "例如 Acme Inc.，其销售额上升了。"),
        Example("He works at Yahoo!.", "他在 Yahoo!。"),
        Example("谢谢 Acme Inc.", "Acme Inc., thanks...", "zh", "en"),
    )

    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        if not MAY_DOUBLE(target := prose(segment, "target")):
            return
        marks = CHINESE if segment.side_in("zh") == "target" else ENGLISH
        for match in marks.finditer(target):
            if match[0] == "。。。" or (set(match[0]) == {"。"} and "…" in segment.source):
                continue
            keep = min(match[0].replace(" ", "").replace("\u3000", ""), key=STRONGEST_FIRST.index)
            yield self.finding(
                segment,
                f"“{match[0]}” should be one mark",
                Span("target", *match.span()),
                suggestion=keep,
            )
