"""`python -m tests.benchmark` measures everything and writes `reports/benchmark.md`."""

import platform
import sys
from pathlib import Path

import sacrebleu

from audit.selftest import KINDS, Share
from tests.benchmark import alarms, extraction, judged, pages, polarity, specifications, speed
from tests.benchmark.datasets import CLEAN, HALVES, halved, number_edits
from tests.benchmark.peers import installed
from tests.benchmark.tables import percent, table

REPORT = Path(__file__).resolve().parents[2] / "reports" / "benchmark.md"

INTRODUCTION = """\
# Benchmark

Written by `make bench`; nothing in it is typed in. The data are public sets and one machine-translated earnings call,
read from `../shared/data`. Each set is cut in two by a hash of the document: rules were written with an eye on the half
called *dev*; the half called *report* was only counted. Intervals are Wilson's, 95 %.

A comparer *speaks* on a pair when it reports any error about a number; of this project, only a `mismatch` counts."""

FALSE_ALARMS = """\
## Alarms on right translations

These translations were made by people, except for the transcript, whose figures were checked by hand. People slip too:
not every alarm here is false."""

JUDGED = """\
### The same alarms, read

Pairs that were spoken on, by whether the translation has the fault that is named (`tests/benchmark/verdicts.tsv`). A
pair with one false finding counts as false. Sets without an alarm are left out."""

PLANTED = """\
## Planted errors

One error of every kind that a pair has room for is planted in the translation (`audit selftest`), wherever the figure
is also on the other side. Only pairs that were quiet when untouched are counted. The planter reads figures by its own
simple patterns, not by the engine that is tested."""

BACKWARDS = """\
### Chinese to English

The same sets with source and target exchanged, errors planted in the English."""

REAL = """\
## Real errors of machine translation

`number_edits`: machine translation whose post-edit brought back a figure of the source that was not there, compared
as strings; `number_edits-wrong` leaves out the rows that were right in another notation (20世纪50年代 for 1950s, 0.205
for .205). `mutations`: translations of a sentence in which one figure was exchanged, by whether people found the
translation consistent with the one before (which says little of either being right). `production-bugs`: sentences
that two engines got wrong in any way, few of them in a figure."""

NEGATION = """\
## Negations

`lost-negation` on right translations, on the same with a negation deleted, and on translations into English that the
authors of DEMETR negated or affirmed."""

EXTRACTION = """\
## Quantities found in the transcript

Annotated quantities of pairs 1 to 48 that should be found, with the right kind and value; *spurious* is the share of
what was found that overlaps nothing in the annotation."""

SPEED = """\
## Speed

One core, one process. The multiple is what to compare; pairs a second depend on the machine."""

GROWTH = """\
### Long and hostile texts

Milliseconds for one pair made of one thing repeated on both sides. A cost in proportion to length doubles at each
step."""


def peers() -> str:
    """This project beside others, on the half that nothing was tuned on."""
    lines = []
    for name, compare in installed().items():
        clean = [segment for load in CLEAN.values() for segment in halved(load(), "report")]
        results = alarms.planted("report", compare).values()
        edits = [edit.wrong for edit in number_edits()]
        lines.append(
            [
                name,
                percent(alarms.spoken(filter(alarms.has_digits, clean), compare)),
                percent(alarms.spoken(clean, compare)),
                percent(sum((result.noticed for result in results), Share(0, 0))),
                percent(alarms.spoken(halved(edits, "report"), compare)),
            ]
        )
    head = ["report half", "right pairs with digits", "all right pairs", "planted errors", "strict number edits"]
    note = "" if "pofilter numbers" in installed() else "\n\npofilter is not installed here (extra `bench`)."
    return table([head[0], *(f"spoken on: {cell}" for cell in head[1:])], lines) + note


def sections() -> list[str]:
    """The parts of the report."""
    ours = installed()["this project"]
    planted = {part: alarms.planted(part, ours) for part in HALVES}
    backwards = {part: alarms.planted(part, ours, reverse=True) for part in HALVES}
    return [
        INTRODUCTION,
        f"Python {platform.python_version()}, sacreBLEU {sacrebleu.__version__}, {len(KINDS)} kinds of planted error.",
        "## Beside others",
        peers(),
        FALSE_ALARMS,
        alarms.clean(ours),
        JUDGED,
        judged.section(),
        PLANTED,
        alarms.by_kind(planted),
        alarms.by_set(planted),
        BACKWARDS,
        alarms.by_kind(backwards),
        REAL,
        alarms.real(ours),
        NEGATION,
        polarity.section(),
        EXTRACTION,
        extraction.section(),
        "## Specification tables of other projects",
        (specifications.__doc__ or "").partition("Scope, ")[2].join(["Scope, ", ""]).strip(),
        specifications.section(),
        SPEED,
        speed.against_bleu(),
        GROWTH,
        speed.growth(),
    ]


if __name__ == "__main__":
    sys.exit(pages.write(REPORT, sections))
