"""How fast checks are and what memory they take, for texts of growing length: `make bench-scale` writes the page.

Each row is measured in a process of its own and kept in a file beside the page, so that the long ones can be measured
apart: what is asked for is measured anew, and the page is made of all rows.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
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
from tests.benchmark.peers import pofilter

ROWS = Path("reports/scale.jsonl")
SIZES = (1_000, 10_000, 100_000)
"""Pairs of the sizes measured, unless the command line gives others."""
FAMILY_SIZE, ENCODER_SIZE = 5_000, 2_000
NUMBERS, DEFAULT, ENCODER = "accuracy/number", "all by default", "encoder, when selected"
SACREBLEU, POFILTER = "sacreBLEU sentence BLEU", "pofilter numbers"
CHECKS = ("omitted-content", "added-content", "misaligned-pair")
"""Those that need the encoder."""


class Measured(Struct, frozen=True, kw_only=True):
    """What one run took: seconds, and the peak memory of the largest process in MB."""

    family: str
    pairs: int
    jobs: int
    wall: float
    processor: float
    memory: float
    load: float | None = None
    """Processes that wanted a core of the machine when it began."""


def selected(family: str) -> tuple[str, ...]:
    """What `--select` has to say for a family of checks; nothing for all that run by default."""
    if family == ENCODER:
        return CHECKS
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
    load = os.getloadavg()[0]
    segments = held(pairs(size), Segment)
    before, began = _processor(), perf_counter()
    if family == SACREBLEU:
        from sacrebleu.metrics.bleu import BLEU

        bleu = BLEU(tokenize="zh", effective_order=True)
        for segment in segments:
            bleu.sentence_score(segment.target, [segment.target[3:] + "。"])
    elif family == POFILTER:
        for segment in segments:
            pofilter(segment)
    else:
        audit(segments, Config(select=selected(family)).plan(), jobs=jobs)
    wall, processor = perf_counter() - began, _processor() - before
    memory = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) / 1024
    return Measured(family=family, pairs=size, jobs=jobs, wall=wall, processor=processor, memory=memory, load=load)


def measured(family: str, size: int, jobs: int = 1) -> Measured:
    """Measure in a process of its own, its libraries kept to one thread."""
    command = [sys.executable, "-m", "tests.benchmark.scale", "run", family, str(size), str(jobs)]
    done = subprocess.run(command, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}, capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=Measured)


def known() -> list[Measured]:
    """The rows that are kept."""
    lines = ROWS.read_bytes().splitlines() if ROWS.exists() else []
    return [msgspec.json.decode(line, type=Measured) for line in lines]


def keep(rows: Iterable[Measured]) -> None:
    """Keep rows, each in the place of that for the same checks, pairs and processes."""
    kept = {(row.family, row.pairs, row.jobs): row for row in (*known(), *rows)}
    ROWS.write_bytes(b"".join(msgspec.json.encode(kept[key]) + b"\n" for key in sorted(kept)))


def main(sizes: Iterable[int]) -> None:
    """Measure these lengths; and the families, unless only longer texts than those of the page are asked for."""
    for size in sizes:
        for family in (NUMBERS, DEFAULT):
            for jobs in (1, 2):
                keep([measured(family, size, jobs)])
    if min(sizes, default=0) <= max(SIZES):
        keep(measured(family, FAMILY_SIZE) for family in (*families(), SACREBLEU, POFILTER))
        keep(measured(ENCODER, ENCODER_SIZE, jobs) for jobs in (1, 2))


def _processor() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        sys.stdout.buffer.write(msgspec.json.encode(run(sys.argv[2], *map(int, sys.argv[3:5]))) + b"\n")
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
