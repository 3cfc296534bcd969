"""Figures of the source that contradict each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import inf
from typing import Any

from msgspec import Struct

from audit.check import Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.quantities.claims.ledger import Stated, exact, stated

NEAR = 50
"""Two figures that differ by less than one in so many are likelier one fact misstated than two facts."""
ALIKE = Fraction(3, 5)
"""The share of the words of two subjects that they have in common, where they are taken for one."""
NEIGHBOURS = 4
"""With how many of the next larger figures one is compared."""


class Entry(Struct, frozen=True):
    """A figure, and the number of its segment, from 0; no more than is needed, for a long text has many."""

    segment: int
    start: int
    end: int
    size: Fraction
    step: Fraction
    subject: tuple[str, ...]
    when: tuple[tuple[str, str], ...]
    period: str | None


class ContradictoryFigures(GatheringCheck, frozen=True):
    """The English source states one fact twice, with figures that do not agree.

    Two statements are taken for one fact where their words for it agree and either another figure that they both give
    is the same, or the two figures are near each other; both must be exact, of the same kind, unit and direction, and
    not of different years or quarters. What rounding explains (168.5 million, 169 million) is no contradiction.

    This is a fault of the source: the translation may be right to repeat it.

    Why: readers see two figures for one thing, and trust neither.

    Fix: ask the author of the source which figure holds.
    """

    name = "contradictory-figures"
    category = "source/contradiction"
    examples = (
        Example(
            "Adjusted gross profit increased by 305% to $84.2 million. "
            "Later on: adjusted gross profit increased by ⟦300.5%⟧ to $84.2 million.",
            "经调整毛利增长305%至8420万美元。随后：经调整毛利增长300.5%至8420万美元。",
        ),
        Example(
            "Hong Kong office relocation expenses were RMB 54.9 million. "
            "This includes Hong Kong office relocation expenses of ⟦RMB 54.4 million⟧.",
            "香港办公室搬迁费用为5490万元。其中包括香港办公室搬迁费用5440万元。",
        ),
        Example(
            "Cloud service revenue was $168.5 million. In short, cloud service revenue was $169 million.",
            "云服务收入为1.685亿美元。简言之，云服务收入为1.69亿美元。",
        ),
        Example(
            "Cloud service revenue was $168.5 million in 2021. Cloud service revenue was $169.8 million in 2022.",
            "2021年云服务收入为1.685亿美元。2022年云服务收入为1.698亿美元。",
        ),
    )

    severity: Severity = Severity.MINOR

    each_document = True
    fact = tuple[Stated, ...]

    def gather(self, segment: Segment) -> tuple[Stated, ...] | None:
        """What the source states that can be held against another statement."""
        if segment.side_in("en") != "source":
            return None
        return tuple(stated(segment.source)) or None

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each contradiction at the later of its two places."""
        seen = set()
        for first, second in _contradictions(gathered):
            if (place := (second.segment, second.start)) not in seen:
                seen.add(place)
                yield self._contradiction(segments[first.segment], segments[second.segment], first, second)

    def _contradiction(self, earlier: Segment, segment: Segment, first: Entry, second: Entry) -> Finding:
        one, other = earlier.source[first.start : first.end], segment.source[second.start : second.end]
        subject = " ".join(second.subject)
        message = f"the source says “{other}” here and “{one}” in segment {earlier.id} of {subject}"
        instances = [
            {"segment": earlier.id, "text": one, "start": first.start},
            {"segment": segment.id, "text": other, "start": second.start},
        ]
        return self.finding(segment, message, Span("source", second.start, second.end), facts={"instances": instances})


def _contradictions(gathered: Iterable[tuple[int, tuple[Stated, ...]]]) -> Iterator[tuple[Entry, Entry]]:
    """First of statements that agree in their subject and in another figure, then of those that nearly agree."""
    known: dict[object, Entry] = {}
    groups = defaultdict[object, list[Entry]](list)
    sizes, shared = dict[str, Fraction](), dict[Any, Any]()
    for number, all_stated in gathered:
        for one in all_stated:
            figure, subject = one.figure, one.subject
            size = sizes.get(figure.value) or sizes.setdefault(figure.value, figure.size)
            told = _one(shared, subject), _one(shared, one.when), _one(shared, figure.period)
            entry = Entry(number, figure.start, figure.end, size, exact(figure.step), *told)
            for beside in one.anchors:
                first = known.setdefault((subject, figure.sort, beside.sort, beside.value), entry)
                if first is entry or not _contradict(first, entry):
                    continue
                if _is_near(first, entry) or _same_basis(first, entry):
                    yield first, entry
            if one.is_amount:
                groups[figure.sort, subject[-1]].append(entry)
    for group in groups.values():
        yield from _near(group)


def _one(shared: dict[Any, Any], value: Any) -> Any:
    """The first of all values that are equal to this one: a long text says few things, each many times."""
    return shared.setdefault(value, value)


def _near(group: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Statements of amounts that agree in most of three words or more, and nearly in the figure."""
    group.sort(key=lambda entry: (_rough(entry.size), entry.size))
    for index, one in enumerate(group):
        for other in islice(group, index + 1, index + 1 + NEIGHBOURS):
            if not _is_near(one, other):  # nor are those that follow
                break
            if _is_alike(one.subject, other.subject) and _contradict(one, other):
                yield (one, other) if (one.segment, one.start) < (other.segment, other.start) else (other, one)


def _contradict(one: Entry, other: Entry) -> bool:
    """Whether the figures differ by more than the last digit of the rougher one, and are not of different times."""
    if one.size == other.size or (one.when != other.when and one.when and other.when):
        return False
    apart = abs(one.size - other.size)
    return apart >= one.step and apart >= other.step


def _rough(size: Fraction) -> float:
    """About that: never in another order than what is exact, and quick to compare."""
    try:
        return float(size)
    except OverflowError:
        return inf


def _is_near(one: Entry, other: Entry) -> bool:
    first = one.size.numerator * other.size.denominator
    second = other.size.numerator * one.size.denominator
    return NEAR * abs(first - second) <= max(first, second)


def _same_basis(one: Entry, other: Entry) -> bool:
    """Whether both say against what they measure a change, and it is the same."""
    return one.period is not None and one.period == other.period


@lru_cache(maxsize=1 << 10)
def _is_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    first, second = set(one), set(other)
    return len(first & second) >= 3 and Fraction(len(first & second), len(first | second)) >= ALIKE
