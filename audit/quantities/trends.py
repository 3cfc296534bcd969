"""Carries over what is said of one figure to the others that share it: verbs and bases of comparison."""

import re

from msgspec.structs import replace

from audit.model import Quantity
from audit.quantities.context import SENTENCE_END, gap

_MEASURED = {"percent", "percentage point", "money", "multiple", "count", "measure"}
_REACH = 48


def with_directions(found: list[Quantity], folded: str) -> list[Quantity]:
    """Carry the verb over: "fell from 3.1% to 2.8%", "down by 10.4% and by 16.6%"; from and to tell it themselves."""
    for index, one in enumerate(found):
        if one.role is None:
            continue
        for place in range(index + 1, min(index + 4, len(found))):
            other = found[place]
            if other.kind != one.kind or other.start - one.end > _REACH:
                continue
            if SENTENCE_END.search(folded, one.end, other.start):
                break
            if {one.role, other.role} == {"from", "to"}:
                start, end = (index, place) if one.role == "from" else (place, index)
                if found[end].direction is None:
                    found[end] = replace(
                        found[end], direction=found[start].direction or _trend(found[start], found[end])
                    )
                break
            if one.role == other.role == "by" and one.direction and other.direction is None:
                found[place] = replace(other, direction=one.direction)
    return found


def _trend(start: Quantity, end: Quantity) -> str | None:
    if isinstance(start.value, str) or isinstance(end.value, str) or start.value == end.value:
        return None
    return "up" if end.value > start.value else "down"


def with_periods(found: list[Quantity], folded: str) -> list[Quantity]:
    """Tell each figure the basis of comparison that stands nearest to it in its clause."""
    for index, basis in enumerate(found):
        if not basis.period or basis.kind != "relative time":
            continue
        near = [place for place in (index - 2, index - 1, index + 1, index + 2) if 0 <= place < len(found)]
        near = [place for place in near if found[place].kind in _MEASURED and found[place].period is None]
        near = [place for place in near if _same_clause(folded, found[place], basis)]
        if folded[max(0, basis.start - 2) : basis.start].rstrip().endswith(",") and not basis.text.isascii():
            near = [place for place in near if place > index] or near  # 10億元，較去年同期減少20%
        if near:
            nearest = min(near, key=lambda place: gap(found[place], basis))
            found[nearest] = replace(found[nearest], period=basis.period)
    return found


def _same_clause(folded: str, one: Quantity, other: Quantity) -> bool:
    left, right = sorted(((one.start, one.end), (other.start, other.end)))
    return right[0] - left[1] <= _REACH and not re.search(r"[.;!?。；！？\n] ?", folded[left[1] : right[0]])
