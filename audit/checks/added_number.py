"""Figures that only the translation has."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class AddedNumber(QuantityCheck, frozen=True):
    """A figure of the translation stands nowhere in the source.

    A figure that the source says in words is no fault, nor is a measure word such as 一個.

    Why: an engine that loses its way fills in figures that look right, and an invented figure is believed like
    any other.

    Fix: remove the figure, or correct it to what the source says.
    """

    name = "added-number"
    examples = (
        Example("Revenue grew strongly.", "营收强劲增长⟦15%⟧。"),
        Example("We opened new stores in 2023.", "我們在2023年開設了⟦38⟧家新門市。"),
        Example("营收稳步增长。", "Revenue grew steadily by ⟦7%⟧.", "zh", "en"),
        Example("A new plant will open.", "一座新工廠即將啟用。"),
        Example("Costs fell by half.", "成本減半。"),
    )
