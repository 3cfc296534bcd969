"""Rises that became falls, and falls that became rises."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class DirectionFlip(QuantityCheck, frozen=True):
    """A rise became a fall, or a fall became a rise.

    The way is read from the verb, or from words such as 年減: “decreased 12%” may be 年減12% or -12%.

    Why: it is the opposite of what the source says, with the right figure beside it.

    Fix: take the word for the other way.
    """

    name = "direction-flip"
    examples = (
        Example("Revenue decreased ⟦12%⟧.", "營收年增⟦12%⟧。"),
        Example("Costs rose by ⟦8%⟧.", "成本下降⟦8%⟧。"),
        Example("出口下跌⟦5.5%⟧。", "Exports rose ⟦5.5%⟧.", "zh", "en"),
        Example("Revenue decreased 12%.", "營收年減12%。"),
        Example("The economy contracted by 1.2%.", "经济萎缩1.2%。"),
    )
