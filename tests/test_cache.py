"""What took long is kept, and nothing that happens to the file of the cache costs more than the time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import cache

WRITES = """
from audit import cache, store
with cache.opened():
    print("open", flush=True)
    n = 0
    while True:
        list(cache.kept("m", [(str(n), str(i)) for i in range(300)], lambda new: [(1.0,) for _ in new]))
        n += 1
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Model:
    """Gives the length of a text, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, contents: Sequence[tuple[str, ...]]) -> Iterator[tuple[float, ...]]:
        for content in contents:
            self.asked.append(content)
            yield (float(len(content[0])),)


def test_only_what_changed_is_worked_out_again(folder: Path) -> None:
    first, second = Model(), Model()
    with cache.opened():
        assert list(cache.kept("m", [("a",), ("bc",)], first)) == [(1.0,), (2.0,)]
    with cache.opened():
        assert list(cache.kept("m", [("a",), ("def",), ("bc",)], second)) == [(1.0,), (3.0,), (2.0,)]
    assert second.asked == [("def",)]


def test_another_model_is_another_number(folder: Path) -> None:
    other = Model()
    with cache.opened():
        list(cache.kept("m", [("a",)], Model()))
        list(cache.kept("n", [("a",)], other))
    assert other.asked == [("a",)]


def test_the_library_alone_keeps_nothing(folder: Path) -> None:
    list(cache.kept("m", [("a",)], Model()))
    assert not folder.exists()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=8))
def test_texts_are_never_taken_for_one_another(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, ...]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        with cache.opened():
            said = [list(cache.kept("m", pairs, lambda new: [tuple(map(len, pair)) for pair in new])) for _ in range(2)]
    assert said == [[tuple(map(len, pair)) for pair in pairs]] * 2


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_damaged_file_is_begun_anew(folder: Path, damage: bytes) -> None:
    folder.mkdir()
    (folder / cache.FILE).write_bytes(damage)
    for model, asked in ((Model(), 1), (Model(), 0)):
        with cache.opened():
            assert list(cache.kept("m", [("a",)], model)) == [(1.0,)]
        assert len(model.asked) == asked


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("AUDIT_CACHE", str(tmp_path / "file" / "cache"))
    with cache.opened():
        assert list(cache.kept("m", [("a",)], Model())) == [(1.0,)]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
def test_nobody_else_reads_what_is_kept(folder: Path) -> None:
    with cache.opened():
        list(cache.kept("m", [("a",)], Model()))
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}


def test_clearing_says_what_there_was(folder: Path) -> None:
    with cache.opened():
        list(cache.kept("m", [("a",)], Model()))
    assert cache.clear().bytes > 0
    assert cache.state().bytes == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_run_that_is_killed_leaves_the_cache_whole(folder: Path) -> None:
    for number in range(50):
        run = subprocess.Popen([sys.executable, "-c", WRITES], stdout=subprocess.PIPE, env={**os.environ})
        assert run.stdout
        run.stdout.readline()
        time.sleep(number / 500)  # longer and longer: on a busy machine little is written soon
        run.send_signal(signal.SIGKILL)
        run.communicate()
    model = Model()
    with cache.opened():
        assert list(cache.kept("m", [("0", "0")], model)) == [(1.0,)]
    assert model.asked == []
