"""Runs the checks over the segments, here or in several processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import repeat
from typing import NamedTuple

from audit import pool, recall
from audit.check import Check, CorpusCheck, GatheringCheck
from audit.model import ComparedQuantity, Failure, Finding, Segment
from audit.neural.models import ModelError
from audit.reader import ReadError
from audit.spool import held
from audit.weighing import Gathered, encoded

Track = Callable[[Sequence[Segment]], Iterable[Segment]]


class Found(NamedTuple):
    """What checks found, which of them crashed, and what those on figures compared."""

    findings: list[Finding]
    failures: list[Failure]
    quantities: Sequence[ComparedQuantity]
    gathered: list[tuple[int, bytes]]
    """What checks of the whole text want to know of a segment, encoded, with the number of the check."""
    notes: list[str]
    """What a person should know of the run."""

    @classmethod
    def of(cls, seen: recall.Seen) -> "Found":
        """What was kept of a segment, or sent."""
        return cls(seen.findings, [], seen.quantities, seen.gathered, [])


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
    gathering = [check for check in corpus if isinstance(check, GatheringCheck) and asked is segments]
    others = [check for check in corpus if check not in gathering]
    each: list[Check | GatheringCheck] = [*(check for check in checks if isinstance(check, Check)), *gathering]
    gathered = Gathered({number: check for number, check in enumerate(each) if isinstance(check, GatheringCheck)})

    def taken(parts: Iterable[Found]) -> Iterator[ComparedQuantity]:
        seen = iter(track(asked))
        for number, part in enumerate(parts):
            found.findings.extend(part.findings)
            found.failures.extend(part.failures)
            yield from part.quantities
            gathered.add(number, part.gathered)
            next(seen, None)
        deque(seen, maxlen=0)  # the end of the progress bar

    def of_each(parts: Iterable[Found]) -> Sequence[ComparedQuantity]:
        return held(taken(parts), ComparedQuantity)

    of_all = partial(_of_all, segments, others)
    with recall.memory(each, len(asked)) as memory:
        if jobs is None:
            jobs = pool.paying(len(asked) if memory is None else int(len(asked) * (1 - memory.share(asked))))
        with _begun(asked, each, memory, jobs, found.notes) as parts:
            if jobs == 1:
                whole, quantities = of_all(), of_each(parts)
            else:  # what comes back is taken as it comes, or it would pile up
                with pool.aside(partial(of_each, parts)) as result:
                    whole = of_all()
                quantities = result()
    whole |= {name: _tried(name, find) for name, find in gathered.weighed(segments)}
    for one in corpus:
        findings, failures = whole[one.name]
        found.findings.extend(findings)
        found.failures.extend(failures)
    return found._replace(quantities=quantities)


@contextmanager
def _begun(
    segments: Sequence[Segment],
    checks: Sequence[Check | GatheringCheck],
    memory: recall.Memory | None,
    jobs: int,
    notes: list[str],
) -> Iterator[Iterator[Found]]:
    """Begin on the segments of which nothing is kept; inside, take what is found in each segment, in order."""
    waiting: deque[tuple[int, str, bytes | None, bytes | None]] = deque()

    def new() -> Iterator[Segment]:
        rows = memory.rows(segments) if memory else zip(segments, repeat(None), repeat(None))
        for number, (segment, key, row) in enumerate(rows):
            waiting.append((number, segment.id, key, row))  # not the segment: many known ones may follow
            if row is None:
                yield segment

    def lost(batch: Sequence[Segment]) -> None:
        place = f"segments {batch[0].id} to {batch[-1].id}"
        notes.append(f"a process was lost: {place} were checked again, and the report is whole")

    def in_order(parts: Iterable[tuple[Sequence[Segment], Sequence[Found | bytes]]]) -> Iterator[Found]:
        for _, results in parts:
            for result in results:
                yield from known()
                _, name, key, _ = waiting.popleft()
                found = result if isinstance(result, Found) else Found.of(recall.unpacked(name, result))
                if memory and key:
                    row = result if isinstance(result, bytes) else _packed(name, found)
                    if row is not None:
                        memory.keep(key, row)
                yield found
        yield from known()

    def known() -> Iterator[Found]:
        while waiting and (row := waiting[0][3]) is not None:
            number, name, _, _ = waiting.popleft()
            seen = memory.known(name, row) if memory else None
            yield Found.of(seen) if seen else in_each([segments[number]], checks)[0]

    work: pool.Work[Segment, Sequence[Found | bytes]] = partial(in_each if jobs == 1 else _elsewhere, checks=checks)
    with pool.spread(work, new(), jobs, lost) as parts:
        yield in_order(parts)


def _elsewhere(segments: Sequence[Segment], checks: Sequence[Check | GatheringCheck]) -> list[Found | bytes]:
    """The same as `in_each`, as another process sends it: packed, if it can be."""
    each = zip(segments, in_each(segments, checks), strict=True)
    return [found if (row := _packed(segment.id, found)) is None else row for segment, found in each]


def _packed(segment: str, found: Found) -> bytes | None:
    """What was found in a segment of this id, if that can be kept or sent so."""
    seen = recall.Seen(found.findings, found.quantities, found.gathered)
    return None if found.failures else recall.packed(segment, seen)


def in_each(segments: Iterable[Segment], checks: Sequence[Check | GatheringCheck]) -> list[Found]:
    """What checks of one segment find in each of these, and what others gather there, segment by segment.

    It depends on nothing but segment, checks and version.
    """
    from audit.quantity_check import QuantityCheck, compared  # the number engine: not needed to print a help page

    on_figures = {check.name for check in checks if isinstance(check, QuantityCheck)}

    # Segments outside, checks inside: what several checks ask of one segment is worked out once.
    def within(segment: Segment) -> Found:
        found, quantities = Found([], [], [], [], []), list[ComparedQuantity]()
        for number, check in enumerate(checks):
            try:
                if isinstance(check, Check):
                    found.findings.extend(check.find(segment))
                elif (fact := check.gather(segment)) is not None:
                    found.gathered.append((number, encoded(fact)))
            except Exception as error:
                found.failures.append(failure(check.name, segment.id, error))
        if on_figures:
            try:
                quantities.extend(compared(segment, on_figures))
            except Exception as error:
                found.failures.append(failure("quantities", segment.id, error))
        return found._replace(quantities=quantities)

    return [within(segment) for segment in segments]


def _of_all(
    segments: Sequence[Segment], checks: Iterable[CorpusCheck]
) -> dict[str, tuple[list[Finding], list[Failure]]]:
    """What checks of the whole text find in it, or how they crashed, by name."""
    return {check.name: _tried(check.name, partial(check.find_all, segments)) for check in checks}


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


def failure(name: str, segment: str | None, error: Exception) -> Failure:
    """A part that crashed, as a report tells it."""
    return Failure(check=name, segment=segment, error=f"{type(error).__name__}: {error}")
