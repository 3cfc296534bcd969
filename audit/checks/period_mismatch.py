"""Changes measured against another period."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class PeriodMismatch(QuantityCheck, frozen=True):
    """A change is measured against another period than in the source.

    Year over year is 同比 or 年增, quarter over quarter 環比 or 季增.

    Why: a shop that sells more than last quarter may sell less than last year.

    Fix: take the word for the basis of the source.
    """

    name = "period-mismatch"
    examples = (
        Example("Revenue rose ⟦9%⟧ year over year.", "营收环比上升⟦9%⟧。"),
        Example("Deposits grew ⟦4%⟧ quarter over quarter.", "存款年增⟦4%⟧。"),
        Example("净利润环比下跌⟦6%⟧。", "Net profit fell ⟦6%⟧ year over year.", "zh", "en"),
        Example("Revenue rose 9% year over year.", "營收較去年同期增長9%。"),
        Example("Deposits grew 4% quarter over quarter.", "存款環比增長4%。"),
    )
