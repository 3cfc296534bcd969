"""Changes in an English sentence: a start, an end and what lies between them."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from audit.model import Quantity
from audit.quantities.claims.precision import Interval, displayed, is_exact
from audit.quantities.claims.reckoning import Reckoning, rounded, shown_as, sort, widened

_SEPARATE = re.compile(
    r"[;:()]|\b(?:and|while|whereas|but|including|excluding|of which|loss of|deficit of)\b", re.IGNORECASE
)
_CLOSE = 60
"""Characters between two figures of one reckoning, at most."""
_LARGEST = 100
"""Nothing grows more than so many times; where it seems to, its start was written without its scale."""


def wrong_changes(text: str, inside: Sequence[Quantity]) -> Iterator[Reckoning]:
    """Yield the changes that do not lead from the start to the end, among the figures of a sentence."""
    for three in zip(inside, inside[1:], inside[2:], strict=False):
        for before, after, change in permutations(three):
            if _belong(text, before, after, change) and (right := _change(before, after, change)):
                yield Reckoning(change, (before, after), right)


def _belong(text: str, before: Quantity, after: Quantity, change: Quantity) -> bool:
    """Whether the three are a start, an end and the change between them, and exact."""
    if before.role != "from" or sort(before) != sort(after) or not _is_change(change, after):
        return False
    if not all(map(is_exact, (before, after, change))):
        return False
    first, second, third = sorted((before, after, change), key=lambda quantity: quantity.start)
    gaps = (text[first.end : second.start], text[second.end : third.start])
    if max(map(len, gaps)) > _CLOSE or any(_SEPARATE.search(between) for between in gaps):
        return False
    return after.role == "to" or (after.role is None and first is after and second is change)


def _is_change(change: Quantity, level: Quantity) -> bool:
    if change.role != "by" and (change.role or not change.direction):
        return False
    is_points = change.kind == "percentage point" and level.kind == "percent"
    return is_points or change.kind == "percent" or sort(change) == sort(level)


def _change(before: Quantity, after: Quantity, change: Quantity) -> str | None:
    """What the change should be; None where it follows from the other two."""
    (start, end), (stated,) = displayed(before, after), displayed(change)
    if before.sign < 0 or after.sign < 0 or not start.low > 0 < end.low:
        return None
    if max(end.high / start.low, start.high / end.low) > _LARGEST:
        return None
    last, exact = stated.high - stated.low, abs(end.middle - start.middle)
    if change.kind != "percent":
        difference = _size(end.low - start.high, end.high - start.low)
        return None if difference.meets(widened(stated)) else shown_as(exact, change, last)
    if _size(100 * (end.low / start.high - 1), 100 * (end.high / start.low - 1)).meets(widened(stated)):
        return None
    if before.kind == "percent":
        return f"{rounded(exact, last)} percentage points"
    return shown_as(100 * exact / start.middle, change, last)


def _size(low: Fraction, high: Fraction) -> Interval:
    """All sizes of the changes in a range, whichever way they go."""
    return Interval(Fraction(0) if low <= 0 <= high else min(abs(low), abs(high)), max(abs(low), abs(high)))
