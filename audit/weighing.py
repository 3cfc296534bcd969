"""What checks of the whole text gathered of its segments: encoded, put away, and weighed by document."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby, repeat
from typing import Any

from audit.check import GatheringCheck, documents
from audit.encoding import decoding_all
from audit.model import Finding, Segment
from audit.spool import Pile, held

Facts = Iterable[tuple[int, Any]]
"""What is known of segments, with their numbers, in order; it may be gone through several times."""


class Gathered:
    """What some checks gathered of the segments of a text, as it comes in; the checks go by number."""

    def __init__(self, checks: Mapping[int, GatheringCheck]) -> None:
        self._checks = checks
        self._piles = {number: Pile() for number in checks}
        self._origins: list[str | None] = []
        self._lengths: list[int] = []

    def over(self, segments: Iterable[Segment]) -> Iterator[Segment]:
        """The segments of the text as they come by, to learn which belong together."""
        for segment in segments:
            if not self._origins or segment.origin != self._origins[-1]:
                self._origins.append(segment.origin)
                self._lengths.append(0)
            self._lengths[-1] += 1
            yield segment

    def add(self, first: int, several: Iterable[Iterable[tuple[int, bytes]]]) -> None:
        """Put away what was gathered of the next segments, from this number on. Raises ReadError for want of room."""
        found = defaultdict[int, list[tuple[int, bytes]]](list)
        for segment, facts in enumerate(several, first):
            for check, fact in facts:
                found[check].append((segment, fact))
        for check, theirs in found.items():
            self._piles[check].add(theirs)

    def weighed(self, segments: Sequence[Segment]) -> Iterator[tuple[str, Callable[[], Iterator[Finding]]]]:
        """Each check by name, with what finds its faults in the text."""
        origins = chain.from_iterable(map(repeat, self._origins, self._lengths))
        places = documents(origins) if any(map(len, self._piles.values())) else []
        for number, check in self._checks.items():
            yield check.name, partial(_found, check, segments, self._piles[number], places)


def _found(
    check: GatheringCheck, segments: Sequence[Segment], pile: Pile, places: Sequence[Sequence[slice]]
) -> Iterator[Finding]:
    facts = _Decoded(pile, check.fact)
    if len(pile) and (len(places) == 1 or not check.each_document):
        yield from check.weigh(segments, facts)
    elif len(pile):
        for document, theirs in _apart(facts, places):
            runs = [segments[place] for place in places[document]]
            own = held(theirs, tuple[int, check.fact])  # type: ignore[name-defined]
            yield from check.weigh(runs[0] if len(runs) == 1 else list(chain.from_iterable(runs)), own)


class _Decoded:
    """What is in a pile, decoded each time that it is gone through."""

    def __init__(self, pile: Pile, kind: Any) -> None:
        self._pile, self._decoded = pile, decoding_all(kind)

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        for some in filter(None, self._pile.blocks()):
            numbers, facts = zip(*some, strict=True)
            yield from zip(numbers, self._decoded(facts), strict=True)


def _apart(facts: Facts, places: Sequence[Sequence[slice]]) -> Iterator[tuple[int, Facts]]:
    """What is known of each document, by the number of the document, with the numbers that segments have in it.

    It is held in memory only where the segments of a document do not stand together.

    >>> list(_apart([(0, "a"), (3, "b"), (4, "c")], [[slice(0, 1), slice(4, 5)], [slice(1, 4)]]))[1]
    (0, [(0, 'a'), (1, 'c')])
    """
    runs = []
    for document, slices in enumerate(places):
        before = 0
        for place in slices:
            runs.append((place.start, document, place.start - before))
            before += place.stop - place.start
    runs.sort()
    starts = [start for start, _, _ in runs]
    scattered: defaultdict[int, list[tuple[int, Any]]] = defaultdict(list)
    for run, found in groupby(facts, key=lambda one: bisect_right(starts, one[0]) - 1):
        _, document, offset = runs[run]
        own = ((number - offset, fact) for number, fact in found)
        if len(places[document]) == 1:
            yield document, own
        else:
            scattered[document] += own
    yield from scattered.items()
