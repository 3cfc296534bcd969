"""Runs the checks over the segments, here or in several processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple

import msgspec

from audit import pool, recall
from audit.check import Check, CorpusCheck, GatheringCheck
from audit.model import ComparedQuantity, Failure, Finding, Segment
from audit.neural.models import ModelError
from audit.reader import ReadError

Track = Callable[[Sequence[Segment]], Iterable[Segment]]


class Found(NamedTuple):
    """What checks found, which of them crashed, and what those on figures compared."""

    findings: list[Finding]
    failures: list[Failure]
    quantities: list[ComparedQuantity]
    gathered: list[tuple[str, bytes]]
    """What checks of the whole text want to know of a segment, in msgpack, with the name of the check."""
    notes: list[str]
    """What a person should know of the run."""


def inspect(
    segments: Sequence[Segment],
    checks: Sequence[Check | CorpusCheck],
    track: Track = lambda segments: segments,
    asked: Sequence[Segment] | None = None,
    jobs: int | None = 1,
) -> Found:
    """Run the checks, those of one segment on the segments asked for, or on all.

    One that crashes loses its findings there, is named, and stops nothing else. Where checks on figures run, what they
    compared is told too. Checks of one segment run in `jobs` processes, None for as many as pay; neither what is found
    nor its order depends on that.
    """
    asked = segments if asked is None or len(asked) == len(segments) else asked
    found = Found([], [], [], [], [])
    corpus = [check for check in checks if isinstance(check, CorpusCheck)]
    gathering = {check.name: check for check in corpus if isinstance(check, GatheringCheck) and asked is segments}
    each: list[Check | GatheringCheck] = [*(check for check in checks if isinstance(check, Check)), *gathering.values()]
    gathered: dict[str, list[tuple[int, bytes]]] = {name: [] for name in gathering}
    with recall.memory(each, len(asked)) as memory, _begun(asked, each, memory, jobs, found.notes) as parts:
        whole = {
            check.name: _tried(check.name, partial(check.find_all, segments))
            for check in corpus
            if check.name not in gathering
        }
        seen = iter(track(asked))
        for number, part in enumerate(parts):
            found.findings.extend(part.findings)
            found.failures.extend(part.failures)
            found.quantities.extend(part.quantities)
            for name, fact in part.gathered:
                gathered[name].append((number, fact))
            next(seen, None)
        deque(seen, maxlen=0)  # the end of the progress bar
    for check in corpus:
        if check.name in gathering:
            told = _decoded(gathering[check.name].fact, gathered.pop(check.name))
            whole[check.name] = _tried(check.name, partial(gathering[check.name].weigh, segments, told))
        findings, failures = whole[check.name]
        found.findings.extend(findings)
        found.failures.extend(failures)
    return found


@contextmanager
def _begun(
    segments: Sequence[Segment],
    checks: Sequence[Check | GatheringCheck],
    memory: recall.Memory | None,
    jobs: int | None,
    notes: list[str],
) -> Iterator[Iterator[Found]]:
    """Begin on the segments of which nothing is kept; inside, take what is found in each segment, in order."""
    waiting: deque[tuple[Segment, bytes | None]] = deque()

    def new() -> Iterator[Segment]:
        for segment, row in memory.rows(segments) if memory else zip(segments, repeat(None)):
            waiting.append((segment, row))
            if row is None:
                yield segment

    def lost(batch: Sequence[Segment]) -> None:
        place = f"segments {batch[0].id} to {batch[-1].id}"
        notes.append(f"a process was lost: {place} were checked again, and the report is whole")

    def in_order(parts: Iterable[tuple[Sequence[Segment], Sequence[Found]]]) -> Iterator[Found]:
        for batch, results in parts:
            for segment, found in zip(batch, results, strict=True):
                yield from known()
                waiting.popleft()
                if memory and not found.failures:
                    memory.keep(segment, recall.Seen(found.findings, found.quantities, found.gathered))
                yield found
        yield from known()

    def known() -> Iterator[Found]:
        while waiting and (row := waiting[0][1]) is not None:
            segment, _ = waiting.popleft()
            seen = memory.unpacked(segment, row) if memory else None
            yield Found(seen.findings, [], *seen[1:], []) if seen else in_each([segment], checks)

    if jobs is None:
        jobs = pool.paying(len(segments) if memory is None else int(len(segments) * (1 - memory.share(segments))))
    with pool.spread(partial(apart, checks=checks), new(), jobs, lost) as parts:
        yield in_order(parts)


def apart(segments: Iterable[Segment], checks: Sequence[Check | GatheringCheck]) -> list[Found]:
    """What checks of one segment find in each of these, segment by segment."""
    return [in_each([segment], checks) for segment in segments]


def in_each(segments: Iterable[Segment], checks: Sequence[Check | GatheringCheck]) -> Found:
    """What checks of one segment find in each of these, and what others gather there.

    It depends on nothing but segment, checks and version.
    """
    from audit.quantity_check import QuantityCheck, compared  # the number engine: not needed to print a help page

    found = Found([], [], [], [], [])
    on_figures = {check.name for check in checks if isinstance(check, QuantityCheck)}
    # Segments outside, checks inside: what several checks ask of one segment is worked out once.
    for segment in segments:
        for check in checks:
            try:
                if isinstance(check, Check):
                    found.findings.extend(check.find(segment))
                elif (fact := check.gather(segment)) is not None:
                    found.gathered.append((check.name, msgspec.msgpack.encode(fact)))
            except Exception as error:
                found.failures.append(failure(check.name, segment.id, error))
        if on_figures:
            try:
                found.quantities.extend(compared(segment, on_figures))
            except Exception as error:
                found.failures.append(failure("quantities", segment.id, error))
    return found


def _tried(check: str, find: Callable[[], Iterator[Finding]]) -> tuple[list[Finding], list[Failure]]:
    """What a check of the whole text finds in it, or how it crashed."""
    findings: list[Finding] = []
    try:
        findings.extend(find())
    except (ModelError, ReadError):  # weights or a glossary that the user has to mend are no crash
        raise
    except Exception as error:
        return findings, [failure(check, None, error)]
    return findings, []


def _decoded(kind: Any, gathered: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, Any]]:
    decoder = msgspec.msgpack.Decoder(kind)
    return ((number, decoder.decode(fact)) for number, fact in gathered)


def failure(name: str, segment: str | None, error: Exception) -> Failure:
    """A part that crashed, as a report tells it."""
    return Failure(check=name, segment=segment, error=f"{type(error).__name__}: {error}")
