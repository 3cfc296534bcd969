"""Runs the checks over the segments, here or in several processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import repeat

from audit import pool, recall
from audit.check import Check, CorpusCheck, GatheringCheck
from audit.model import ComparedQuantity, Failure, Finding, Segment
from audit.neural.models import ModelError
from audit.reader import ReadError
from audit.segmentwise import Found, elsewhere, failure, in_each, on_figures_of, packed
from audit.spool import held
from audit.weighing import Gathered

Track = Callable[[Sequence[Segment]], Iterable[Segment]]


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
                    row = result if isinstance(result, bytes) else packed(name, found)
                    if row is not None:
                        memory.keep(key, row)
                yield found
        yield from known()

    def known() -> Iterator[Found]:
        while waiting and (row := waiting[0][3]) is not None:
            number, name, _, _ = waiting.popleft()
            seen = memory.known(name, row) if memory else None
            yield Found.of(seen) if seen else in_each([segments[number]], checks, on_figures)[0]

    on_figures = on_figures_of(checks)
    part: Callable[..., Sequence[Found | bytes]] = in_each if jobs == 1 else elsewhere
    loads = next((check.loads for check in checks if check.loads), None)
    with pool.hired(jobs, loads) as crew:
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
