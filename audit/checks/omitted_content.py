"""Words of the source that the translation leaves out."""

import textwrap
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity
from audit.processes import ENCODER


class OmittedContent(Check, frozen=True):
    """A clause or more of the source is not in the translation.

    The embedded encoder looks for each part of the source in the translation; what it finds is weighed with the words,
    figures and lengths of both. It sees clauses, seldom single words; negation, one figure or one noun are the subject
    of other checks. A translation that has nothing to do with its source is left to `misaligned-pair`. It runs when
    selected, since the encoder must read every segment.

    Why: a text that reads well hides best what is not in it, and engines drop clauses, whole sentences, and the ends
    of long paragraphs.

    Fix: translate the marked words, or allow the finding where they were left out on purpose.
    """

    name = "omitted-content"
    category = "accuracy/omission"
    default = False
    loads = ENCODER
    examples = (
        Example("Our output rose in March. ⟦We also opened a new laboratory in Wuhan.⟧", "三月份我们的产量有所上升。"),
        Example(
            "Our factory in Vietnam will start production next spring, "
            "⟦although the supplier of the furnaces has warned of delays.⟧",
            "我們在越南的工廠將於明年春季投產。",
        ),
        Example(
            "我们的门店数量继续增长。⟦新系统已在全国上线。⟧员工对此反应良好。",
            "The number of our stores kept growing. The staff responded well to it.",
            "zh",
            "en",
        ),
        Example(
            "Our factory in Vietnam will start production next spring, "
            "although the supplier of the furnaces has warned of delays.",
            "我們在越南的工廠將於明年春季投產，但熔爐供應商已警告可能延誤。",
        ),
        Example("We will keep hiring engineers this year.", "我们今年将继续招聘工程师。"),
    )

    severity: Severity = Severity.MINOR
    least: Annotated[float, Meta(gt=0, lt=1)] = 0.9
    """How likely an omission must be to be reported."""

    def find(self, segment: Segment) -> Iterator[Finding]:
        from audit.coverage import uncovered  # loads the encoder

        for stretch in uncovered(segment, "source", self.least):
            excerpt = textwrap.shorten(segment.text(stretch.span), 60, placeholder=" …")
            message = (
                f"the translation breaks off before “{excerpt}”"
                if stretch.breaks_off
                else f"“{excerpt}” is not in the translation"
            )
            facts = {"probability": round(stretch.probability, 3), "breaks_off": stretch.breaks_off}
            yield self.finding(segment, message, stretch.span, facts=facts)
