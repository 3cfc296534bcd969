"""Processes that help: where they come from, and what they leave to the one that began them."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

ENCODER = "audit.estimation.loaded"
"""The module that loads the encoder and all that estimates need: 200 MB, which no process need have for itself."""


def begun(jobs: int, sharing: str | None = None) -> "ProcessPoolExecutor":
    """So many processes, each started with the first work for it.

    They are fresh, for a fork copies locks that threads of this process hold. Where they would all load a large
    module, they are forked from one fresh process that has loaded nothing else; but not on macOS, whose own libraries
    do not bear it. What a run shares first is all that its later processes can share.
    """
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and short texts need none
    from multiprocessing import get_context

    if sharing and sys.platform == "linux":
        context = get_context("forkserver")
        context.set_forkserver_preload([sharing])
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    one_thread()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Where the process that began this one is killed, nobody else ends it."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def one_thread() -> None:
    """Keep libraries of linear algebra from using every core in every process; each reads this when it is loaded."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Processes started inside are deaf to Ctrl-C: it is this one that ends them, in order."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
