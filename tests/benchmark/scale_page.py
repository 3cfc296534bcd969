"""The page and the plot of what `tests/benchmark/scale.py` measured."""

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from audit.spool import MOST_BYTES, PILE_BYTES
from tests.benchmark.again import CHANGED, FIRST, SECOND
from tests.benchmark.scale import (
    DEFAULT,
    ENCODER,
    ENCODER_SIZE,
    FAMILY_SIZE,
    NUMBERS,
    POFILTER,
    SACREBLEU,
    Measured,
    families,
    known,
)
from tests.benchmark.tables import table

PAGE, PLOT = Path("reports/scale.md"), Path("reports/scale.svg")
LARGE = 100_000_000
HEAD = """\
# Scale

Written by `make bench-scale`; no measured figure is typed in. The pairs are made up by `tests/benchmark/generator.py`:
sentences like those of an annual report, most with figures, a fiftieth with a wrong one. Every row is a fresh process,
and `scale.jsonl` has it in full. The time is that of `audit()`, with the start of processes where there are several;
reading and writing of files are not in it. *Processor* is the time of all processes together: it says what a pair
costs, and little of who else used the machine. *Memory* is the peak of the largest process, with the interpreter.
Neither can be told of processes that share the encoder.
*Load* is how many processes wanted a core when the row began: where it is more than 1, others were at work.
"""
MEMORY = f"""\
Memory is bounded by what is found, not by the length of the text: segments go to a temporary file once they are more
than {MOST_BYTES >> 20} MB together, what was compared after {PILE_BYTES >> 20} MB, and checks of the whole text keep
counts, and what is said of names and figures. What grows are findings (some 3 KB each) and the figures of the source
that could contradict each other (some 0.1 KB a pair in this text, which has more of them than most)."""


def page(rows: Sequence[Measured]) -> Iterator[str]:
    """The parts of the page."""
    bleu, pofilter = (next(row for row in rows if row.family == name) for name in (SACREBLEU, POFILTER))
    long = {
        name: [row for row in rows if row.family == name and row.pairs != FAMILY_SIZE]
        for name in (NUMBERS, DEFAULT, ENCODER)
    }
    yield HEAD + f"\nMeasured with {os.cpu_count()} cores."
    yield "## Length and processes\n\n![Seconds and memory by the number of pairs](scale.svg)"
    every = sorted((row for found in long.values() for row in found), key=lambda row: (row.family, row.pairs, row.jobs))
    yield table(["checks", "pairs", "processes", *COLUMNS], [
        [row.family, f"{row.pairs:,}", row.jobs, *_row(row, bleu, pofilter)] for row in every
    ])  # fmt: skip
    yield MEMORY
    yield _growth(long)
    yield from _again(rows)
    yield f"## Families\n\nOne process, {FAMILY_SIZE:,} pairs; with the encoder {ENCODER_SIZE:,}."
    short = [row for row in _alone(rows) if row.pairs == (ENCODER_SIZE if row.family == ENCODER else FAMILY_SIZE)]
    order = [*families(), ENCODER, SACREBLEU, POFILTER]
    yield table(["checks", *COLUMNS], [
        [row.family, *_row(row, bleu, pofilter)] for row in sorted(short, key=lambda row: order.index(row.family))
    ])  # fmt: skip
    yield _model([
        ("number checks", _alone(long[NUMBERS])[-1]),
        (DEFAULT, _alone(long[DEFAULT])[-1]),
        ("with the encoder", _alone(long[ENCODER])[-1]),
    ])  # fmt: skip


COLUMNS = ("seconds", "processor s", "pairs a second", "pairs a processor second", "times BLEU", "times pofilter",
           "memory, MB", "load")  # fmt: skip


def _row(took: Measured, bleu: Measured, pofilter: Measured) -> list[str]:
    rate, *peers = (row.pairs / row.processor for row in (took, bleu, pofilter))
    cost = [f"{took.processor:,.1f}", f"{rate:,.0f}", *(f"{rate / peer:.2f}" for peer in peers)]
    memory = f"{took.memory:,.0f}"
    if took.jobs > 1 and took.processor < took.wall / 2:  # the others were no children of the one that measured
        cost, memory = ["–"] * len(cost), "–"
    seconds, *rates = cost
    load = "–" if took.load is None else f"{took.load:.1f}"
    return [f"{took.wall:,.1f}", seconds, f"{took.pairs / took.wall:,.0f}", *rates, memory, load]


def _alone(rows: Sequence[Measured]) -> list[Measured]:
    return sorted((row for row in rows if row.jobs == 1), key=lambda row: row.pairs)


def _growth(long: dict[str, list[Measured]]) -> str:
    lines = []
    for family, rows in long.items():
        for one, other in pairwise(_alone(rows)):
            more = 1024 * (other.memory - one.memory) / (other.pairs - one.pairs)
            time = other.processor / one.processor / (other.pairs / one.pairs)
            lines.append([family, f"{one.pairs:,} to {other.pairs:,}", f"{time:.2f}", f"{more:.2f}"])
    head = ["checks", "pairs", "time for a pair, times", "KB for each more"]
    return "1.00 is linear in time.\n\n" + table(head, lines)


def _again(rows: Sequence[Measured]) -> Iterator[str]:
    """The second audit of each file beside the first."""
    found = {(row.family, row.pairs): row for row in rows if row.family in (FIRST, SECOND)}
    both = [(found[FIRST, size], found[SECOND, size]) for kind, size in sorted(found) if kind == SECOND]
    head = [f"{what}, {unit}" for unit in ("seconds", "processor s") for what in ("first", "second", "share")]
    if both:
        yield AGAIN
        yield table(["pairs", *head, "memory, MB", "load"], [
            [f"{one.pairs:,}", *_share(one.wall, two.wall), *_share(one.processor, two.processor), f"{two.memory:,.0f}",
             f"{two.load:.1f}"]
            for one, two in both
        ])  # fmt: skip


def _share(one: float, two: float) -> list[str]:
    return [f"{one:,.1f}", f"{two:,.1f}", f"{100 * two / one:.1f} %"]


AGAIN = f"""\
## A second audit

`audit check` of a file as a person gives the command, with the start of Python, reading, all default checks, whose
results are kept, and the report; then again, after one pair of {CHANGED} has got another translation. The first audit
uses all cores where the file is long enough, the second as many as pay for what is new. Files of any length cost the
start, and what the whole text is read for: languages, names and terms."""


def _model(longest: Sequence[tuple[str, Measured]]) -> str:
    rows = [
        [name, f"{took.pairs:,}", f"{1e6 * took.processor / took.pairs:,.0f}",
         f"{took.processor / took.pairs * LARGE / 3600:,.0f}"]
        for name, took in longest
    ]  # fmt: skip
    return "\n\n".join([
        "## 100 million pairs, on paper",
        table(["checks", "measured with pairs", "microseconds a pair", "core hours"], rows),
        ASSUMPTIONS,
    ])  # fmt: skip


ASSUMPTIONS = """\
Assumed, not measured:

- Time grows with the pairs, as it does up to the longest text measured, and cores help in full: the file is cut into a
  part for each process. Checks of the whole text then see one part: a term rendered in two ways in two parts is not
  found. Reading, and writing of findings for a fiftieth of the pairs, are left out.
- One process may also take all of it: its memory is that of its findings and a temporary file of 0.4 KB a pair (40 GB),
  and checks of the whole text see everything.
- The cores are like those of this machine. Divide the core hours by the cores for the duration, and multiply them by
  the price of a core hour for the cost.
- With a GPU, nothing above gets faster: the rules and the embedded encoder run on processors alone. A GPU serves COMET
  and its kin, whose time is the pairs divided by the pairs a second of the model on that GPU: 28 GPU hours at 1,000 a
  second, 280 at 100. Neither rate was measured here."""


def plot(rows: Sequence[Measured], path: Path) -> None:
    """Draw seconds and memory by the number of pairs; the same rows give the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.hashsalt": "scale", "svg.fonttype": "none", "font.size": 9})
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    for axes, name, title in zip(
        figure.subplots(1, 2), ("wall", "memory"), ("seconds", "peak memory, MB"), strict=True
    ):
        for family, colour in ((NUMBERS, "#1565c0"), (DEFAULT, "#c2500f")):
            for jobs, line in ((1, "-"), (2, "--")):
                _draw(axes, [row for row in rows if (row.family, row.jobs) == (family, jobs)], name, colour, line)
        axes.set(xscale="log", yscale="log", xlabel="pairs", title=title)
        axes.grid(visible=True, alpha=0.3)
    figure.axes[0].legend(fontsize=8)
    figure.savefig(path, format="svg", metadata={"Date": None})


def _draw(axes: Any, rows: Sequence[Measured], name: str, colour: str, line: str) -> None:
    taken = sorted((row for row in rows if row.pairs != FAMILY_SIZE), key=lambda row: row.pairs)
    if taken:
        label = f"{taken[0].family}, {taken[0].jobs} {'process' if taken[0].jobs == 1 else 'processes'}"
        axes.plot([row.pairs for row in taken], [getattr(row, name) for row in taken], line, marker=".", color=colour,
                  label=label)  # fmt: skip


if __name__ == "__main__":
    PAGE.write_text("\n\n".join(page(known())) + "\n", encoding="utf-8")
    plot(known(), PLOT)
