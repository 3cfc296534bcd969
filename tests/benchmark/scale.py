"""How fast checks are and what memory they take, for texts of growing length: `make bench-scale` writes the page."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

import msgspec
from msgspec import Struct

from audit import registry
from audit.check import Check
from audit.config import Config
from audit.model import Segment
from audit.pipeline import audit
from audit.spool import held
from tests.benchmark.generator import pairs
from tests.benchmark.tables import table

PAGE = Path("reports/scale.md")
SIZES = (1_000, 10_000, 100_000)
"""Pairs of the sizes measured, unless the command line gives others."""
FAMILY_SIZE, ENCODER_SIZE = 5_000, 500
NUMBERS, DEFAULT, YARDSTICK = "accuracy/number", "all by default", "sacreBLEU sentence BLEU"
ENCODER = ("omitted-content", "added-content", "misaligned-pair")
LARGE = 100_000_000
HEAD = """\
# Scale

Written by `make bench-scale`; no measured figure is typed in. The pairs are made up by `tests/benchmark/generator.py`:
sentences like those of an annual report, most with figures, a fiftieth with a wrong one. Every row is a fresh process.
The time is that of `audit()` on pairs in memory, with the start of processes where there are several. *Processor* is
the time of all processes together: it says what a pair costs, and little of who else used the machine. *Memory* is the
peak of the largest process, with the interpreter and all pairs.
"""


class Measured(Struct, frozen=True):
    """What one run took: seconds, and the peak memory of the largest process in MB."""

    pairs: int
    wall: float
    processor: float
    memory: float


def selected(family: str) -> tuple[str, ...]:
    """What `--select` has to say for a family of checks; nothing for all that run by default."""
    if family == "encoder":
        return ENCODER
    return () if family == DEFAULT else tuple(families()[family])


def families() -> dict[str, list[str]]:
    """The checks that run by default by what they need, and by the head of their category."""
    found: dict[str, list[str]] = {}
    for name, check in registry.checks().items():
        if check.default and not check.metric:
            group = check.category if check.category == NUMBERS else check.category.partition("/")[0]
            kind = (
                group if group == NUMBERS else f"{group}, {'each pair' if issubclass(check, Check) else 'whole text'}"
            )
            found.setdefault(kind, []).append(name)
    return dict(sorted(found.items()))


def run(family: str, size: int, jobs: int) -> Measured:
    """Measure in this process."""
    segments = held(pairs(size), Segment)
    plan = Config(select=selected(family)).plan() if family != YARDSTICK else None
    before, began = _processor(), perf_counter()
    if plan:
        audit(segments, plan, jobs=jobs)
    else:
        from sacrebleu.metrics.bleu import BLEU

        bleu = BLEU(tokenize="zh", effective_order=True)
        for segment in segments:
            bleu.sentence_score(segment.target, [segment.target[3:] + "。"])
    wall, processor = perf_counter() - began, _processor() - before
    memory = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) / 1024
    return Measured(size, wall, processor, memory)


def measured(family: str, size: int, jobs: int = 1) -> Measured:
    """Measure in a process of its own, its libraries kept to one thread."""
    command = [sys.executable, "-m", "tests.benchmark.scale", "run", family, str(size), str(jobs)]
    done = subprocess.run(command, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}, capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=Measured)


def page(sizes: tuple[int, ...]) -> Iterator[str]:
    """The parts of the page."""
    bleu = measured(YARDSTICK, FAMILY_SIZE)
    load = os.getloadavg()[0]
    yield (
        HEAD
        + f"\nMeasured with {os.cpu_count()} cores, of which others used some: the load was {load:.1f} at the start."
    )
    runs = {(family, size, jobs): measured(family, size, jobs) for family in (NUMBERS, DEFAULT) for size in sizes
            for jobs in (1, 2)}  # fmt: skip
    yield "## Length and processes"
    yield table(["checks", "pairs", "processes", *COLUMNS], [
        [family, f"{size:,}", str(jobs), *_row(took, bleu)] for (family, size, jobs), took in runs.items()
    ])  # fmt: skip
    yield _growth({key[:2]: took for key, took in runs.items() if key[2] == 1}, sizes)
    yield "## Families\n\nOne process, " + f"{FAMILY_SIZE:,} pairs; with the encoder {ENCODER_SIZE:,}."
    rows = [[name, *_row(measured(name, FAMILY_SIZE), bleu)] for name in families()]
    encoder = measured("encoder", ENCODER_SIZE)
    yield table(["checks", *COLUMNS], [*rows, ["encoder, when selected", *_row(encoder, bleu)],
                                       [YARDSTICK, *_row(bleu, bleu)]])  # fmt: skip
    yield _model(runs[NUMBERS, sizes[-1], 1], runs[DEFAULT, sizes[-1], 1], encoder)


COLUMNS = ("seconds", "processor s", "pairs a second", "pairs a processor second", "times BLEU", "memory, MB")


def _row(took: Measured, bleu: Measured) -> list[str]:
    rate, yardstick = took.pairs / took.processor, bleu.pairs / bleu.processor
    figures = (f"{took.pairs / took.wall:,.0f}", f"{rate:,.0f}", f"{rate / yardstick:.1f}", f"{took.memory:,.0f}")
    return [f"{took.wall:.1f}", f"{took.processor:.1f}", *figures]


def _growth(runs: dict[tuple[str, int], Measured], sizes: tuple[int, ...]) -> str:
    lines = []
    for family in (NUMBERS, DEFAULT):
        for small, large in pairwise(sizes):
            one, other = runs[family, small], runs[family, large]
            more = 1024 * (other.memory - one.memory) / (large - small)
            time = other.processor / one.processor / (large / small)
            lines.append([family, f"{small:,} to {large:,}", f"{time:.2f}", f"{more:.1f}"])
    return "1.00 is linear in time.\n\n" + table(
        ["checks", "pairs", "time for a pair, times", "KB for each more"], lines
    )


def _model(numbers: Measured, default: Measured, encoder: Measured) -> str:
    rows = [
        [name, f"{1e6 * took.processor / took.pairs:,.0f}", f"{took.processor / took.pairs * LARGE / 3600:,.0f}"]
        for name, took in (("number checks", numbers), (DEFAULT, default), ("with the encoder", encoder))
    ]
    return "\n\n".join([
        "## 100 million pairs, on paper",
        table(["checks", "microseconds a pair", "core hours"], rows),
        ASSUMPTIONS,
    ])  # fmt: skip


ASSUMPTIONS = """\
Assumed, not measured:

- The file is cut into parts that one process each holds in memory (see KB for each pair above), so that time grows with
  the pairs and cores help in full. Checks of the whole text then see one part: a term rendered in two ways in two parts
  is not found. Reading, and writing of findings for a fiftieth of the pairs, are left out.
- The cores are like those of this machine. Divide the core hours by the cores for the duration, and multiply them by
  the price of a core hour for the cost.
- With a GPU, nothing above gets faster: the rules and the embedded encoder run on processors alone. A GPU serves COMET
  and its kin, whose time is the pairs divided by the pairs a second of the model on that GPU: 28 GPU hours at 1,000 a
  second, 280 at 100. Neither rate was measured here."""


def _processor() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        sys.stdout.buffer.write(msgspec.json.encode(run(sys.argv[2], *map(int, sys.argv[3:5]))))
    else:
        PAGE.write_text("\n\n".join(page(tuple(map(int, sys.argv[1:])) or SIZES)) + "\n", encoding="utf-8")
