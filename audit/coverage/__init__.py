"""What one side of a pair says that the other does not: part by part, from several clues weighed together."""

from audit.coverage.clues import CLUES, clues
from audit.coverage.judgement import Stretch, doubts, uncovered
from audit.coverage.sides import Side, sides
from audit.coverage.truncation import truncated

__all__ = ["CLUES", "Side", "Stretch", "clues", "doubts", "sides", "truncated", "uncovered"]
