"""The values everything else is made of: frozen, comparable, printable.

Spans are half-open ranges of code points in a segment's text exactly as it was read.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

Side = Literal["source", "target"]
Exact = int | Decimal | Fraction
"""An exact number: never a float."""


class Severity(StrEnum):
    """How much an error matters, with the weights of the MQM standard.

    >>> Severity.MAJOR.weight
    5
    >>> Severity.MINOR < Severity.CRITICAL
    True
    """

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """Penalty points of one finding (MQM 2.0: 0, 1, 5, 25)."""
        return {"neutral": 0, "minor": 1, "major": 5, "critical": 25}[self.value]

    def __lt__(self, other: str) -> bool:
        return self.weight < Severity(other).weight

    def __le__(self, other: str) -> bool:
        return self.weight <= Severity(other).weight

    def __gt__(self, other: str) -> bool:
        return self.weight > Severity(other).weight

    def __ge__(self, other: str) -> bool:
        return self.weight >= Severity(other).weight


class Verdict(StrEnum):
    """What comparing two quantities says. Only a mismatch is an error."""

    MATCH = "match"
    MISMATCH = "mismatch"
    AMBIGUOUS = "ambiguous"
    UNVERIFIABLE = "unverifiable"


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points on one side of a segment."""

    side: Side
    start: int
    end: int


class Segment(Struct, frozen=True, kw_only=True):
    """A source text and its translation, as read.

    >>> pair = Segment(id="1", source="Up 5%.", target="成長5%。", target_language="zh-TW")
    >>> pair.text(Span("target", 2, 4))
    '5%'
    >>> pair.side_in("zh")
    'target'
    """

    id: str
    source: str
    target: str
    reference: str | None = None
    more_references: tuple[str, ...] = ()
    """Further reference translations, where there are several."""
    line: int | None = None
    """Line (or row) of the input where the source text starts, from 1."""
    target_line: int | None = None
    """Line where the target starts, if that is another."""
    speaker: str | None = None
    origin: str | None = None
    """The input the segment was read from, when there are several."""
    likeness: float | None = None
    """How alike the sides are, from 0 or below to 1, where `--align` paired them; None where the input has pairs."""
    protected: tuple[Span, ...] = ()
    """Inline tags: parts of the text that are markup, not words."""
    notes: tuple[str, ...] = ()
    """Oddities of the input that the reader wants a person to know."""
    source_language: str = "en"
    """BCP 47 tag; the pipeline sets both languages before any check runs."""
    target_language: str = "zh"

    def text(self, span: Span) -> str:
        """The words that a span covers."""
        return (self.source if span.side == "source" else self.target)[span.start : span.end]

    @property
    def references(self) -> tuple[str, ...]:
        """Every reference translation that says something."""
        if self.reference is None and not self.more_references:  # as in most texts, and asked again and again
            return ()
        return tuple(text for text in (self.reference, *self.more_references) if text)

    def side_in(self, language: str) -> Side | None:
        """The side written in a language, given by its primary subtag."""
        return _side_in(language, self.source_language, self.target_language)


@lru_cache
def _side_in(language: str, source: str, target: str) -> Side | None:
    """Remembered, since every check asks it of every segment."""
    if target.partition("-")[0] == language:
        return "target"
    if source.partition("-")[0] == language:
        return "source"
    return None


class Quantity(Struct, frozen=True, kw_only=True, gc=False):
    """A number with its meaning: what is counted, in which unit, how exactly, which way."""

    kind: str
    """money, percent, percentage point, count, measure, ordinal, multiple, fraction, date, year, quarter, half, month,
    weekday, time, duration, relative time, age, version or identifier."""
    value: Exact | str
    """Exact value in `unit`; the text itself for identifiers; low end of a range."""
    high: Exact | None = None
    """High end of a range, else None."""
    unit: str | None = None
    currency: str | None = None
    """ISO 4217 code, or "$" / "元" where the text leaves it open."""
    bound: str | None = None
    """about, over, under, at-least, at-most, nearly: what is said of the value's precision."""
    sign: int = 1
    direction: str | None = None
    """up or down, where the text says the quantity is a change."""
    role: str | None = None
    """by, to or from: the amount of a change, its end or its start."""
    period: str | None = None
    """year-over-year or quarter-over-quarter: what the change is measured against."""
    approximate: bool = False
    """Vague: dozens, several hundred, 數億."""
    readings: tuple[Exact, ...] = ()
    """Other values that a sound reader could take, as for "fourfold growth"."""
    start: int = 0
    end: int = 0
    text: str = ""

    def span(self, side: Side) -> Span:
        """The words of the quantity, on the side it was read from."""
        return Span(side, self.start, self.end)


class Suggestion(Struct, frozen=True):
    """An edit of the target: replace `[start, end)` by `text`."""

    start: int
    end: int
    text: str


class Finding(Struct, frozen=True, kw_only=True):
    """One fault: what it is, where it is on both sides, and how to mend it."""

    check: str
    category: str
    """MQM path, e.g. "accuracy/number"."""
    severity: Severity
    segment: str
    """Id of the segment it is shown at."""
    message: str
    verdict: Verdict | None = None
    """For quantities; None for other findings."""
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    suggestion: Suggestion | None = None
    confidence: float | None = None
    """Measured precision of the check, or None."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the message was made of, for programs."""
    fingerprint: str = ""
    """Content hash that survives moved lines; set by the pipeline."""
    suppressed: str | None = None
    """Reason of the suppression, or None."""
    confirmed: str | None = None
    """Who has said that it is an error, or None."""
    baseline: Literal["new", "unchanged"] | None = None
    """Whether the baseline has it; None where there is no baseline."""

    def at_most(self, severity: Severity) -> "Finding":
        """The same fault, no more severe than this."""
        return replace(self, severity=min(self.severity, severity))


class Signature(Struct, frozen=True):
    """Everything that moves a number, known before it is computed.

    >>> str(Signature("BLEU", (("tok", "zh"), ("version", "2.5"))))
    'BLEU|tok:zh|version:2.5'
    """

    name: str
    choices: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "|".join([self.name, *(f"{key}:{value}" for key, value in self.choices)])


class Score(Struct, frozen=True, kw_only=True):
    """A metric's value for one segment, or for the corpus where `segment` is None."""

    metric: str
    signature: str
    value: float
    segment: str | None = None
    interval: tuple[float, float] | None = None


class Guard(Struct, frozen=True):
    """A fault that scores do not see, and the ids of the segments that have it."""

    fault: str
    segments: tuple[str, ...]


class Rule(Struct, frozen=True, kw_only=True):
    """What a report says of a check that ran."""

    name: str
    category: str
    severity: Severity
    summary: str
    page: str
    """The check's page in Markdown."""


class Input(Struct, frozen=True, kw_only=True):
    """A file that was read."""

    path: str
    format: str
    sha256: str
    segments: int
    notes: tuple[str, ...] = ()
    """Oddities that belong to no segment, such as notices in one language."""


class MQM(Struct, frozen=True, kw_only=True):
    """The MQM score (linear model): 100 less the penalty per `per` units, as a percentage."""

    score: float | None
    penalty: int
    unit: str
    per: int
    interval: tuple[float, float] | None = None
    """Where 95 of 100 texts like this would score; None for a text that is too small to say."""
    source_unit: str = "source words"
    source_size: int = 0
    """The size of the source, in that unit."""


class Gate(Struct, frozen=True, kw_only=True):
    """Whether the text may be published, and if not, exactly why."""

    passed: bool
    reasons: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    """Fingerprints of the findings that fail it."""


class Failure(Struct, frozen=True, kw_only=True):
    """A check that crashed: its finding is missing, not its absence."""

    check: str
    segment: str | None
    error: str


class ComparedQuantity(Struct, frozen=True, kw_only=True):
    """A quantity and what became of it, as a report tells it; None for what a text does not have."""

    segment: str
    """Id of the segment."""
    kind: str
    source: str | None
    """The words of the source."""
    source_value: str | None
    target: str | None
    target_value: str | None
    verdict: Verdict
    check: str | None
    """The check under whose name they differ, or None where they match."""


class Report(Struct, frozen=True, kw_only=True):
    """Everything one audit found, ready for any writer."""

    signature: str
    inputs: tuple[Input, ...]
    target_locale: str
    segments: Sequence[Segment]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]
    mqm: MQM
    gate: Gate
    failures: tuple[Failure, ...] = ()
    quantities: Sequence[ComparedQuantity] = ()
    """Every quantity that the checks on figures compared; none where no such check ran."""
    guards: tuple[Guard, ...] = ()
    """Segments whose scores are not to be believed; none where nothing scored."""
    astray: tuple[str, ...] = ()
    """Documents whose translations do not stand beside their sources, and what that does to the score of the text."""
    notes: tuple[str, ...] = ()
    """What a person should know of the run, such as suppressions that suppress nothing."""

    @property
    def suppressed(self) -> tuple[Finding, ...]:
        """Findings that somebody has given a reason to ignore."""
        return tuple(finding for finding in self.findings if finding.suppressed is not None)
