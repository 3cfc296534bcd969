"""The contract of a check on figures: it reports what the comparison of quantities says under its name."""

from collections.abc import Iterator, Mapping
from typing import Any

from audit.check import Check
from audit.model import Finding, Quantity, Segment, Verdict
from audit.quantities import Difference, differences, suggestion


class QuantityCheck(Check, frozen=True):
    """A fault of a figure. The pair is compared once for all of them."""

    category = "accuracy/number"

    def find(self, segment: Segment) -> Iterator[Finding]:
        """Yield each difference of the pair that goes by this check's name and is a fault."""
        for difference in differences(segment):
            if difference.check == self.name and self.is_fault(difference):
                yield self.finding(
                    segment,
                    difference.message,
                    *(quantity.span("source") for quantity in difference.source),
                    *(quantity.span("target") for quantity in difference.target),
                    suggestion=suggestion(difference, segment),
                    verdict=Verdict.MISMATCH,
                    facts=facts(difference),
                )

    def is_fault(self, difference: Difference) -> bool:
        """Only a mismatch is; what sound readers dispute, or cannot tell, is not."""
        return difference.verdict is Verdict.MISMATCH


def facts(difference: Difference) -> Mapping[str, Any]:
    """What a difference is made of, for programs: exact values are written out.

    >>> from decimal import Decimal
    >>> half = Quantity(kind="percent", value=Decimal("0.5"), text="0.5%")
    >>> lost = Difference(check="missing-number", verdict=Verdict.MISMATCH, source=(half,), diagnosis="missing")
    >>> facts(lost)["source_quantities"]
    [{'text': '0.5%', 'kind': 'percent', 'value': '0.5'}]
    """
    return {
        **difference.facts,
        "diagnosis": difference.diagnosis,
        "source_quantities": [_described(quantity) for quantity in difference.source],
        "target_quantities": [_described(quantity) for quantity in difference.target],
    }


def _described(quantity: Quantity) -> dict[str, str]:
    said = {name: getattr(quantity, name) for name in ("text", "kind", "value", "high", "unit", "currency")}
    return {name: str(value) for name, value in said.items() if value is not None}
