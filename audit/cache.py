"""Numbers that took long to work out, kept by what they were worked out from.

A command opens the cache for as long as it runs; the library alone keeps nothing. It is one SQLite file, which several
runs may share, and which is whole whenever one of them is killed.
"""

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

FILE = "scores.sqlite"
MOST_BYTES = 512 << 20
"""Size from which the file is begun anew."""
BATCH = 256
"""Values between two writes: so many are lost, at most, where a run is killed."""
WAIT = 30.0
"""Seconds that one run waits for another to finish writing."""

Texts = tuple[str, ...]
Numbers = tuple[float, ...]
_keeping: ContextVar[bool] = ContextVar("cache", default=False)


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
def opened(*, use: bool = True) -> Iterator[None]:
    """Keep numbers while inside, if they are to be kept. Nothing is read or written before there are any."""
    token = _keeping.set(use)
    try:
        yield
    finally:
        _keeping.reset(token)


def kept(model: str, contents: Sequence[Texts], work: Callable[[Sequence[Texts]], Iterable[Numbers]]) -> list[Numbers]:
    """The numbers that a model gives for each of these contents, in order; `work` makes those that are not kept.

    Where the file cannot be read or written, it goes without.

    >>> lengths = lambda contents: [(float(len(text)),) for text, in contents]
    >>> kept("length", [("a",), ("bc",)], lengths)
    [(1.0,), (2.0,)]
    """
    connection = _connect() if _keeping.get() else None
    with closing(connection) if connection else nullcontext():
        keys = [_key(model, content) for content in contents]
        found = _read(connection, keys) if connection else {}
        missing = {key: content for key, content in zip(keys, contents, strict=True) if key not in found}
        waiting: list[tuple[bytes, Numbers]] = []
        for key, numbers in zip(missing, work(list(missing.values())) if missing else (), strict=True):
            found[key] = numbers
            waiting.append((key, numbers))
            if len(waiting) == BATCH:
                _write(connection, waiting)
        _write(connection, waiting)
        return [found[key] for key in keys]


def _key(model: str, content: Texts) -> bytes:
    lengths = " ".join(str(len(part)) for part in content)
    text = "\0".join((model, lengths, *content))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _connect() -> sqlite3.Connection | None:
    path = folder() / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if state().bytes > MOST_BYTES:
            clear()
        return _database(path)
    except (OSError, sqlite3.OperationalError):  # no place to write, or locked for long
        return None
    except sqlite3.DatabaseError:  # damaged by something else
        clear()
        return _database(path)


def _database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")  # a run that is killed loses nothing by it, and each write is quick
    connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, numbers BLOB) WITHOUT ROWID")
    return connection


def _read(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Numbers]:
    found = {}
    with suppress(sqlite3.Error), closing(connection.cursor()) as cursor:
        for key in keys:
            row = cursor.execute("SELECT numbers FROM kept WHERE key = ?", (key,)).fetchone()
            if row:
                found[key] = tuple(array("d", row[0]))
    return found


def _write(connection: sqlite3.Connection | None, waiting: list[tuple[bytes, Numbers]]) -> None:
    """Keep what waits, and let nothing wait any more. A full or locked disk costs the numbers, not the run."""
    if connection:
        with suppress(sqlite3.Error), connection:
            rows = [(key, array("d", numbers).tobytes()) for key, numbers in waiting]
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
    waiting.clear()
