"""Several processes: the same report, whatever becomes of one of them."""

import io
import multiprocessing
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from audit import cache
from audit.check import Check
from audit.config import Config
from audit.model import Finding, Report, Segment, Span
from audit.pipeline import Plan, audit
from audit.pool import AHEAD, BATCH, PAYS, RESTARTS, hired, paying
from audit.writers.json import Json
from tests.benchmark.generator import pairs
from tests.test_pipeline import Broken, RepeatedLine, WrongWord

COUNT = 5 * BATCH + 7
LONG = 6_000


class Deadly(Check, frozen=True):
    """Finds every 錯, and kills the process that helps to look where the source says so."""

    name = "deadly"
    category = "accuracy"
    examples = ()

    def find(self, segment: Segment) -> Iterator[Finding]:
        if "kill" in segment.source and multiprocessing.parent_process():
            os.kill(os.getpid(), signal.SIGKILL)
        yield self.finding(segment, f"seen: {segment.target}", Span("target", 0, 1))


def text(deadly: Sequence[int] = ()) -> list[Segment]:
    return [
        Segment(
            id=str(number), source="kill" if number in deadly else "crash" if number == 9 else "Fine.", target="錯對"
        )
        for number in range(COUNT)
    ]


def told(report: Report) -> bytes:
    file = io.BytesIO()
    Json().write(report, file)
    return file.getvalue()


@pytest.mark.parametrize("jobs", [2, 3])
def test_a_report_has_the_same_bytes_from_several_processes(jobs: int) -> None:
    segments, plan = list(pairs(COUNT)), Config().plan()
    alone = audit(segments, plan)
    assert alone.findings
    assert alone.quantities
    assert told(audit(segments, plan, jobs=jobs)) == told(alone)
    assert audit(segments, plan, jobs=jobs) == alone


def test_checks_that_share_the_encoder_give_the_same_report() -> None:
    plan = Config(select=("omitted-content", "misaligned-pair")).plan()
    segments = list(pairs(2 * BATCH))
    segments[5:9] = [replace(one, target=other.target) for one, other in pairwise(segments[5:10])]
    alone = audit(segments, plan)
    assert {finding.check for finding in alone.findings} == {"misaligned-pair"}
    assert audit(segments, plan, jobs=2) == alone


def test_a_check_that_crashes_is_told_as_by_one_process() -> None:
    plan = Plan(checks=(Broken(), WrongWord(), RepeatedLine()))
    alone = audit(text(), plan)
    assert [failed.segment for failed in alone.failures] == ["9"]
    assert audit(text(), plan, jobs=2) == alone


@pytest.mark.parametrize("deadly", [[0], [3 * BATCH], [COUNT - 1], [BATCH * batch for batch in range(RESTARTS + 2)]])
def test_what_a_killed_process_had_to_do_is_done_again(deadly: list[int]) -> None:
    plan = Plan(checks=(Deadly(), Broken()))
    alone, killed = audit(text(deadly), plan), audit(text(deadly), plan, jobs=2)
    assert told(replace(killed, notes=())) == told(alone)
    assert alone.notes == ()
    assert 1 <= len(killed.notes) <= RESTARTS + 1
    assert "a process was lost" in killed.notes[0]


def test_every_segment_shows_as_progress() -> None:
    seen: list[str] = []

    def track(segments: Sequence[Segment]) -> Iterator[Segment]:
        for segment in segments:
            seen.append(segment.id)
            yield segment

    audit(text(), Plan(checks=(WrongWord(),)), track=track, jobs=2)
    assert seen == [segment.id for segment in text()]


def test_nothing_to_do_needs_no_process() -> None:
    nothing: list[int] = []
    with hired(2) as crew:
        parts = crew.each(sum, nothing, print)
        assert list(parts) == []


def test_batches_come_in_order_and_whole() -> None:
    numbers = list(range(COUNT))
    with hired(2) as crew:
        parts = crew.each(sum, numbers, print)
        done = list(parts)
    assert list(chain.from_iterable(batch for batch, _ in done)) == numbers
    assert all(sum(batch) == result for batch, result in done)


def test_short_texts_stay_in_one_process() -> None:
    assert paying(PAYS - 1) == 1
    assert paying(PAYS) >= 1


def long_run(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Begin an audit that takes some seconds, in a process group of its own, as a terminal does."""
    if not (folder / "long.tsv").exists():
        rows = (f"{pair.source}\t{pair.target}\n" for pair in pairs(LONG))
        (folder / "long.tsv").write_text("source\ttarget\n" + "".join(rows), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "audit", "check", "long.tsv", "--report", "report.json", *options],
        cwd=folder,
        env={**os.environ, "AUDIT_CACHE": str(folder / "cache"), "OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc, to see when the processes are there")
@pytest.mark.parametrize("options", [(), ("--no-cache",)])
def test_ctrl_c_ends_all_with_130_and_leaves_no_report(tmp_path: Path, options: tuple[str, ...]) -> None:
    running = long_run(tmp_path, "--jobs", "2", *options)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while running.poll() is None and len(children.read_text().split()) < 2:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the processes that help, too
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert b"audit: stopped" in err
    assert b"no report was written" in err
    assert (b"--resume" in err, b"nothing was kept" in err) == ((False, True) if options else (True, False))
    assert {path.name for path in tmp_path.iterdir()} <= {"long.tsv", "cache"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(("end", "jobs"), [(signal.SIGINT, "2"), (signal.SIGKILL, "1")])
def test_a_run_that_was_ended_is_finished_by_another(tmp_path: Path, end: signal.Signals, jobs: str) -> None:
    running, kept = long_run(tmp_path, "--jobs", jobs), tmp_path / "cache" / cache.FILE
    while running.poll() is None and _rows(kept) < 500:
        time.sleep(0.02)
    os.killpg(running.pid, end)
    running.communicate(timeout=60)
    assert running.returncode != 0
    assert not (tmp_path / "report.json").exists()
    before = _rows(kept)
    assert 500 <= before < LONG
    resumed = long_run(tmp_path, "--resume", "--jobs", "1")
    shown, err = resumed.communicate(timeout=300)
    done = re.search(rb"([\d,]+) of 6,000 segments were done before", err)
    assert done
    assert int(done[1].replace(b",", b"")) >= before
    report = (tmp_path / "report.json").read_bytes()
    whole = long_run(tmp_path, "--no-cache", "--jobs", "2")
    assert whole.communicate(timeout=300)[0] == shown
    assert (tmp_path / "report.json").read_bytes() == report


def _rows(kept: Path) -> int:
    """How many results are in the cache."""
    if not kept.exists():
        return 0
    try:
        with closing(sqlite3.connect(kept, timeout=30)) as connection:
            return int(connection.execute("SELECT count(*) FROM places").fetchone()[0])
    except sqlite3.OperationalError:  # it has no table yet
        return 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc, to see the processes")
def test_processes_end_with_the_run_that_is_killed(tmp_path: Path) -> None:
    running = long_run(tmp_path, "--jobs", "2", "--no-cache")
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while running.poll() is None and len(begun := children.read_text().split()) < 2:
        time.sleep(0.02)
    running.kill()
    running.communicate(timeout=60)
    until = time.monotonic() + 60
    while left := list(filter(_runs, begun)):
        assert time.monotonic() < until, f"{left} are left"
        time.sleep(0.02)


def _runs(process: str) -> bool:
    """Whether it is there, and not only its entry."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


class Watched(Sequence[int]):
    """Numbers that tell how many of them were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __len__(self) -> int:
        return 100 * BATCH

    def __getitem__(self, part: Any) -> Any:
        numbers = range(len(self))[part]
        self.taken = max(self.taken, numbers.stop if isinstance(part, slice) else part + 1)
        return numbers


def test_only_some_batches_are_on_their_way_at_a_time() -> None:
    numbers = Watched()
    with hired(2) as crew:
        sums = crew.each(sum, numbers, print)
        for done, (batch, found) in enumerate(sums, start=1):
            assert found == sum(batch)
            assert numbers.taken <= (done + 2 * AHEAD) * BATCH
    assert numbers.taken == len(numbers)
