"""What the numbers of a text mean, and where two texts disagree about them."""

from audit.quantities.differences import Difference, differences, suggestion
from audit.quantities.extraction import quantities
from audit.quantities.verdicts import Comparison, verdicts

__all__ = ["Comparison", "Difference", "differences", "quantities", "suggestion", "verdicts"]
