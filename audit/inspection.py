"""Runs the checks over the segments, here or in several processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import islice, repeat
from typing import NamedTuple

from audit import pool, recall
from audit.check import Check, CorpusCheck, GatheringCheck
from audit.compared import Compared
from audit.model import Failure, Finding, Segment
from audit.neural.models import ModelError
from audit.reader import ReadError
from audit.recall import Found
from audit.segmentwise import elsewhere, failure, in_each, on_figures_of
from audit.weighing import Gathered

FAR = 200
"""Known segments for each new one, from which too many of them would wait in memory for what others work out."""
Track = Callable[[Sequence[Segment]], Iterable[object]]
"""What shows progress: it yields something for each segment."""


class _Run(NamedTuple):
    """Segments in a row of which something is kept, or one that is new; not themselves, for there may be many."""

    first: int
    names: list[str]
    rows: list[bytes]
    """What is kept of each; nothing where it is new."""
    key: bytes | None = None


class Inspected(NamedTuple):
    """What the checks found in a text."""

    findings: list[Finding]
    failures: list[Failure]
    quantities: Compared
    notes: list[str]
    """What a person should know of the run."""


def inspect(
    segments: Sequence[Segment],
    checks: Sequence[Check | CorpusCheck],
    track: Track = lambda segments: segments,
    asked: Sequence[Segment] | None = None,
    jobs: int | None = 1,
) -> Inspected:
    """Run the checks, those of one segment on the segments asked for, or on all.

    One that crashes loses its findings there, is named, and stops nothing else. Where checks on figures run, what they
    compared is told too. Checks of one segment run in `jobs` processes, None for as many as pay; neither what is found
    nor its order depends on that.
    """
    asked = segments if asked is None or len(asked) == len(segments) else asked
    found = Inspected([], [], Compared(asked), [])
    corpus = [check for check in checks if isinstance(check, CorpusCheck)]
    gathering = [check for check in corpus if isinstance(check, GatheringCheck) and asked is segments]
    others = [check for check in corpus if check not in gathering]
    each: list[Check | GatheringCheck] = [*(check for check in checks if isinstance(check, Check)), *gathering]
    gathered = Gathered({number: check for number, check in enumerate(each) if isinstance(check, GatheringCheck)})

    def of_each(parts: Iterable[Sequence[Found]]) -> None:
        seen = iter(track(asked))
        first = 0
        for part in parts:
            for one in part:
                found.findings.extend(one.findings)
                found.failures.extend(one.failures)
            found.quantities.add(first, (one.quantities for one in part))
            gathered.add(first, (one.gathered for one in part))
            first += len(part)
            deque(islice(seen, len(part)), maxlen=0)
        deque(seen, maxlen=0)  # the end of the progress bar

    of_all = partial(_of_all, segments, others)
    loads = next((check.loads for check in each if check.loads), None)
    with recall.memory(each, len(asked)) as memory:
        if jobs is None:
            new = len(asked) if memory is None else int(len(asked) * (1 - memory.share(asked)))
            jobs = pool.paying(new, pool.READERS_PAY if loads else pool.PAYS) if new * FAR >= len(asked) else 1
        with _begun(asked, each, memory, pool.hired(jobs, loads), found.notes, gathered.over) as parts:
            if jobs == 1:
                whole = of_all()
                of_each(parts)
            else:  # what comes back is taken as it comes, or it would pile up
                with pool.aside(partial(of_each, parts)) as taken:
                    whole = of_all()
                taken()
    whole |= {name: _tried(name, find) for name, find in gathered.weighed(segments)}
    for one in corpus:
        findings, failures = whole[one.name]
        found.findings.extend(findings)
        found.failures.extend(failures)
    return found


@contextmanager
def _begun(
    segments: Sequence[Segment],
    checks: Sequence[Check | GatheringCheck],
    memory: recall.Memory | None,
    hired: AbstractContextManager[pool.Crew],
    notes: list[str],
    over: Callable[[Iterable[Segment]], Iterable[Segment]],
) -> Iterator[Iterator[Sequence[Found]]]:
    """Begin on the segments of which nothing is kept; inside, take what is found in each segment, some in order.

    Segments are gone over once, through `over`.
    """
    waiting: deque[_Run] = deque()

    def new() -> Iterator[Segment]:
        rows = memory.rows(over(segments)) if memory else zip(over(segments), repeat(None), repeat(None))
        for number, (segment, key, row) in enumerate(rows):
            if row is None:
                waiting.append(_Run(number, [segment.id], [], key))
                yield segment
                continue
            if not waiting or not 0 < len(waiting[-1].rows) < recall.AT_ONCE:
                waiting.append(_Run(number, [], []))
            waiting[-1].names.append(segment.id)
            waiting[-1].rows.append(row)

    def lost(batch: Sequence[Segment]) -> None:
        place = f"segments {batch[0].id} to {batch[-1].id}"
        notes.append(f"a process was lost: {place} were checked again, and the report is whole")

    def in_order(parts: Iterable[tuple[Sequence[Segment], Sequence[Found | bytes]]]) -> Iterator[Sequence[Found]]:
        for _, results in parts:
            new: list[Found] = []
            for result in results:
                if waiting[0].rows:
                    yield new
                    new = []
                    yield from known()
                _, (name,), _, key = waiting.popleft()
                [found] = [result] if isinstance(result, Found) else recall.unpacked([name], [result])
                if memory and key:
                    row = result if isinstance(result, bytes) else recall.packed(name, found)
                    if row is not None:
                        memory.keep(key, row)
                new.append(found)
            yield new
        yield from known()

    def known() -> Iterator[Sequence[Found]]:
        while waiting and waiting[0].rows:
            first, names, rows, _ = waiting.popleft()
            found = memory.known(names, rows) if memory else []
            yield [one or in_each([segments[place]], checks, on_figures)[0] for place, one in enumerate(found, first)]

    on_figures = on_figures_of(checks)
    with hired as crew:
        part: Callable[..., Sequence[Found | bytes]] = in_each if crew.jobs == 1 else elsewhere
        yield in_order(crew.each(partial(part, checks=checks, on_figures=on_figures), new(), lost))


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
