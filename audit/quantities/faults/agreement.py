"""How well what is said of two figures goes together."""

from collections.abc import Set
from functools import cache

from audit.model import Quantity

Said = tuple[str | None, str | None, str | None, str | None, int]


def said(figure: Quantity) -> Said:
    return figure.role, figure.direction, figure.period, figure.bound, figure.sign


@cache
def agreement(left: Said, right: Said) -> int:
    """How well what is said of a figure of the source goes with what is said of one of the target."""
    agree = sum(1 if one == other else -1 for one, other in zip(left[:-1], right[:-1], strict=True) if one and other)
    return agree - (left[-1] != right[-1])


def gained(here: Set[object], there: Set[object], start: Set[object], end: Set[object]) -> int:
    """How many of two have more in common when they are exchanged, less those that have less."""
    return here.isdisjoint(start) + there.isdisjoint(end) - here.isdisjoint(end) - there.isdisjoint(start)
