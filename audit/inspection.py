"""Runs the checks over the segments, here or in several processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from audit import pool
from audit.check import Check, CorpusCheck
from audit.model import ComparedQuantity, Failure, Finding, Segment
from audit.neural.models import ModelError
from audit.reader import ReadError
from audit.spool import held

Track = Callable[[Sequence[Segment]], Iterable[Segment]]


class Found(NamedTuple):
    """What checks found, which of them crashed, and what those on figures compared."""

    findings: list[Finding]
    failures: list[Failure]
    quantities: Sequence[ComparedQuantity]
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
    work = partial(in_each, checks=[check for check in checks if isinstance(check, Check)])
    found = Found([], [], [], [])

    def lost(batch: Sequence[Segment]) -> None:
        place = f"segments {batch[0].id} to {batch[-1].id}"
        found.notes.append(f"a process was lost: {place} were checked again, and the report is whole")

    def taken(parts: Iterable[tuple[Sequence[Segment], Found]]) -> Iterator[ComparedQuantity]:
        seen = iter(track(asked))
        for batch, part in parts:
            found.findings.extend(part.findings)
            found.failures.extend(part.failures)
            yield from part.quantities
            deque(islice(seen, len(batch)), maxlen=0)
        deque(seen, maxlen=0)  # the end of the progress bar

    def of_each(parts: Iterable[tuple[Sequence[Segment], Found]]) -> Found:
        return found._replace(quantities=held(taken(parts), ComparedQuantity))

    jobs = pool.paying(len(asked)) if jobs is None else jobs
    of_all = partial(in_all, segments, [check for check in checks if isinstance(check, CorpusCheck)])
    with pool.spread(work, asked, jobs, lost) as parts:
        if jobs == 1:
            (findings, failures), found = of_all(), of_each(parts)
        else:  # what comes back is taken as it comes, or it would pile up
            with pool.aside(partial(of_each, parts)) as result:
                findings, failures = of_all()
            found = result()
    found.findings.extend(findings)
    found.failures.extend(failures)
    return found


def in_each(segments: Iterable[Segment], checks: Sequence[Check]) -> Found:
    """What checks of one segment find in each of these; it depends on nothing but segment, checks and version."""
    from audit.quantity_check import QuantityCheck, compared  # the number engine: not needed to print a help page

    found, quantities = Found([], [], [], []), list[ComparedQuantity]()
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
                quantities.extend(compared(segment, on_figures))
            except Exception as error:
                found.failures.append(failure("quantities", segment.id, error))
    return found._replace(quantities=quantities)


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
