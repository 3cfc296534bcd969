"""Work on batches of a long text in several processes, its results in order."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], Result]

BATCH = 64
"""Items that go to a process at a time: many enough to cost nothing to send, few enough to lose or to wait for."""
PAYS = 4_000
"""Items from which the start of processes, about half a second each, is won back."""
RESTARTS = 3
"""How often processes are started anew after one was lost; then the rest is done here."""


def paying(items: int) -> int:
    """How many processes pay for so many items: all cores, or this one.

    >>> paying(10)
    1
    """
    return _cores() if items >= PAYS else 1


@contextmanager
def spread(
    work: "Work[Item, Result]", items: Iterable[Item], jobs: int, lost: Callable[[Sequence[Item]], None]
) -> Iterator[Iterator[tuple[Sequence[Item], Result]]]:
    """Begin at once, in so many processes; inside, take the batches in order, each with its result.

    `work` and what it takes and gives go through pickle. Where a process dies, `lost` is told of the batch that was
    waited for, which is done again here; the others go to new processes. With one job all is done here, an item at a
    time and when it is asked for.

    >>> with spread(sum, [1, 2, 3], 1, print) as sums:
    ...     list(sums)
    [([1], 1), ([2], 2), ([3], 3)]
    """
    if jobs == 1:
        yield (([item], work([item])) for item in items)
        return
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and short texts need none
    from multiprocessing import get_context

    pools: list[ProcessPoolExecutor] = []

    def begin(batches: Sequence[Sequence[Item]]) -> "deque[Future[Result]]":
        # Fresh processes everywhere: a fork copies locks that threads of this one hold.
        wanted = min(jobs, max(1, len(batches)))
        pools.append(ProcessPoolExecutor(wanted, mp_context=get_context("spawn"), initializer=_one_thread))
        with _uninterrupted():
            return deque(_submitted(pools[-1].submit, work, batches))

    rest = iter(items)
    batches = list(iter(lambda: list(islice(rest, BATCH)), []))
    try:
        yield _results(work, batches, begin(batches), begin, lost)
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _results(
    work: "Work[Item, Result]",
    batches: Sequence[Sequence[Item]],
    begun: "deque[Future[Result]]",
    begin: "Callable[[Sequence[Sequence[Item]]], deque[Future[Result]]]",
    lost: Callable[[Sequence[Item]], None],
) -> Iterator[tuple[Sequence[Item], Result]]:
    from concurrent.futures.process import BrokenProcessPool

    restarts = 0
    for number, batch in enumerate(batches, start=1):
        if not begun:
            yield batch, work(batch)
            continue
        try:
            result = begun.popleft().result()
        except BrokenProcessPool:
            lost(batch)
            result = work(batch)
            restarts += 1
            begun = begin(batches[number:]) if restarts <= RESTARTS else deque()
        yield batch, result


def _submitted(
    submit: "Callable[..., Future[Result]]", work: "Work[Item, Result]", batches: Iterable[Sequence[Item]]
) -> "Iterator[Future[Result]]":
    from concurrent.futures.process import BrokenProcessPool

    for batch in batches:
        try:
            yield submit(work, batch)
        except BrokenProcessPool:  # whoever waits for the batches before this one learns of it
            return


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started inside are deaf to Ctrl-C: it is this one that ends them, in order."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _one_thread() -> None:
    """Keep libraries of linear algebra from using every core in every process; each reads this when it is loaded."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
