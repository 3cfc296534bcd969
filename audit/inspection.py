"""Runs the checks over the segments, here or in several processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import repeat
from typing import NamedTuple

from audit import pool, recall
from audit.check import Check, CorpusCheck
from audit.model import ComparedQuantity, Failure, Finding, Segment
from audit.neural.models import ModelError
from audit.reader import ReadError

Track = Callable[[Sequence[Segment]], Iterable[Segment]]


class Found(NamedTuple):
    """What checks found, which of them crashed, and what those on figures compared."""

    findings: list[Finding]
    failures: list[Failure]
    quantities: list[ComparedQuantity]
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
    asked = segments if asked is None else asked
    found = Found([], [], [], [])
    each = [check for check in checks if isinstance(check, Check)]
    with recall.memory(each, len(asked)) as memory, _begun(asked, each, memory, jobs, found.notes) as parts:
        findings, failures = in_all(segments, [check for check in checks if isinstance(check, CorpusCheck)])
        seen = iter(track(asked))
        for part in parts:
            found.findings.extend(part.findings)
            found.failures.extend(part.failures)
            found.quantities.extend(part.quantities)
            next(seen, None)
        deque(seen, maxlen=0)  # the end of the progress bar
    found.findings.extend(findings)
    found.failures.extend(failures)
    return found


@contextmanager
def _begun(
    segments: Sequence[Segment],
    checks: Sequence[Check],
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
                    memory.keep(segment, recall.Seen(found.findings, found.quantities))
                yield found
        yield from known()

    def known() -> Iterator[Found]:
        while waiting and (row := waiting[0][1]) is not None:
            segment, _ = waiting.popleft()
            seen = recall.unpacked(segment, row)
            yield Found(seen.findings, [], seen.quantities, []) if seen else in_each([segment], checks)

    if jobs is None:
        jobs = pool.paying(len(segments) if memory is None else int(len(segments) * (1 - memory.share(segments))))
    with pool.spread(partial(apart, checks=checks), new(), jobs, lost) as parts:
        yield in_order(parts)


def apart(segments: Iterable[Segment], checks: Sequence[Check]) -> list[Found]:
    """What checks of one segment find in each of these, segment by segment."""
    return [in_each([segment], checks) for segment in segments]


def in_each(segments: Iterable[Segment], checks: Sequence[Check]) -> Found:
    """What checks of one segment find in each of these; it depends on nothing but segment, checks and version."""
    from audit.quantity_check import QuantityCheck, compared  # the number engine: not needed to print a help page

    found = Found([], [], [], [])
    on_figures = {check.name for check in checks if isinstance(check, QuantityCheck)}
    # Segments outside, checks inside: what several checks ask of one segment is worked out once.
    for segment in segments:
        for check in checks:
            try:
                found.findings.extend(check.find(segment))
            except Exception as error:
                found.failures.append(failure(check.name, segment.id, error))
        if on_figures:
            try:
                found.quantities.extend(compared(segment, on_figures))
            except Exception as error:
                found.failures.append(failure("quantities", segment.id, error))
    return found


def in_all(segments: Sequence[Segment], checks: Iterable[CorpusCheck]) -> tuple[list[Finding], list[Failure]]:
    """What checks of the whole text find in it."""
    findings: list[Finding] = []
    failures: list[Failure] = []
    for check in checks:
        try:
            findings.extend(check.find_all(segments))
        except (ModelError, ReadError):  # weights or a glossary that the user has to mend are no crash
            raise
        except Exception as error:
            failures.append(failure(check.name, None, error))
    return findings, failures


def failure(name: str, segment: str | None, error: Exception) -> Failure:
    """A part that crashed, as a report tells it."""
    return Failure(check=name, segment=segment, error=f"{type(error).__name__}: {error}")
