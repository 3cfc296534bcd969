"""Work on batches of a long text in several processes, its results in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from audit.processes import begun, cores, uninterrupted

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], Result]
Submit = Callable[..., "Future[Result]"]

FEW = 32
"""Items that are done at a time where all is done here: few to wait for, and too few to forget the first."""
BATCH = 64
"""Items that go to a process at a time: many enough to cost nothing to send, few enough to lose or to wait for."""
AHEAD = 8
"""Batches for each process that are on their way at a time: the others need no memory yet."""
PAYS = 4_000
"""Items from which the start of processes, about half a second each, is won back."""
READERS_PAY = 500
"""Pairs from which the start of processes that share the encoder, about a second, is won back twice."""
RESTARTS = 3
"""How often processes are started anew after one was lost; then the rest is done here."""

_most: ContextVar[int | None] = ContextVar("processes", default=1)


@contextmanager
def limited(jobs: int | None) -> Iterator[None]:
    """At most so many processes for what is begun inside, None for all that pay; one where nothing is said."""
    before = _most.set(jobs)
    try:
        yield
    finally:
        _most.reset(before)


def paying(items: int, least: int = PAYS) -> int:
    """How many processes pay for so many items: all cores from the least that pays on, or this one.

    >>> paying(10)
    1
    """
    return cores() if items >= least else 1


def allowed(items: int, least: int) -> int:
    """How many processes pay for so many items, of those that are allowed here."""
    most = _most.get()
    return paying(items, least) if most is None else min(most, paying(items, least))


class Crew:
    """Processes that are started with the first batch and stay for one list of items after another.

    They share a large module if they are told of one.
    """

    def __init__(self, jobs: int, sharing: str | None = None) -> None:
        self.jobs = jobs
        self.sharing = sharing
        self.pools: list[ProcessPoolExecutor] = []

    def each(
        self, work: "Work[Item, Result]", items: Iterable[Item], lost: Callable[[Sequence[Item]], None]
    ) -> Iterator[tuple[Sequence[Item], Result]]:
        """Begin at once; the batches in order, each with its result.

        `work` and what it takes and gives go through pickle. Where a process dies, `lost` is told of the batch that was
        waited for, which is done again here; the others go to new processes. With one job all is done here, lazily.
        """
        rest = iter(items)
        batches = iter(lambda: list(islice(rest, FEW if self.jobs == 1 else BATCH)), [])
        if self.jobs == 1:
            return ((batch, work(batch)) for batch in batches)
        submit = self.pools[-1].submit if self.pools else self.begin()
        sent = deque(_sent(submit, work, islice(batches, AHEAD * self.jobs)))
        return _results(work, batches, submit, sent, self.begin, lost)

    def begin(self) -> "Submit[Any]":
        """New processes, for those before are gone."""
        self.pools.append(begun(self.jobs, self.sharing))
        return self.pools[-1].submit


@contextmanager
def hired(jobs: int, sharing: str | None = None) -> Iterator[Crew]:
    """So many processes, sent home at the end; they share a large module if they are told of one.

    >>> with hired(1) as crew:
    ...     [total for numbers in ([1, 2], [3]) for _, total in crew.each(sum, numbers, print)]
    [3, 3]
    """
    crew = Crew(jobs, sharing)
    try:
        yield crew
    finally:
        for pool in crew.pools:
            pool.shutdown(cancel_futures=True)


def _results(
    work: "Work[Item, Result]",
    batches: Iterator[Sequence[Item]],
    submit: "Submit[Result] | None",
    sent: "deque[tuple[Sequence[Item], Future[Result] | None]]",
    begin: "Callable[[], Submit[Result]]",
    lost: Callable[[Sequence[Item]], None],
) -> Iterator[tuple[Sequence[Item], Result]]:
    """Wait for the batches that were sent, and send another for each that came back."""
    from concurrent.futures.process import BrokenProcessPool

    restarts = 0
    while sent:
        batch, result = sent.popleft()
        try:
            done = result.result() if result else work(batch)
        except BrokenProcessPool:
            lost(batch)
            done = work(batch)
            restarts += 1
            submit = begin() if restarts <= RESTARTS else None
            sent = deque(_sent(submit, work, [batch for batch, _ in sent]))
        sent.extend(_sent(submit, work, islice(batches, 1)))
        yield batch, done


def _sent(
    submit: "Submit[Result] | None", work: "Work[Item, Result]", batches: Iterable[Sequence[Item]]
) -> "Iterator[tuple[Sequence[Item], Future[Result] | None]]":
    """Each batch with its result to come, or with None if there is nobody to do it but this process."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    for batch in batches:
        result: Future[Result] | None = None
        if submit:
            try:
                with uninterrupted():  # a process may be started for it
                    result = submit(work, batch)
            except BrokenProcessPool as error:  # to be learnt of when it is waited for, after those before it
                result = Future()
                result.set_exception(error)
        yield batch, result


@contextmanager
def aside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin it in a thread; what is given waits for its result, or raises what it raised.

    >>> with aside(lambda: 5) as result:
    ...     print("meanwhile")
    meanwhile
    >>> result()
    5
    """
    from concurrent.futures import Future

    done: Future[Result] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    Thread(target=copy_context().run, args=(run,), daemon=True).start()
    yield done.result
