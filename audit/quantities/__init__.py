"""What the numbers of a text mean, and where two texts disagree about them."""

from audit.quantities.differences import Difference, differences, suggestion
from audit.quantities.extraction import quantities

__all__ = ["Difference", "differences", "quantities", "suggestion"]
