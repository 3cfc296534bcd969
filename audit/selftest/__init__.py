"""Plants known errors in a text and counts how many of them an audit notices."""

from audit.selftest.measure import Result, Share, planted_in, selftest
from audit.selftest.plant import KINDS, Planted, plant

__all__ = ["KINDS", "Planted", "Result", "Share", "plant", "planted_in", "selftest"]
