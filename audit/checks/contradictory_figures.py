"""Figures of the source that contradict each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from msgspec import Struct

from audit.check import CorpusCheck, Example
from audit.model import Finding, Quantity, Segment, Severity
from audit.quantities.precision import step
from audit.quantities.statements import Statement, statements

NEAR = Fraction(2, 100)
"""Two figures that differ by less than this share are likelier one fact misstated than two facts."""
ALIKE = Fraction(3, 5)
"""The share of the words of two subjects that they have in common, where they are taken for one."""
NEIGHBOURS = 4
"""With how many of the next larger figures one is compared."""


class Entry(Struct, frozen=True):
    """A statement, the segment it is made in, and its number in the document."""

    number: int
    segment: Segment
    statement: Statement


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
        ledger = _ledger(segments)
        for first, second in (*_anchored(ledger), *_near(ledger)):
            if (place := (second.segment.id, second.statement.quantity.start)) not in seen:
                seen.add(place)
                yield self._contradiction(first, second)

    def _contradiction(self, first: Entry, second: Entry) -> Finding:
        one, other = first.statement.quantity, second.statement.quantity
        subject = " ".join(second.statement.subject)
        message = f"the source says “{other.text}” here and “{one.text}” in segment {first.segment.id} of {subject}"
        instances = [
            {"segment": entry.segment.id, "text": quantity.text, "start": quantity.start}
            for entry, quantity in ((first, one), (second, other))
        ]
        return self.finding(second.segment, message, other.span("source"), facts={"instances": instances})


def _ledger(segments: Sequence[Segment]) -> list[Entry]:
    english = (segment for segment in segments if segment.side_in("en") == "source")
    made = ((segment, statement) for segment in english for statement in statements(segment.source))
    return [Entry(number, segment, statement) for number, (segment, statement) in enumerate(made)]


def _anchored(ledger: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Statements that agree in their subject and in another figure."""
    stated: dict[object, Entry] = {}
    for entry in ledger:
        statement = entry.statement
        for beside in statement.beside:
            if _is_telling(beside):
                key = (entry.segment.origin, statement.subject, _sort(statement.quantity), _sort(beside), beside.value)
                first = stated.setdefault(key, entry)
                if _contradict(first, entry) and (_is_near(first, entry) or _same_basis(first, entry)):
                    yield first, entry


def _near(ledger: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Statements of amounts that agree in most of three words or more, and nearly in the figure."""
    groups = defaultdict[object, list[Entry]](list)
    for entry in ledger:
        quantity, subject = entry.statement.quantity, entry.statement.subject
        if quantity.kind == "money" and len(subject) >= 3 and _is_telling(quantity):
            groups[entry.segment.origin, _sort(quantity), subject[-1]].append(entry)
    for group in groups.values():
        group.sort(key=_size)
        for index, one in enumerate(group):
            for other in islice(group, index + 1, index + 1 + NEIGHBOURS):
                if _is_near(one, other) and _is_alike(one, other) and _contradict(one, other):
                    yield (one, other) if one.number < other.number else (other, one)


def _sort(quantity: Quantity) -> object:
    """Figures must agree in this to be figures of one fact."""
    return quantity.kind, quantity.unit, quantity.currency, quantity.direction, quantity.role, quantity.sign


def _is_telling(quantity: Quantity) -> bool:
    """Whether a figure has three digits or more that say something: hardly two things have the same."""
    last = step(quantity)
    return last is not None and not isinstance(quantity.value, str) and abs(Fraction(quantity.value)) >= 100 * last


def _contradict(one: Entry, other: Entry) -> bool:
    """Whether the figures differ by more than the last digit of the rougher one, and are not of different times."""
    first, second = one.statement, other.statement
    apart = abs(_size(one) - _size(other))
    same_time = first.when == second.when or not first.when or not second.when
    return same_time and apart > 0 and all(apart >= (step(each.quantity) or Fraction(0)) for each in (first, second))


def _size(entry: Entry) -> Fraction:
    value = entry.statement.quantity.value
    return abs(Fraction(value)) if not isinstance(value, str) else Fraction(0)


def _is_near(one: Entry, other: Entry) -> bool:
    return abs(_size(one) - _size(other)) <= NEAR * max(_size(one), _size(other))


def _same_basis(one: Entry, other: Entry) -> bool:
    """Whether both say against what they measure a change, and it is the same."""
    first, second = one.statement.quantity.period, other.statement.quantity.period
    return first is not None and first == second


def _is_alike(one: Entry, other: Entry) -> bool:
    first, second = set(one.statement.subject), set(other.statement.subject)
    return len(first & second) >= 3 and Fraction(len(first & second), len(first | second)) >= ALIKE
