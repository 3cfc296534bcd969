"""Figures whose value changed."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class NumberMismatch(QuantityCheck, frozen=True):
    """A figure of the translation has another value than the one it translates.

    Figures are compared by what they mean, not by their digits: RMB 1,969.1 million and 19.691億元 are equal.

    Why: English counts in thousands and Chinese in ten thousands, so a comma or a 億 in the wrong place is wrong
    by ten or a hundred times, and no reader of the translation can see it.

    Fix: write the value of the source in the units of Chinese, as in 4.5億元 for RMB 450 million.
    """

    name = "number-mismatch"
    examples = (
        Example("Revenue was ⟦RMB 450 million⟧.", "營收為⟦人民幣450億元⟧。"),
        Example("Gross margin reached ⟦17.3%⟧.", "毛利率达到⟦13.7%⟧。"),
        Example("We served ⟦3.2 million⟧ customers.", "我們服務了⟦32萬⟧名客戶。"),
        Example("全年资本开支为⟦12亿元⟧。", "Capital expenditure for the year was ⟦RMB 12 billion⟧.", "zh", "en"),
        Example("Revenue was RMB 1,969.1 million.", "營收為人民幣19.691億元。"),
        Example("The fund holds $1.2 billion.", "该基金持有12亿美元。"),
        Example("One third of the staff left.", "三分之一的员工离职了。"),
    )
