"""The number checks under Ray Data, Daft, Dask and our own processes: `make bench-cluster` writes the page."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import msgspec
import pyarrow
from pyarrow import parquet

from audit.check import Check
from audit.config import Config
from audit.inspection import inspect
from audit.model import Segment
from audit.segmentwise import in_each, on_figures_of
from tests.benchmark.generator import pairs
from tests.benchmark.tables import table

PAGE = Path("reports/cluster.md")
SIZES = (5_000, 20_000)
BATCH, JOBS = 1_000, 2
HEAD = """\
# Engines for checks that need no model

Written by `make bench-cluster`; no measured figure is typed in. Made-up pairs (`tests/benchmark/generator.py`) lie in
one Parquet file with row groups of {batch:,}; every engine reads it, runs the number checks in two processes, and
counts the findings, which must be the same. Our own processes bring back every finding and every quantity compared,
too; under the engines only the counts come back. Each row is a fresh process: its time is that of the whole, from the
start of the engine to its end, without the start of Python. The times are those of a clock on a machine with {cores}
cores that others used, too (load {load:.1f} at the start): look at what is two times another, not at the last digit.
"""


def checks() -> list[Check]:
    """The checks on figures, which look at one segment each."""
    return [check for check in Config(select=("accuracy/number",)).plan().checks if isinstance(check, Check)]


def found(sources: Sequence[str], targets: Sequence[str]) -> int:
    """How many findings there are in these pairs."""
    segments = [
        Segment(id=str(n), source=source, target=target, target_language="zh-HK")
        for n, (source, target) in enumerate(zip(sources, targets, strict=True))
    ]
    running = checks()
    return sum(len(found.findings) for found in in_each(segments, running, on_figures_of(running)))


def ours(path: str) -> int:
    """Our own pool of processes."""
    columns = parquet.read_table(path).to_pydict()
    segments = [
        Segment(id=str(n), source=source, target=target, target_language="zh-HK")
        for n, (source, target) in enumerate(zip(columns["source"], columns["target"], strict=True))
    ]
    return len(inspect(segments, checks(), jobs=JOBS).findings)


class Counter:
    """The checks as an actor of Ray Data."""

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[int]]:
        return {"found": [found(list(map(str, batch["source"])), list(map(str, batch["target"])))]}


def ray_data(path: str) -> int:
    """Ray Data, with actors."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": token_hex(32)}
    import ray
    import ray.data

    ray.init(num_cpus=JOBS + 1, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False
    data = ray.data.read_parquet(path).map_batches(
        Counter, batch_size=BATCH, compute=ray.data.ActorPoolStrategy(size=JOBS)
    )
    return int(sum(row["found"] for row in data.iter_rows()))


def daft_engine(path: str) -> int:
    """Daft, on one machine, with a function in processes of its own."""
    import daft

    @daft.func.batch(  # type: ignore[untyped-decorator]
        return_dtype=daft.DataType.int64(), use_process=True
    )
    def count(sources: Any, targets: Any) -> list[int]:
        total = found(sources.to_pylist(), targets.to_pylist())
        return [total] + [0] * (len(sources) - 1)

    data = daft.read_parquet(path).into_batches(BATCH)
    counted = data.select(count(data["source"], data["target"]).alias("found")).sum("found").to_pydict()
    return int(counted["found"][0])


def dask_distributed(path: str) -> int:
    """Dask, with a local cluster of processes."""
    from dask.distributed import Client, LocalCluster

    groups = range(parquet.ParquetFile(path).num_row_groups)
    with (
        LocalCluster(n_workers=JOBS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        return int(sum(client.gather(client.map(_group, [path] * len(groups), groups))))


def _group(path: str, group: int) -> int:
    columns = parquet.ParquetFile(path).read_row_group(group).to_pydict()
    return found(columns["source"], columns["target"])


ENGINES: dict[str, tuple[Callable[[str], int], str | None]] = {
    "own processes": (ours, None),
    "Ray Data": (ray_data, "ray"),
    "Daft": (daft_engine, "daft"),
    "Dask": (dask_distributed, "dask"),
}


def measured(name: str, path: Path) -> tuple[float, int]:
    """Seconds and findings of an engine, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmark.cluster", name, str(path)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(Path.cwd()), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    seconds, count = msgspec.json.decode(done.stdout.splitlines()[-1], type=tuple[float, int])
    return seconds, count


def page() -> str:
    """The page, measured."""
    head = HEAD.format(batch=BATCH, cores=os.cpu_count(), load=os.getloadavg()[0])
    rows = []
    with TemporaryDirectory() as folder:
        for size in SIZES:
            path, made = Path(folder) / f"{size}.parquet", list(pairs(size))
            columns = {"source": [pair.source for pair in made], "target": [pair.target for pair in made]}
            parquet.write_table(pyarrow.table(columns), path, row_group_size=BATCH)
            took = {name: measured(name, path) for name in ENGINES}
            assert len({count for _, count in took.values()}) == 1, took
            own = took["own processes"][0]
            for name, (seconds, _) in took.items():
                package = ENGINES[name][1]
                called = f"{name} {version(package)}" if package else name
                rows.append([called, f"{size:,}", f"{seconds:.1f}", f"{size / seconds:,.0f}", f"{seconds / own:.1f}"])
    columns_of = ["engine", "pairs", "seconds", "pairs a second", "times own"]
    return f"{head}\n{table(columns_of, rows)}\n"


if __name__ == "__main__":
    if sys.argv[1:]:
        began = perf_counter()
        total = ENGINES[sys.argv[1]][0](sys.argv[2])
        print(msgspec.json.encode((perf_counter() - began, total)).decode())
    else:
        PAGE.write_text(page(), encoding="utf-8")
