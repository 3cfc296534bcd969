"""Figures that changed places."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class SwappedFigures(QuantityCheck, frozen=True):
    """Two figures of the translation stand in each other's place.

    The order of a sentence may turn round, as long as each figure keeps its year, its name and its role, and a number
    its label.

    Why: every figure is there, so a check that only looks for figures finds nothing wrong.

    Fix: exchange the two figures.
    """

    name = "swapped-figures"
    examples = (
        Example("Margin fell from ⟦25%⟧ to ⟦15%⟧.", "毛利率由⟦15%⟧降至⟦25%⟧。"),
        Example("It was ⟦5%⟧ in 2022 and ⟦7%⟧ in 2023.", "2022年为⟦7%⟧，2023年为⟦5%⟧。"),
        Example("Revenue and costs were ⟦RMB 5 billion⟧ and ⟦RMB 3 billion⟧.", "收入及成本分别为⟦30亿元⟧及⟦50亿元⟧。"),
        Example("See Figure ⟦1⟧ and Table ⟦2⟧.", "見圖⟦2⟧及表⟦1⟧。"),
        Example("Margin fell from 25% to 15%.", "毛利率由25%降至15%。"),
        Example("It was 8% in 2022 and 9% in 2023.", "2023年為9%，2022年為8%。"),
    )
