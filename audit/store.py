"""The file of the cache: bytes by key in SQLite, which several runs may share."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

WAIT = 30.0
"""Seconds that one run waits for another to finish writing."""
AT_ONCE = 512
"""Keys that are looked up together."""


class Store:
    """The open file: bytes by key. What cannot be read or written costs the result, not the run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept under these keys."""
        found: dict[bytes, bytes] = {}
        with suppress(sqlite3.Error), closing(self._connection.cursor()) as cursor:
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                places = ",".join("?" * len(some))
                found.update(cursor.execute(f"SELECT key, value FROM results WHERE key IN ({places})", some))
        return found

    def write(self, rows: list[tuple[bytes, bytes]]) -> None:
        """Keep these rows, and empty the list."""
        if rows:
            with suppress(sqlite3.Error), self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", rows)
            rows.clear()


def connect(path: Path) -> sqlite3.Connection | None:
    """Open this file; None where there is no place for it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _database(path)
    except (OSError, sqlite3.OperationalError):  # no place to write, or locked for long
        return None
    except sqlite3.DatabaseError:  # damaged by something else
        for part in path.parent.glob(f"{path.name}*"):
            part.unlink(missing_ok=True)
        return _database(path)


def _database(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)  # findings quote the text, which is nobody else's business
    connection = sqlite3.connect(path, timeout=WAIT, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")  # a run that is killed loses nothing by it, and each write is quick
    connection.execute("PRAGMA cache_size=-32768")  # KB: keys are scattered, and a page is looked at again and again
    connection.execute("CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
    return connection
