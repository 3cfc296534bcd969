"""`python -m tests.benchmark.scores` measures the guards before scores and `low-adequacy`: `reports/scores.md`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from msgspec.structs import replace

from audit.check import by_document
from audit.checks.low_adequacy import LowAdequacy
from audit.estimation.documents import judged
from audit.guards import astray, guards
from audit.model import Segment, Severity
from audit.selftest import Share
from tests.benchmark import pages
from tests.benchmark.datasets import CLEAN, HALVES, Half, half, halved, rows
from tests.benchmark.tables import percent, table

REPORT = Path(__file__).resolve().parents[2] / "reports" / "scores.md"
SETS = ("hkma", "ntrex128-tw", "tico19")
"""Sets whose documents have several lines in their order."""
PAIRS, DOCUMENT = 100, 50
"""Pairs read of each set and half, and lines of a document at most."""
GUARDED = ("duplicated", "truncated", "shifted")
SHARES = (0.3, 0.5, 0.7)
THRESHOLDS = (45.0, 50.0, 52.0, 55.0)
PLACES = ("one line down", "three lines down", "shuffled", "of another document", "second half one line down")

INTRODUCTION = """\
# Benchmark of scores: guards, and estimates that are low

Written by `make bench-scores`; nothing in it is typed in. Sets and halves are those of [the benchmark](benchmark.md):
thresholds were chosen on the half called *dev*; the half called *report* was only counted."""

ALARMS = f"""\
## Guards on right translations

Segments that a guard names, of the first {PAIRS} pairs of each set and half in their order, and documents that would
have had no score. *low-adequacy* is the check at its default threshold."""

PLANTED = """\
## Guards on planted faults

*Truncated*: the translation ends after this share of its characters, of pairs whose source ends with a full stop.
*Misaligned*: documents of eight lines or more that have no score once all translations, or the second half of them,
stand elsewhere; where only half do, either is right."""

LOW = f"""\
## Estimates that are low

Of the machine translations of MLQE-PE dev, which the model was not trained on, those left untranslated aside: how many
are estimated below a threshold ({LowAdequacy().below:g} is the default), and what people gave those. And of Bio-MQM
({PAIRS} machine translations of the half *report*) those below it, and in how many experts found a major error."""


def pairs(name: str, part: Half) -> list[Segment]:
    """The first pairs of a set, each document cut after some lines, under ids of their own."""
    cut = [segment for document in by_document(halved(CLEAN[name](), part)) for segment in document[:DOCUMENT]]
    return [replace(segment, id=f"{name} {number}") for number, segment in enumerate(cut[:PAIRS])]


def alarms() -> Iterator[Sequence[str]]:
    """A row for each set and half."""
    for part in HALVES:
        for name in SETS:
            segments = pairs(name, part)
            found = {guard.fault: len(guard.segments) for guard in guards(segments)}
            low = sum(1 for _ in LowAdequacy().find_all(segments))
            shares = [Share(count, len(segments)) for count in (*(found.get(fault, 0) for fault in GUARDED), low)]
            documents = len(list(by_document(segments)))
            yield name, part, *(str(share.count) for share in shares), f"{len(astray(segments))}/{documents}"


def planted() -> Iterator[Sequence[str]]:
    """A row for each fault: the share that is found, by half."""
    texts = {part: [segment for name in SETS for segment in pairs(name, part)] for part in HALVES}
    for share in SHARES:
        yield f"truncated after {share:.0%}", *(percent(_truncated(texts[part], share)) for part in HALVES)
    for place in PLACES:
        yield f"misaligned: {place}", *(percent(_misaligned(texts[part], place)) for part in HALVES)


def _truncated(segments: Sequence[Segment], share: float) -> Share:
    closed = [
        one for one in segments if one.source.endswith(".") and one.target.endswith("。") and len(one.target) > 20
    ]
    cut = [replace(one, target=one.target[: int(len(one.target) * share)].rstrip("。，、；")) for one in closed[:PAIRS]]
    named = [guard for guard in guards(cut) if guard.fault == "truncated"]
    return Share(sum(len(guard.segments) for guard in named), len(cut))


def _misaligned(segments: Sequence[Segment], place: str) -> Share:
    documents = [document for document in by_document(segments) if len(document) >= 8]
    moved = [
        _moved(document, place, documents[number - 1], Random(number)) for number, document in enumerate(documents)
    ]
    return Share(len(astray([segment for document in moved for segment in document])), len(documents))


def _moved(document: Sequence[Segment], place: str, other: Sequence[Segment], rng: Random) -> list[Segment]:
    own = [segment.target for segment in document]
    middle = len(own) // 2
    targets = {
        "one line down": own[-1:] + own[:-1],
        "three lines down": own[-3:] + own[:-3],
        "shuffled": rng.sample(own, len(own)),
        "of another document": [other[number % len(other)].target for number in range(len(own))],
        "second half one line down": own[:middle] + own[-1:] + own[middle:-1],
    }[place]
    return [replace(segment, target=target) for segment, target in zip(document, targets, strict=True)]


def low() -> Iterator[Sequence[str]]:
    """A row for each threshold."""
    people = [row for row in rows("mlqe_pe/mlqe_pe.en-zh.jsonl") if row["split"] == "dev"]
    values = _estimates([(row["en"], row["zh_mt"]) for row in people])
    experts = [row for row in rows("bio_mqm/bio_mqm.en-zh.jsonl") if row["system"] != "reference"]
    experts = [row for row in experts if half(f"bio_mqm/{row['doc']}/{row['seg']}") == "report"]
    experts = Random(4).sample(experts, PAIRS)
    theirs = _estimates([(row["src"], row["tgt"]) for row in experts])
    for below in (*THRESHOLDS, 101.0):
        given = [row["da_mean"] for row, value in zip(people, values, strict=True) if 0 < value < below]
        grave = [_is_grave(row) for row, value in zip(experts, theirs, strict=True) if 0 < value < below]
        cells = (percent(Share(sum(score < bad for score in given), len(given))) for bad in (50, 60))
        told = f"{below:g}" if below <= 100 else "all"
        yield told, str(len(given)), *cells, str(len(grave)), percent(Share(sum(grave), len(grave)))


def _estimates(texts: Sequence[tuple[str, str]]) -> list[float]:
    segments = [Segment(id=str(number), source=one, target=other) for number, (one, other) in enumerate(texts)]
    return [found.value for found in judged(segments).values()]


def _is_grave(row: dict[str, list[dict[str, str]]]) -> bool:
    grave = (Severity.MAJOR, Severity.CRITICAL)
    return any(error["sev"].lower() in grave for error in (*row["src_errors"], *row["tgt_errors"]))


def sections() -> tuple[str, ...]:
    """The parts of the report."""
    return (
        INTRODUCTION,
        ALARMS,
        table(["set", "half", *GUARDED, "low-adequacy", "no score"], alarms()),
        PLANTED,
        table(["fault", *HALVES], planted()),
        LOW,
        table(["below", "MLQE-PE", "people below 50", "people below 60", "Bio-MQM", "major error"], low()),
    )


if __name__ == "__main__":
    sys.exit(pages.write(REPORT, sections))
