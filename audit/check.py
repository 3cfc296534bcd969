"""The contract of a check: one fault, with its options, page and examples in one value."""

import inspect
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, ClassVar

from msgspec import Struct

from audit.model import Finding, Segment, Severity, Side, Span, Suggestion, Verdict
from audit.text.tables import table

INSTANCES = 10_000
"""Places that a finding about a whole document lists, at most."""


class Example(Struct, frozen=True):
    """A pair that shows a fault, each place between ⟦ and ⟧, or shows its absence.

    >>> bad = Example("Ready?", "好了吗⟦?⟧")
    >>> bad.segment.target, bad.spans
    ('好了吗?', (Span(side='target', start=3, end=4),))
    """

    marked_source: str
    marked_target: str
    source_language: str = "en"
    target_language: str = "zh"
    options: Mapping[str, Any] = {}
    """Options of the check that the example needs, as the configuration has them."""
    likeness: float | None = None
    """That of the segment."""

    @property
    def segment(self) -> Segment:
        """The pair without its marks."""
        return Segment(
            id="1",
            source=re.sub("[⟦⟧]", "", self.marked_source),
            target=re.sub("[⟦⟧]", "", self.marked_target),
            source_language=self.source_language,
            target_language=self.target_language,
            likeness=self.likeness,
        )

    @property
    def spans(self) -> tuple[Span, ...]:
        """The marked places, source first."""
        return (*_marked("source", self.marked_source), *_marked("target", self.marked_target))


def _marked(side: Side, text: str) -> Iterator[Span]:
    for number, match in enumerate(re.finditer("⟦(.*?)⟧", text, re.DOTALL)):
        start = match.start() - 2 * number
        yield Span(side, start, start + len(match[1]))


class Fault(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every check declares. The fields of a check are its options in the configuration."""

    name: ClassVar[str]
    """The fault in kebab-case; reads well after "allow"."""
    category: ClassVar[str]
    """MQM path, e.g. "accuracy/number"."""
    examples: ClassVar[tuple[Example, ...]]
    default: ClassVar[bool] = True
    """Whether the check runs when nothing selects it, by name or category."""
    metric: ClassVar[str | None] = None
    """The metric whose model finds the fault, if one does: the check runs where that does, under its options, and has
    no examples, for what it finds hangs on the weights."""
    loads: ClassVar[str | None] = None
    """The module that loads what it needs, where that is so much that processes had better share it."""
    severity: Severity = Severity.MAJOR

    @classmethod
    def summary(cls) -> str:
        """First sentence of the page."""
        return (inspect.getdoc(cls) or "").partition("\n")[0]

    @classmethod
    @cache
    def precision(cls) -> float | None:
        """The share of its findings that were right when `make bench-checks` judged them; None for too few to tell."""
        share, _, _ = table("confidence.tsv").get(cls.name, "").partition("\t")
        return float(share) if share else None

    def finding(
        self,
        segment: Segment,
        message: str,
        *spans: Span,
        suggestion: str | Suggestion | None = None,
        verdict: Verdict | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> Finding:
        """Report the fault at these places; a suggestion in words replaces the one target span."""
        target = tuple([span for span in spans if span.side == "target"])
        if isinstance(suggestion, str):
            suggestion = Suggestion(target[0].start, target[0].end, suggestion)
        return Finding(
            check=self.name,
            category=self.category,
            severity=self.severity,
            segment=segment.id,
            message=message,
            verdict=verdict,
            source_spans=tuple([span for span in spans if span.side == "source"]),
            target_spans=target,
            suggestion=suggestion,
            confidence=self.precision(),
            facts=facts or {},
        )


def by_document(segments: Sequence[Segment]) -> Iterator[Sequence[Segment]]:
    """The segments of each input, for what is a matter of the document: its style, its wording, its order.

    An input is held in memory only where its segments do not stand together.

    >>> segments = [Segment(id=id, source="", target="", origin=origin) for id, origin in zip("123", "aba")]
    >>> [[segment.id for segment in document] for document in by_document(segments)]
    [['1', '3'], ['2']]
    """
    for places in documents(segment.origin for segment in segments):
        yield segments[places[0]] if len(places) == 1 else [one for place in places for one in segments[place]]


def documents(origins: Iterable[str | None]) -> list[list[slice]]:
    """Where the segments of each input stand, given the input of each segment.

    >>> documents("aba")
    [[slice(0, 1, None), slice(2, 3, None)], [slice(1, 2, None)]]
    """
    runs: dict[str | None, list[slice]] = {}
    end = 0
    for origin, together in groupby(origins):
        start, end = end, end + sum(1 for _ in together)
        runs.setdefault(origin, []).append(slice(start, end))
    return list(runs.values())


class Check(Fault, frozen=True):
    """A fault that shows in one segment.

    What is found may hang on anything of the segment but its id, its lines and its origin: it is kept by the rest.
    """

    @abstractmethod
    def find(self, segment: Segment) -> Iterator[Finding]:
        """Yield each place where the segment has the fault."""


class CorpusCheck(Fault, frozen=True):
    """A fault that shows only between segments, such as one term translated two ways."""

    @abstractmethod
    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield each fault, at the segment where it is best shown.

        The segments may lie in a file, and be millions: go through them as often as need be, and keep no list of them.
        """


class GatheringCheck(CorpusCheck, frozen=True):
    """A fault between segments that can be told from little of each: what is gathered may be kept, sent and merged."""

    fact: ClassVar[Any] = Any
    """The type of what is gathered, which msgspec can encode and decode again."""
    each_document: ClassVar[bool] = False
    """Whether the segments of each input are weighed by themselves, as if there were no others."""

    @abstractmethod
    def gather(self, segment: Segment) -> Any:
        """What is to be known of a segment, from its words and languages alone; None for nothing."""

    @abstractmethod
    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each fault, given what was gathered of segments, in their order, with their numbers from 0.

        Go through what is gathered as often as need be, and keep no list of it: a long text has much of it.
        """

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield each fault of the text."""
        for part in by_document(segments) if self.each_document else [segments]:
            yield from self.weigh(part, _Gathered(self, part))


class _Gathered:
    """What a check gathers of segments, each time that it is asked for."""

    def __init__(self, check: GatheringCheck, segments: Sequence[Segment]) -> None:
        self._check, self._segments = check, segments

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        facts = ((number, self._check.gather(segment)) for number, segment in enumerate(self._segments))
        return ((number, fact) for number, fact in facts if fact is not None)
