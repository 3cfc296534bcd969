"""How long a second audit takes when a hundredth of a file has changed: a part of `make bench-scale`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from tests.benchmark.generator import pairs
from tests.benchmark.scale import SIZES, Measured, keep

FIRST, SECOND = "first audit", "second audit"
CHANGED = 100
"""One of so many pairs has another translation the second time."""
FAULTS = (0, 1)
"""Exit statuses of an audit that went well, whatever it found."""


def measured(size: int) -> Iterator[Measured]:
    """The command as a person gives it, on a file of so many pairs, and again on the changed file."""
    with tempfile.TemporaryDirectory() as folder:
        for family in (FIRST, SECOND):
            path = Path(folder, "pairs.tsv")
            path.write_text("".join(_rows(size, changed=family == SECOND)), encoding="utf-8")
            yield _audited(path, family, size)


def _rows(size: int, *, changed: bool) -> Iterator[str]:
    yield "source\ttarget\n"
    for number, pair in enumerate(pairs(size)):
        more = "，一如所料。" if changed and number % CHANGED == CHANGED // 2 else ""
        yield f"{pair.source}\t{pair.target}{more}\n"


def _audited(path: Path, family: str, size: int) -> Measured:
    load, began = os.getloadavg()[0], perf_counter()
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "AUDIT_CACHE": str(path.parent / "cache")}
    command = [sys.executable, "-m", "audit", "check", str(path)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in FAULTS:
        raise RuntimeError(f"`audit check` ended with {process.returncode}")
    return Measured(
        family=family,
        pairs=size,
        jobs=os.cpu_count() or 1,
        wall=perf_counter() - began,
        processor=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss / 1024,
        load=load,
    )


def main(sizes: Iterable[int]) -> None:
    """Measure files of these sizes."""
    for size in sizes:
        keep(measured(size))


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
