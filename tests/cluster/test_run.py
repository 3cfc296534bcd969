"""On a real cluster: the results of one process, whatever dies on the way, and nothing done twice."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from tests.cluster.conftest import Cluster
from tests.test_cluster import stored, whole

PARTS, ROWS = 12, 400


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("pairs") / "pairs.parquet", PARTS * ROWS, ROWS)


@pytest.fixture(scope="module")
def alone(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What one process without a cluster finds."""
    return tables(whole(source, tmp_path_factory.mktemp("alone"), ROWS))


def tables(folder: Path) -> dict[str, Any]:
    """Every row of the results, by room and file."""
    assert not list(folder.rglob("*.begun"))
    names = {path: re.sub("-[0-9a-f]{12}-", "-", path.name) for path in folder.rglob("*.parquet")}
    return {f"{path.parent.name}/{name}": parquet.read_table(path).to_pylist() for path, name in names.items()}


def some_are_done(running: "subprocess.Popen[str]", output: Path) -> list[Path]:
    """Wait until three parts are done."""
    while running.poll() is None:
        if len(done := list(output.glob("summary/pairs-*.parquet"))) >= 3:
            return done
        time.sleep(0.02)
    pytest.fail(f"it ended too early: {running.communicate()}")


def test_a_worker_that_is_killed_costs_only_time(
    cluster: Cluster, source: Path, alone: Mapping[str, Any], tmp_path: Path
) -> None:
    running = cluster.begin("run-cluster", str(source), str(tmp_path), "--rows", str(ROWS), "--workers", "2")
    some_are_done(running, tmp_path)
    workers = cluster.workers()
    assert workers
    os.kill(workers[0], signal.SIGKILL)
    out, err = running.communicate(timeout=300)
    assert running.returncode == 1, err
    assert f"{PARTS * ROWS:,} segments in {PARTS} parts" in out
    assert len(list(tmp_path.glob("summary/*.parquet"))) < 2 * PARTS
    assert tables(tmp_path) == alone


def test_nothing_that_is_done_is_repeated(
    cluster: Cluster, source: Path, alone: Mapping[str, Any], tmp_path: Path
) -> None:
    command = ("run-cluster", str(source), str(tmp_path), "--rows", str(ROWS), "--workers", "2")
    running = cluster.begin(*command)
    some_are_done(running, tmp_path)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate(timeout=60)
    time.sleep(2)  # what its workers were at may still be written
    done = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet") if path.parent.name == "summary"}
    assert 3 <= len(done) < PARTS
    again = cluster.begin(*command)
    _, err = again.communicate(timeout=300)
    assert f"of {PARTS} parts were done before" in err
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert tables(tmp_path) == alone


def test_models_have_their_share_of_a_gpu(cluster: Cluster, source: Path, tmp_path: Path) -> None:
    settings = tmp_path / "audit.toml"
    settings.write_text('select = ["accuracy/number"]\n[metrics.on-gpu]\n', encoding="utf-8")
    command = ("run-cluster", str(source), str(tmp_path / "out"), "--config", str(settings), "--rows", str(4 * ROWS))
    running = cluster.begin(*command, "--gpus", "0.5", "--gpu-workers", "2", "--workers", "1")
    _, err = running.communicate(timeout=300)
    assert running.returncode == 1, err
    scores = [
        row
        for path in (tmp_path / "out" / "scores").glob("*-models.parquet")
        for row in parquet.read_table(path).to_pylist()
    ]
    assert {row["value"] for row in scores} == {1.0}
    assert len({row["segment"] for row in scores if row["segment"]}) == PARTS * ROWS
