"""The contract of a check on figures: it reports what the comparison of quantities says under its name."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from audit.check import Check
from audit.model import ComparedQuantity, Finding, Quantity, Segment, Verdict
from audit.quantities import Difference, differences, suggestion, verdicts
from audit.text.untagged import tagged, untagged


class QuantityCheck(Check, frozen=True):
    """A fault of a figure. The pair is compared once for all of them."""

    category = "accuracy/number"

    def find(self, segment: Segment) -> Iterator[Finding]:
        """Yield each difference of the pair that goes by this check's name and is a fault."""
        bare = untagged(segment)
        for difference in differences(bare):
            if difference.check == self.name and self.is_fault(difference):
                found = self.finding(
                    bare,
                    difference.message,
                    *(quantity.span("source") for quantity in difference.source),
                    *(quantity.span("target") for quantity in difference.target),
                    suggestion=suggestion(difference, bare),
                    verdict=Verdict.MISMATCH,
                    facts=facts(difference),
                )
                yield tagged(segment, found)

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


def compared(segment: Segment, checks: Container[str]) -> Iterator[ComparedQuantity]:
    """Yield what a report tells of each quantity of a pair, without what only other checks would tell.

    >>> pair = Segment(id="1", source="Up 5% to €2 million.", target="成長5%至200萬美元。")
    >>> [(row.source_value, row.target_value, row.check) for row in compared(pair, {"currency-mismatch"})]
    [('5', '5', None), ('2000000 EUR', '2000000 USD', 'currency-mismatch')]
    >>> [row.source for row in compared(pair, {"number-mismatch"})]
    ['5%']
    """
    for found in verdicts(untagged(segment)):
        one, other = found.source, found.target
        if (known := one or other) and (found.check is None or found.check in checks):
            yield ComparedQuantity(
                segment=segment.id,
                kind=known.kind,
                source=one.text if one else None,
                source_value=_value(one) if one else None,
                target=other.text if other else None,
                target_value=_value(other) if other else None,
                verdict=found.verdict,
                check=found.check,
            )


def _value(quantity: Quantity) -> str:
    """The exact value with its unit: "3 – 5 USD"."""
    ends = [str(end) for end in (quantity.value, quantity.high) if end is not None]
    sign = "-" if quantity.sign < 0 and not ends[0].startswith("-") else ""
    return " ".join(filter(None, (sign + " – ".join(ends), quantity.currency, quantity.unit)))


def _described(quantity: Quantity) -> dict[str, str]:
    said = {name: getattr(quantity, name) for name in ("text", "kind", "value", "high", "unit", "currency")}
    return {name: str(value) for name, value in said.items() if value is not None}
