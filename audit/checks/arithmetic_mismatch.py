"""Figures that the source reckons wrongly."""

from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity
from audit.quantities.claims.arithmetic import wrong_reckonings


class ArithmeticMismatch(Check, frozen=True):
    """The English source gives a change, sum or margin that its figures do not make.

    A start, an end and the change between them, a total and its parts, or a profit, a revenue and their margin, all in
    one sentence, must agree for some values that round to the figures as they are written. A percentage between two
    percentages is their ratio; where their difference is meant, it should say percentage points. Figures that are
    vague, and changes measured otherwise (a year, excluding, in real terms), are left alone.

    This is a fault of the source: the translation may be right to repeat it.

    Why: a reader who does the sum finds one figure of the three wrong, and cannot tell which.

    Fix: ask the author of the source which figure holds.
    """

    name = "arithmetic-mismatch"
    category = "source/arithmetic"
    examples = (
        Example("Revenue grew from 100 to 120 million, up ⟦25%⟧.", "收入由1亿增至1.2亿，增长25%。"),
        Example("Margin rose from 1.2% to 7.9%, up ⟦6.7%⟧.", "利潤率由1.2%升至7.9%，上升6.7%。"),
        Example(
            "Profit fell ⟦$3.0 million⟧ to $10.1 million from $13.5 million.",
            "利润由1350万美元减少300万美元至1010万美元。",
        ),
        Example("We have ⟦50⟧ staff: 20 men and 25 women.", "我們有50名員工：20名男性和25名女性。"),
        Example(
            "Gross profit was $20 million on revenue of $100 million, a gross margin of ⟦25%⟧.",
            "毛利为2000万美元，收入为1亿美元，毛利率为25%。",
        ),
        Example("Revenue grew from 100 to 120 million, up 20%.", "收入由1亿增至1.2亿，增长20%。"),
        Example("Sales rose 7% from $1.1 billion to $1.2 billion.", "销售额由11亿美元增长7%至12亿美元。"),
        Example("Margin rose from 1.2% to 7.9%, up 6.7 percentage points.", "利潤率由1.2%升至7.9%，上升6.7個百分點。"),
    )

    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        """Yield each figure that does not follow from those it is stated with."""
        if segment.side_in("en") != "source":
            return
        for found in wrong_reckonings(segment.source):
            given = ", ".join(f"“{quantity.text}”" for quantity in found.given)
            yield self.finding(
                segment,
                f"the source says “{found.stated.text}”, but {given} make {found.right}",
                found.stated.span("source"),
                facts={"stated": found.stated.text, "given": [q.text for q in found.given], "reckoned": found.right},
            )
