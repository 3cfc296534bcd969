"""The file of the cache: bytes by key in SQLite, which several runs may share."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from zlib import crc32

import msgspec

WAIT = 30.0
"""Seconds that one run waits for another to finish writing."""
AT_ONCE = 512
"""Keys that are looked up together."""
BLOCK = 64
"""Values in a block, at most."""
CHECKSUM = 4
"""Bytes at the end of a block that tell whether it is whole."""


class Store:
    """The open file: bytes by key. What cannot be read or written costs the result, not the run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def blocks(self) -> "Blocks":
        """What is kept in blocks."""
        return Blocks(self._connection)

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


class Blocks:
    """Bytes by key, in blocks of what was written together: asked for in the same order, one block after the other.

    That is how a text is read again, and takes a tenth of the time that it takes to look each key up.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._at = 0
        """The number of the block where the last of the keys were found."""

    def read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept under these keys: in the blocks from the last on, or else where the index says."""
        found: dict[bytes, bytes] = {}
        with suppress(sqlite3.Error):
            left = set(keys)
            ahead = self._at, self._at + len(left) // BLOCK + 2
            for number, values in self._blocks("BETWEEN ? AND ?", ahead, left):
                self._at = number
                found.update(values)
            is_elsewhere = not found
            most = Counter[int]()
            rest = iter(tuple(left))
            while some := list(islice(rest, AT_ONCE)):
                indexed = f"IN (SELECT block FROM places WHERE key IN ({','.join('?' * len(some))}))"
                for number, values in self._blocks(indexed, some, left):
                    most[number] += len(values)
                    found.update(values)
            if is_elsewhere and most:
                self._at = max(most, key=lambda number: (most[number], number))
        return found

    def known(self, keys: Sequence[bytes]) -> int:
        """How many of these keys there are, no more than can be looked up together."""
        with suppress(sqlite3.Error), closing(self._connection.cursor()) as cursor:
            some = list(islice(keys, AT_ONCE))
            places = ",".join("?" * len(some))
            [(count,)] = cursor.execute(f"SELECT count(*) FROM places WHERE key IN ({places})", some)
            return int(count)
        return 0

    def write(self, rows: dict[bytes, bytes]) -> None:
        """Keep these rows, and empty them."""
        left = iter(rows.items())
        with suppress(sqlite3.Error), self._connection:
            while some := list(islice(left, BLOCK)):
                content = msgspec.msgpack.encode(dict(some))
                block = content + crc32(content).to_bytes(CHECKSUM)
                number = self._connection.execute("INSERT INTO blocks (value) VALUES (?)", [block]).lastrowid
                places = [(key, number) for key, _ in some]
                self._connection.executemany("INSERT OR REPLACE INTO places VALUES (?, ?)", places)
        rows.clear()

    def _blocks(
        self, where: str, told: Sequence[bytes | int], left: set[bytes]
    ) -> Iterator[tuple[int, dict[bytes, bytes]]]:
        """The blocks that have any of the keys that are left, each with what it has of them; these are left no more."""
        with closing(self._connection.cursor()) as cursor:
            for number, block in cursor.execute(f"SELECT number, value FROM blocks WHERE number {where}", told):
                values = _values(block)
                if mine := left & values.keys():
                    left.difference_update(mine)
                    yield number, {key: values[key] for key in mine}


def _values(block: bytes) -> dict[bytes, bytes]:
    """What is in a block; nothing in one that is damaged."""
    content, checksum = memoryview(block)[:-CHECKSUM], block[-CHECKSUM:]
    is_whole = content and crc32(content).to_bytes(CHECKSUM) == checksum
    return _DECODER.decode(content) if is_whole else {}


_DECODER = msgspec.msgpack.Decoder(dict[bytes, bytes])


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
    connection.execute("CREATE TABLE IF NOT EXISTS blocks (number INTEGER PRIMARY KEY, value BLOB)")
    connection.execute("CREATE TABLE IF NOT EXISTS places (key BLOB PRIMARY KEY, block INTEGER) WITHOUT ROWID")
    return connection
