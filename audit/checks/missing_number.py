"""Figures of the source that the translation lost."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class MissingNumber(QuantityCheck, frozen=True):
    """A figure of the source is missing from the translation.

    Number words that either language may drop, such as “one” or 兩者, and figures that are said twice are no fault.

    Why: a sentence reads just as well without its figure, so nobody misses it who does not compare.

    Fix: put the figure back where the source has it.
    """

    name = "missing-number"
    examples = (
        Example("Revenue grew ⟦12%⟧ to RMB 3.4 billion.", "營收增長至人民幣34億元。"),
        Example("We opened ⟦45⟧ stores in 2023.", "我们在2023年开设了新门店。"),
        Example("净利润增长⟦8.5%⟧，达到6亿元。", "Net profit grew to RMB 600 million.", "zh", "en"),
        Example("One of our clients renewed.", "我们有客户续约了。"),
        Example("Both brands grew.", "品牌皆有成長。"),
    )
