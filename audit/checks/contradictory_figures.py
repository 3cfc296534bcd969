"""Figures of the source that contradict each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any, TypeVar

from msgspec import Struct

from audit.check import CorpusCheck, Example
from audit.model import Finding, Quantity, Segment, Severity, Span
from audit.quantities.precision import step
from audit.quantities.statements import Statement, statements

T = TypeVar("T")
NEAR = Fraction(2, 100)
"""Two figures that differ by less than this share are likelier one fact misstated than two facts."""
ALIKE = Fraction(3, 5)
"""The share of the words of two subjects that they have in common, where they are taken for one."""
NEIGHBOURS = 4
"""With how many of the next larger figures one is compared."""


class Entry(Struct, frozen=True):
    """A figure that a segment states, and of what; no more, for a long text has many."""

    segment: int
    """Number of the segment, from 0."""
    start: int
    end: int
    size: Fraction
    step: Fraction
    """The worth of the last digit."""
    subject: tuple[str, ...]
    when: frozenset[tuple[str, str]]
    period: str | None


class ContradictoryFigures(CorpusCheck, frozen=True):
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

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield each contradiction at the later of its two places."""
        seen = set()
        for first, second in _contradictions(segments):
            if (place := (second.segment, second.start)) not in seen:
                seen.add(place)
                yield self._contradiction(segments, first, second)

    def _contradiction(self, segments: Sequence[Segment], first: Entry, second: Entry) -> Finding:
        earlier, segment = segments[first.segment], segments[second.segment]
        one, other = earlier.source[first.start : first.end], segment.source[second.start : second.end]
        subject = " ".join(second.subject)
        message = f"the source says “{other}” here and “{one}” in segment {earlier.id} of {subject}"
        instances = [
            {"segment": earlier.id, "text": one, "start": first.start},
            {"segment": segment.id, "text": other, "start": second.start},
        ]
        span = Span("source", second.start, second.end)
        return self.finding(segment, message, span, facts={"instances": instances})


def _contradictions(segments: Sequence[Segment]) -> Iterator[tuple[Entry, Entry]]:
    """First of statements that agree in their subject and in another figure, then of those that nearly agree."""
    stated: dict[object, Entry] = {}
    groups = defaultdict[object, list[Entry]](list)
    shared: dict[Any, Any] = {}
    for number, segment in enumerate(segments):
        if segment.side_in("en") != "source":
            continue
        for statement in statements(segment.source):
            quantity, subject = statement.quantity, statement.subject
            anchors = [beside for beside in statement.beside if _is_telling(beside)]
            is_amount = quantity.kind == "money" and len(subject) >= 3 and _is_telling(quantity)
            if anchors or is_amount:
                entry = _entry(number, statement, shared)
            for beside in anchors:
                key = (segment.origin, entry.subject, _sort(quantity), _sort(beside), beside.value)
                first = stated.setdefault(key, entry)
                if _contradict(first, entry) and (_is_near(first, entry) or _same_basis(first, entry)):
                    yield first, entry
            if is_amount:
                groups[segment.origin, _sort(quantity), subject[-1]].append(entry)
    for group in groups.values():
        yield from _near(group)


def _entry(number: int, statement: Statement, shared: dict[Any, Any]) -> Entry:
    quantity = statement.quantity
    size = abs(Fraction(quantity.value)) if not isinstance(quantity.value, str) else Fraction(0)
    return Entry(
        number,
        quantity.start,
        quantity.end,
        size,
        _one(shared, step(quantity) or Fraction(0)),
        _one(shared, statement.subject),
        _one(shared, statement.when),
        quantity.period,
    )


def _one(shared: dict[Any, Any], value: T) -> T:
    """The first of all values that are equal to this one."""
    first: T = shared.setdefault(value, value)
    return first


def _near(group: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Statements of amounts that agree in most of three words or more, and nearly in the figure."""
    group.sort(key=lambda entry: entry.size)
    for index, one in enumerate(group):
        for other in islice(group, index + 1, index + 1 + NEIGHBOURS):
            if _is_near(one, other) and _is_alike(one, other) and _contradict(one, other):
                yield (one, other) if _place(one) < _place(other) else (other, one)


def _sort(quantity: Quantity) -> object:
    """Figures must agree in this to be figures of one fact."""
    return quantity.kind, quantity.unit, quantity.currency, quantity.direction, quantity.role, quantity.sign


def _is_telling(quantity: Quantity) -> bool:
    """Whether a figure has three digits or more that say something: hardly two things have the same."""
    last = step(quantity)
    return last is not None and not isinstance(quantity.value, str) and abs(Fraction(quantity.value)) >= 100 * last


def _contradict(one: Entry, other: Entry) -> bool:
    """Whether the figures differ by more than the last digit of the rougher one, and are not of different times."""
    apart = abs(one.size - other.size)
    same_time = one.when == other.when or not one.when or not other.when
    return same_time and apart > 0 and apart >= one.step and apart >= other.step


def _place(entry: Entry) -> tuple[int, int]:
    return entry.segment, entry.start


def _is_near(one: Entry, other: Entry) -> bool:
    return abs(one.size - other.size) <= NEAR * max(one.size, other.size)


def _same_basis(one: Entry, other: Entry) -> bool:
    """Whether both say against what they measure a change, and it is the same."""
    return one.period is not None and one.period == other.period


def _is_alike(one: Entry, other: Entry) -> bool:
    first, second = set(one.subject), set(other.subject)
    return len(first & second) >= 3 and Fraction(len(first & second), len(first | second)) >= ALIKE
