"""Changes by a figure taken for changes to it, or the reverse."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class ByToConfusion(QuantityCheck, frozen=True):
    """A change by a figure became a change to it, or the reverse.

    A figure that says the same either way is no fault: doubled may be 增長一倍 or 增至兩倍.

    Why: sales that rise by 20% are up a little; sales that rise to 20% have become a fifth of what they were.

    Fix: write 增長 or 下降 before the amount of a change, and 增至 or 降至 before where it ends.
    """

    name = "by-to-confusion"
    examples = (
        Example("Our share rose by ⟦20%⟧.", "我們的占比增至⟦20%⟧。"),
        Example("Costs fell to ⟦RMB 30 million⟧.", "成本下降了⟦3000万元⟧。"),
        Example("门店增至⟦500⟧家。", "The number of stores rose by ⟦500⟧.", "zh", "en"),
        Example("Our share rose by 20%.", "我們的占比增長20%。"),
        Example("Costs fell to RMB 30 million.", "成本降至3000万元。"),
    )
