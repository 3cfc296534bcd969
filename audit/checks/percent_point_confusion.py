"""Percentages taken for percentage points, or the reverse."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class PercentPointConfusion(QuantityCheck, frozen=True):
    """A percentage became percentage points, or percentage points a percentage.

    Basis points and percentage points may stand for each other: 120 basis points are 1.2個百分點.

    Why: a margin that rises from 10% by two percentage points reaches 12%, and by 2% only 10.2%.

    Fix: write 個百分點 for percentage points and % for a percentage.
    """

    name = "percent-point-confusion"
    examples = (
        Example("Margin rose by ⟦2 percentage points⟧.", "利潤率上升⟦2%⟧。"),
        Example("Yields fell ⟦120 basis points⟧.", "收益率下降⟦1.2%⟧。"),
        Example("Revenue rose ⟦5%⟧.", "收入上升⟦5个百分点⟧。"),
        Example("毛利率提高⟦3个百分点⟧。", "Gross margin improved by ⟦3%⟧.", "zh", "en"),
        Example("Yields fell 120 basis points.", "殖利率下降1.2個百分點。"),
        Example("Margin rose 2 percentage points to 12%.", "利润率上升2个百分点至12%。"),
    )
