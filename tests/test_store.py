"""What is kept in blocks is found again, in whatever order, whoever else writes."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.store import BLOCK, Blocks, connect

SOME = 4 * BLOCK
WRITES = """
import sys
from pathlib import Path
from audit.store import Blocks, connect
from tests.test_store import keys, rows
blocks = Blocks(connect(Path(sys.argv[1])))
print("open", flush=True)
for number in range(1_000_000):
    blocks.write(rows(keys(100 * number, 100 * number + 300), str(number)))
"""


def keys(*numbers: int) -> list[bytes]:
    return [number.to_bytes(16) for number in range(*numbers)]


def rows(some: Sequence[bytes], what: str = "") -> dict[bytes, bytes]:
    return {key: key[-3:] + what.encode() for key in some}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found = connect(tmp_path / "kept.sqlite")
    assert found
    with closing(found):
        yield found


def kept(connection: sqlite3.Connection, some: Sequence[bytes]) -> None:
    left, blocks = iter(some), Blocks(connection)
    while part := list(islice(left, SOME)):
        blocks.write(rows(part))


def asked(connection: sqlite3.Connection, some: Sequence[bytes]) -> list[str]:
    """What is asked of the index when these keys are read, some at a time; all of them must be found."""
    said: list[str] = []
    left, blocks = iter(some), Blocks(connection)
    while part := list(islice(left, SOME)):
        connection.set_trace_callback(said.append)
        assert blocks.read(part) == rows(part)
        connection.set_trace_callback(None)
    return [one for one in said if "places" in one]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 400), max_size=2 * BLOCK, unique=True), max_size=6),
    st.lists(st.lists(st.integers(0, 400), max_size=100), max_size=6),
)
def test_what_was_written_last_is_found(
    tmp_path_factory: pytest.TempPathFactory, written: list[list[int]], wanted: list[list[int]]
) -> None:
    found = connect(tmp_path_factory.mktemp("kept") / "kept.sqlite")
    assert found
    with closing(found):
        expected: dict[bytes, bytes] = {}
        for numbers in written:  # what a key leads to hangs on the key alone, as it is a digest
            some = rows([number.to_bytes(16) for number in numbers])
            expected |= some
            Blocks(found).write(some)
            assert not some
        blocks = Blocks(found)
        for numbers in wanted:
            some_keys = [number.to_bytes(16) for number in numbers]
            assert blocks.read(some_keys) == {key: expected[key] for key in some_keys if key in expected}
            assert blocks.known(some_keys) == len(set(some_keys) & expected.keys())


def test_what_is_read_in_the_order_that_it_was_written_in_needs_no_index(connection: sqlite3.Connection) -> None:
    kept(connection, keys(20 * SOME))
    assert asked(connection, keys(20 * SOME)) == []


def test_only_the_first_of_a_later_text_are_looked_up(connection: sqlite3.Connection) -> None:
    kept(connection, keys(20 * SOME))
    kept(connection, keys(20 * SOME, 40 * SOME))
    assert len(asked(connection, keys(20 * SOME, 40 * SOME))) == 1


def test_each_text_is_read_in_its_order_again_after_others_were_put_in(connection: sqlite3.Connection) -> None:
    kept(connection, keys(20 * SOME))
    more = [*keys(5 * SOME), *keys(100 * SOME, 103 * SOME), *keys(5 * SOME, 20 * SOME)]
    kept(connection, more[5 * SOME : 8 * SOME])
    assert len(asked(connection, more)) <= 6


@pytest.mark.parametrize("step", [-1, 7])
def test_another_order_is_found_as_well(connection: sqlite3.Connection, step: int) -> None:
    some = keys(5 * SOME)
    kept(connection, some)
    mixed = [key for start in range(abs(step)) for key in some[start :: abs(step)]][:: 1 if step > 0 else -1]
    assert asked(connection, mixed)


def test_two_runs_share_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    one, other = connect(path), connect(path)
    assert one
    assert other
    with closing(one), closing(other):
        for start in range(0, 3000, 200):
            Blocks(one).write(rows(keys(start, start + 100)))
            Blocks(other).write(rows(keys(start + 100, start + 200)))
        for connection in (one, other):
            asked(connection, keys(3000))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_run_that_is_killed_leaves_no_key_without_its_block(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    for number in range(20):
        command = [sys.executable, "-c", WRITES, str(path)]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ})
        assert run.stdout
        run.stdout.readline()
        time.sleep(number / 200)
        run.send_signal(signal.SIGKILL)
        run.communicate()
    connection = connect(path)
    assert connection
    with closing(connection):
        there = [key for (key,) in connection.execute("SELECT key FROM places")]
        assert len(there) >= 300
        assert Blocks(connection).read(there).keys() == set(there)
