"""Statements of a text as they are kept beside those of others: no more of each than can contradict."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from audit.model import Quantity
from audit.quantities.claims.precision import step
from audit.quantities.claims.statements import Statement, statements


@lru_cache(maxsize=1 << 10)
def exact(written: str) -> Fraction:
    """A fraction that was written out: a long text says the same few again and again."""
    number, _, parts = written.partition("/")
    return Fraction(int(number), int(parts or 1))


class Figure(Struct, frozen=True, array_like=True):
    """What matters here of a quantity."""

    sort: tuple[str, str | None, str | None, str | None, str | None, int]
    """Figures must agree in this to be figures of one fact."""
    value: str
    """The exact value as a fraction, and so the next."""
    step: str
    """The worth of the last digit."""
    period: str | None
    start: int
    end: int

    @property
    def is_telling(self) -> bool:
        """Whether it has three digits or more that say something: hardly two things have the same."""
        return self.size >= 100 * exact(self.step)

    @property
    def size(self) -> Fraction:
        """The value without its sign."""
        return exact(self.value.removeprefix("-"))


class Stated(Struct, frozen=True, array_like=True):
    """A figure that a segment states, with what it is the figure of."""

    figure: Figure
    subject: tuple[str, ...]
    when: tuple[tuple[str, str], ...]
    """The years, quarters and months of the sentence, sorted."""
    anchors: tuple[Figure, ...]
    """Other figures beside it that are telling."""
    is_amount: bool
    """Whether it is an amount of money that its words and digits tell well."""


def stated(text: str) -> Iterator[Stated]:
    """What an English text states that can be held against another statement: an amount, or a figure beside others.

    >>> [(one.figure.value, one.subject) for one in stated("Online advertising revenue was RMB 94.9 million.")]
    [('94900000', ('online', 'advertising', 'revenue'))]
    """
    found = (_stated(one) for one in statements(text) if one.beside or _may_be_amount(one.quantity.kind, one.subject))
    return (one for one in found if one.anchors or one.is_amount)


def _may_be_amount(kind: str, subject: Sequence[str]) -> bool:
    return kind == "money" and len(subject) >= 3


def _stated(statement: Statement) -> Stated:
    figure, *beside = map(_figure, (statement.quantity, *statement.beside))
    when, anchors = sorted(statement.when), (other for other in beside if other.is_telling)
    is_amount = _may_be_amount(figure.sort[0], statement.subject) and figure.is_telling
    return Stated(figure, statement.subject, tuple(when), tuple(anchors), is_amount)


def _figure(told: Quantity) -> Figure:
    """A figure of a statement: these are exact, so they have a value and a last digit."""
    sort = (told.kind, told.unit, told.currency, told.direction, told.role, told.sign)
    return Figure(sort, str(Fraction(told.value)), str(step(told) or 0), told.period, told.start, told.end)
