"""Figures of the source that contradict each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from msgspec import Struct

from audit.check import Example, Gathered, GatheringCheck
from audit.model import Finding, Quantity, Segment, Severity, Span
from audit.quantities.precision import step
from audit.quantities.statements import Statement, statements

NEAR = Fraction(2, 100)
"""Two figures that differ by less than this share are likelier one fact misstated than two facts."""
ALIKE = Fraction(3, 5)
"""The share of the words of two subjects that they have in common, where they are taken for one."""
NEIGHBOURS = 4
"""With how many of the next larger figures one is compared."""


class Figure(Struct, frozen=True, array_like=True):
    """What matters here of a quantity."""

    sort: tuple[str, str | None, str | None, str | None, str | None, int]
    """Figures must agree in this to be figures of one fact."""
    size: tuple[int, int]
    """The exact value, as numerator and denominator."""
    step: tuple[int, int]
    """The worth of the last digit, in the same way."""
    period: str | None
    start: int
    text: str

    @property
    def is_telling(self) -> bool:
        """Whether it has three digits or more that say something: hardly two things have the same."""
        return abs(Fraction(*self.size)) >= 100 * Fraction(*self.step)


class Stated(Struct, frozen=True, array_like=True):
    """A figure that a segment states, with what it is the figure of."""

    figure: Figure
    subject: tuple[str, ...]
    when: tuple[tuple[str, str], ...]
    """The years, quarters and months of the sentence, sorted."""
    beside: tuple[Figure, ...]


class Entry(Struct, frozen=True):
    """A statement, the segment it is made in, and its number in the document."""

    number: int
    segment: Segment
    statement: Stated

    @property
    def size(self) -> Fraction:
        """How large the figure is, without its sign."""
        return abs(Fraction(*self.statement.figure.size))


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

    fact = tuple[Stated, ...]

    def gather(self, segment: Segment) -> tuple[Stated, ...] | None:
        """What the source states."""
        if segment.side_in("en") != "source":
            return None
        return tuple(map(_stated, statements(segment.source))) or None

    def weigh(self, gathered: Sequence[Gathered]) -> Iterator[Finding]:
        """Yield each contradiction at the later of its two places."""
        seen = set()
        made = ((segment, statement) for _, segment, stated in gathered for statement in stated)
        ledger = [Entry(number, segment, statement) for number, (segment, statement) in enumerate(made)]
        for first, second in (*_anchored(ledger), *_near(ledger)):
            if (place := (second.segment.id, second.statement.figure.start)) not in seen:
                seen.add(place)
                yield self._contradiction(first, second)

    def _contradiction(self, first: Entry, second: Entry) -> Finding:
        one, other = first.statement.figure, second.statement.figure
        subject = " ".join(second.statement.subject)
        message = f"the source says “{other.text}” here and “{one.text}” in segment {first.segment.id} of {subject}"
        instances = [
            {"segment": entry.segment.id, "text": figure.text, "start": figure.start}
            for entry, figure in ((first, one), (second, other))
        ]
        place = Span("source", other.start, other.start + len(other.text))
        return self.finding(second.segment, message, place, facts={"instances": instances})


def _stated(statement: Statement) -> Stated:
    figure, *beside = map(_figure, (statement.quantity, *statement.beside))
    return Stated(figure, statement.subject, tuple(sorted(statement.when)), tuple(beside))


def _figure(told: Quantity) -> Figure:
    """A figure of a statement: these are exact, so they have a value and a last digit."""
    sort = (told.kind, told.unit, told.currency, told.direction, told.role, told.sign)
    size, last = (Fraction(value).as_integer_ratio() for value in (told.value, step(told) or 0))
    return Figure(sort, size, last, told.period, told.start, told.text)


def _anchored(ledger: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Statements that agree in their subject and in another figure."""
    stated: dict[object, Entry] = {}
    for entry in ledger:
        statement = entry.statement
        for beside in statement.beside:
            if beside.is_telling:
                key = (entry.segment.origin, statement.subject, statement.figure.sort, beside.sort, beside.size)
                first = stated.setdefault(key, entry)
                if _contradict(first, entry) and (_is_near(first, entry) or _same_basis(first, entry)):
                    yield first, entry


def _near(ledger: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Statements of amounts that agree in most of three words or more, and nearly in the figure."""
    groups = defaultdict[object, list[Entry]](list)
    for entry in ledger:
        figure, subject = entry.statement.figure, entry.statement.subject
        if figure.sort[0] == "money" and len(subject) >= 3 and figure.is_telling:
            groups[entry.segment.origin, figure.sort, subject[-1]].append(entry)
    for group in groups.values():
        group.sort(key=lambda entry: entry.size)
        for index, one in enumerate(group):
            for other in islice(group, index + 1, index + 1 + NEIGHBOURS):
                if _is_near(one, other) and _is_alike(one, other) and _contradict(one, other):
                    yield (one, other) if one.number < other.number else (other, one)


def _contradict(one: Entry, other: Entry) -> bool:
    """Whether the figures differ by more than the last digit of the rougher one, and are not of different times."""
    first, second = one.statement, other.statement
    apart = abs(one.size - other.size)
    same_time = first.when == second.when or not first.when or not second.when
    return same_time and apart > 0 and all(apart >= Fraction(*each.figure.step) for each in (first, second))


def _is_near(one: Entry, other: Entry) -> bool:
    return abs(one.size - other.size) <= NEAR * max(one.size, other.size)


def _same_basis(one: Entry, other: Entry) -> bool:
    """Whether both say against what they measure a change, and it is the same."""
    first, second = one.statement.figure.period, other.statement.figure.period
    return first is not None and first == second


def _is_alike(one: Entry, other: Entry) -> bool:
    first, second = set(one.statement.subject), set(other.statement.subject)
    return len(first & second) >= 3 and Fraction(len(first & second), len(first | second)) >= ALIKE
