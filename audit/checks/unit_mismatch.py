"""Figures whose unit changed."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class UnitMismatch(QuantityCheck, frozen=True):
    """A figure counts in another unit than the one it translates.

    Or it is given for another time or measure: 500 tonnes a day, not a month. A true conversion, such as 1.6公里 for
    one mile, is no fault.

    Why: the figure is the same, and it measures something else.

    Fix: write the unit of the source, or convert the figure as well.
    """

    name = "unit-mismatch"
    examples = (
        Example("The office covers ⟦5,000 sq ft⟧.", "辦公室面積為⟦5,000平方公尺⟧。"),
        Example("The model needs ⟦40 GB⟧ of memory.", "该模型需要⟦40TB⟧内存。"),
        Example("Latency fell to ⟦20 ms⟧.", "延迟降至⟦20微秒⟧。"),
        Example("The plant makes ⟦500 tonnes⟧ a day.", "工廠每月生產⟦500噸⟧。"),
        Example("The parcel weighs 2.5 kg.", "包裹重2.5公斤。"),
        Example("It is one mile away.", "距离此地1.6公里。"),
        Example("It took 18 months.", "耗时一年半。"),
    )
