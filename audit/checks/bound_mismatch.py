"""Figures said to be more that became less, or the reverse."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class BoundMismatch(QuantityCheck, frozen=True):
    """“More than” became “less than”, a minimum a maximum, or the reverse.

    Words that only round, such as nearly or 約, may come and go.

    Why: the figure is right and the claim about it is not: a promise of at least 200 becomes a ceiling.

    Fix: take the word for the same side of the figure: 逾 or 超過 for more than, 不到 for less than.
    """

    name = "bound-mismatch"
    examples = (
        Example("More than ⟦200⟧ companies joined.", "不到⟦200⟧家公司加入。"),
        Example("The fee is at least ⟦5%⟧.", "費用最多⟦5%⟧。"),
        Example("逾⟦3000⟧人参加了活动。", "Fewer than ⟦3,000⟧ people attended.", "zh", "en"),
        Example("More than 200 companies joined.", "逾200家公司加入。"),
        Example("The fee is at least 5%.", "费用不低于5%。"),
    )
