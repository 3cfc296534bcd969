"""What took long to work out, kept by what it was worked out from: scores, and what checks found.

A command opens the cache for as long as it runs; the library alone keeps nothing. It is one SQLite file, which several
runs may share, and which is whole whenever one of them is killed.
"""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from audit.store import Store

FILE = "results.sqlite"
MOST_BYTES = 1 << 30
"""Size from which the next run begins the file anew."""
BATCH = 256
"""Values between two writes: so many are lost, at most, where a run is killed."""

Texts = tuple[str, ...]
Numbers = Sequence[float]


class Usage(Struct):
    """What a run has had of the cache."""

    known: int = 0
    """Segments whose findings were there."""
    may_clear: bool = False
    """Whether the file may be begun anew, if it is too large."""


_usage: ContextVar[Usage | None] = ContextVar("usage", default=None)


class State(Struct, frozen=True):
    """Where the cache is, and how much is in it."""

    path: Path
    bytes: int


def folder() -> Path:
    """The folder of the cache: what AUDIT_CACHE names, else where the system keeps the caches of its user."""
    from platformdirs import user_cache_path

    return Path(os.environ.get("AUDIT_CACHE") or user_cache_path("translation-auditor"))


def state() -> State:
    """Look at the cache, without opening it."""
    path = folder() / FILE
    return State(path, sum(part.stat().st_size for part in path.parent.glob(f"{FILE}*")))


def clear() -> State:
    """Delete what is kept; the state is that before. Raises OSError."""
    before = state()
    for part in before.path.parent.glob(f"{FILE}*"):
        part.unlink(missing_ok=True)
    return before


@contextmanager
def opened(*, use: bool = True, resume: bool = False) -> Iterator[Usage]:
    """Keep results while inside, if they are to be kept. Nothing is read or written before there are any.

    A file that has grown too large is begun anew, but not by a run that resumes another.
    """
    usage = Usage(may_clear=not resume)
    token = _usage.set(usage if use else None)
    try:
        yield usage
    finally:
        _usage.reset(token)


def seen(segments: int) -> None:
    """Count segments whose findings were there."""
    if (usage := _usage.get()) is not None:
        usage.known += segments


def keeps() -> bool:
    """Whether results are to be kept here."""
    return _usage.get() is not None


@contextmanager
def store() -> Iterator["Store | None"]:
    """The file, open; None where nothing is to be kept, or where it cannot be opened."""
    usage = _usage.get()
    if usage is None:
        yield None
        return
    from audit.store import Store, connect  # slow to import, and few segments do without it

    if usage.may_clear and state().bytes > MOST_BYTES:
        with suppress(OSError):
            clear()
    usage.may_clear = False
    connection = connect(folder() / FILE)
    if connection is None:
        yield None
        return
    with closing(connection):
        yield Store(connection)


def kept(model: str, contents: Sequence[Texts], work: Callable[[Sequence[Texts]], Iterable[Numbers]]) -> list[Numbers]:
    """The numbers that a model gives for each of these contents, in order; `work` makes those that are not kept.

    Where the file cannot be read or written, it goes without.

    >>> lengths = lambda contents: [(float(len(text)),) for text, in contents]
    >>> kept("length", [("a",), ("bc",)], lengths)
    [(1.0,), (2.0,)]
    """
    with store() as file:
        keys = [_key(model, content) for content in contents]
        found: dict[bytes, Numbers] = {}
        if file:
            found.update((key, tuple(array("d", value))) for key, value in file.read(keys).items())
        missing = {key: content for key, content in zip(keys, contents, strict=True) if key not in found}
        waiting: list[tuple[bytes, bytes]] = []
        for key, numbers in zip(missing, work(list(missing.values())) if missing else (), strict=True):
            found[key] = numbers
            waiting.append((key, array("d", numbers).tobytes()))
            if file and len(waiting) == BATCH:
                file.write(waiting)
        if file:
            file.write(waiting)
        return [found[key] for key in keys]


def _key(model: str, content: Texts) -> bytes:
    lengths = " ".join(str(len(part)) for part in content)
    text = "\0".join((model, lengths, *content))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
