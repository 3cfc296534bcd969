"""Words of the translation that the source does not say."""

import textwrap
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity
from audit.processes import ENCODER


class AddedContent(Check, frozen=True):
    """A clause or more of the translation is not in the source.

    The embedded encoder looks for each part of the translation in the source; what it finds is weighed with the words,
    figures and lengths of both. It sees clauses, seldom single words; names written out in Chinese may mislead it. A
    translation that has nothing to do with its source is left to `misaligned-pair`. It runs when selected, since the
    encoder must read every segment.

    Why: engines make up words that fit the subject, and put a sentence where another belongs; readers take them for
    what the author said.

    Fix: strike the marked words, or allow the finding where they explain something on purpose.
    """

    name = "added-content"
    category = "accuracy/addition"
    default = False
    loads = ENCODER
    examples = (
        Example(
            "The hotel reopened in May after repairs.",
            "酒店经过维修后于五月重新开业。⟦公司还计划在明年收购一家航空公司。⟧",
        ),
        Example(
            "Thank you all for joining us today.", "感謝各位今天參加會議。⟦明天的天氣預報說會下大雨，請帶好雨傘。⟧"
        ),
        Example(
            "我们今年将继续招聘工程师。",
            "We will keep hiring engineers this year, ⟦and our offices in Japan will be closed for good.⟧",
            "zh",
            "en",
        ),
        Example("The hotel reopened in May after repairs.", "经过维修，这家酒店已于五月重新开业。"),
        Example("We sell cars, and we repair them.", "我们卖车，也修车。"),
    )

    severity: Severity = Severity.MINOR
    least: Annotated[float, Meta(gt=0, lt=1)] = 0.95
    """How likely an addition must be to be reported."""

    def find(self, segment: Segment) -> Iterator[Finding]:
        from audit.coverage import uncovered  # loads the encoder

        for stretch in uncovered(segment, "target", self.least):
            excerpt = textwrap.shorten(segment.text(stretch.span), 60, placeholder=" …")
            facts = {"probability": round(stretch.probability, 3)}
            yield self.finding(segment, f"“{excerpt}” is not in the source", stretch.span, facts=facts)
