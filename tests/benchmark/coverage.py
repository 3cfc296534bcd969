"""`python -m tests.benchmark.coverage` measures the checks of content and writes `reports/coverage.md`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from audit.check import Check
from audit.checks.added_content import AddedContent
from audit.checks.misaligned_pair import MisalignedPair
from audit.checks.omitted_content import OmittedContent
from audit.coverage import doubts, sides
from audit.encoder.matching import match
from audit.encoder.use import encode
from audit.model import Finding, Segment
from audit.selftest import Share
from tests.benchmark import pages
from tests.benchmark.content import LOST, PUT_IN, Planted, planted
from tests.benchmark.datasets import CLEAN, HALVES, Half, halved
from tests.benchmark.labelled import LABELLED, Labelled
from tests.benchmark.tables import percent, table

REPORT = Path(__file__).resolve().parents[2] / "reports" / "coverage.md"
PARAGRAPHS, PAIRS, UNLABELLED = 40, 60, 120
"""How many of each half are drawn: paragraphs to plant in, right pairs of a set, rows without a label of a set."""
CHECKS: dict[str, Check] = {"source": OmittedContent(), "target": AddedContent()}
"""The check that speaks of each side."""

INTRODUCTION = """\
# Benchmark of content: omissions, additions, misaligned pairs

Written by `python -m tests.benchmark.coverage`; nothing in it is typed in. Sets and halves are those of
[the benchmark](benchmark.md): the weights were learned, and the thresholds chosen, on the half called *dev*; the half
called *report* was only counted."""

PLANTED = f"""\
## Planted in paragraphs of annual reports

{PARAGRAPHS} paragraphs of two parts or more, drawn from each half of `hkma`. *AUC* is the chance that the paragraph
with the fault is doubted more than an untouched one (the surest part counts); *windows* is the same for the mean cosine
of the worst tenth of the windows, untrained. *Reported* is the share that the check reports at its default threshold,
*in place* the share where what it marks overlaps a part that has no counterpart."""

ALARMS = f"""\
## Alarms on right translations

Pairs on which the check speaks, right or wrong (people leave words out and explain things too), of {PAIRS} drawn from
each set and half, or all that there are; misaligned pairs of the first {PAIRS} in order. A side is doubted in the same
way whichever side is the source."""

REAL = f"""\
## Labelled faults of real machine translation

Of the rows that people gave the label, the share that the check speaks on; and of {UNLABELLED} drawn from those without
it, the share that it speaks on. Most of these faults are single words, and labels of one annotator are not complete."""

SHIFTED = """\
## Misaligned pairs

Twenty lines of a document in which two neighbours change places, or one line is lost in the translation and all that
follow move up. At the border of a shift one line more or less is easily reported."""


def auc(faulty: Sequence[float], right: Sequence[float]) -> float:
    """The chance that a faulty case has the higher value; ties count half.

    >>> auc([2, 3], [1, 2])
    0.875
    """
    high, low = np.array(faulty)[:, None], np.array(right)[None]
    return float(((high > low) + 0.5 * (high == low)).mean()) if high.size and low.size else float("nan")


def paragraphs(part: Half) -> list[Segment]:
    """The paragraphs in which faults are planted."""
    long = [
        segment
        for segment in halved(CLEAN["hkma"](), part)
        if (both := sides(segment)) and min(len(side.parts) for side in both) > 1
    ]
    return Random(5).sample(long, min(PARAGRAPHS, len(long)))


def doubt(segment: Segment, side: str) -> tuple[float, float]:
    """How much the side is doubted, by the trained model and by the worst tenth of the windows."""
    both = sides(segment)
    if both is None:
        return 0.0, -1.0
    one, other = both if side == "source" else both[::-1]
    best = np.sort(match(encode(one.text), encode(other.text)).best)
    return float(doubts(segment, one, other).max()), -float(best[: max(1, len(best) // 10)].mean())


def by_kind() -> str:
    """AUC and recall by kind of planting, side and half."""
    head = ["half", "side with too much", "kind", "pairs", "AUC", "windows", "reported", "in place"]
    return table(head, (row for part in HALVES for row in kinds(part)))


def kinds(part: Half) -> Iterator[list[str]]:
    """The rows of one half."""
    found = list(planted(paragraphs(part), Random(7)))
    right = {side: [doubt(segment, side) for segment, _ in found] for side in CHECKS}
    for side, check in CHECKS.items():
        for kind in dict.fromkeys([*LOST, *PUT_IN]):
            for edited in ("source", "target"):
                wrong = [each for _, all_ in found for each in all_ if (each.kind, each.edited) == (kind, edited)]
                if kind in (PUT_IN if edited == side else LOST) and wrong:
                    yield [part, side, f"{kind} in the {edited}", *_row(wrong, side, check, right[side])]


def _row(wrong: Sequence[Planted], side: str, check: Check, right: Sequence[tuple[float, float]]) -> list[str]:
    values = [doubt(each.segment, side) for each in wrong]
    ours, windows = (auc([value[n] for value in values], [value[n] for value in right]) for n in (0, 1))
    found = [(each, list(check.find(each.segment))) for each in wrong]
    reported = Share(sum(bool(findings) for _, findings in found), len(found))
    placed = Share(sum(in_place(each, side, findings) for each, findings in found), len(found))
    return [str(len(wrong)), f"{ours:.3f}", f"{windows:.3f}", percent(reported), percent(placed)]


def in_place(fault: Planted, side: str, findings: Sequence[Finding]) -> bool:
    """Whether a finding marks a part that is known to have no counterpart."""
    both = sides(fault.segment)
    assert both
    one = both[0] if side == "source" else both[1]
    parts = _known(one.parts, fault.excess[one.language])
    spans = [span for finding in findings for span in (*finding.source_spans, *finding.target_spans)]
    return any(span.start < end and start < span.end for span in spans for start, end in parts)


def _known(parts: Sequence[tuple[int, int]], excess: NDArray[np.float64]) -> list[tuple[int, int]]:
    return [part for part, label in zip(parts, excess, strict=True) if label == 1]


def alarms() -> str:
    """Alarms on right translations by set and half, and of all sets together."""
    total = {part: [Share(0, 0)] * 3 for part in HALVES}
    lines = []
    for name in CLEAN:
        for part in HALVES:
            shares = silence(name, part)
            total[part] = [one + other for one, other in zip(total[part], shares, strict=True)]
            lines.append([name, part, *map(percent, shares)])
    lines += [["**all**", part, *map(percent, total[part])] for part in HALVES]
    return table(["set", "half", "omitted-content", "added-content", "misaligned-pair"], lines)


def silence(name: str, part: Half) -> list[Share]:
    """On how many of the pairs drawn from a set each check speaks."""
    segments = halved(CLEAN[name](), part)
    drawn = Random(3).sample(segments, min(PAIRS, len(segments)))
    shares = [Share(sum(any(check.find(pair)) for pair in drawn), len(drawn)) for check in CHECKS.values()]
    moved = {finding.segment for finding in MisalignedPair().find_all(segments[:PAIRS])}
    return [*shares, Share(len(moved), len(segments[:PAIRS]))]


def real() -> str:
    """How often the checks speak on rows with the label and on rows without it, by set and half."""
    lines = []
    for name, load in LABELLED.items():
        everything = load()
        for part in HALVES:
            here = [row for row in everything if row.half == part]
            for side, label in (("source", "omission"), ("target", "addition")):
                labelled = [row for row in here if label in row.labels]
                rest = [row for row in here if label not in row.labels]
                rest = Random(3).sample(rest, min(UNLABELLED, len(rest)))
                shares = [_spoken(rows, CHECKS[side]) for rows in (labelled, rest)]
                lines.append([name, part, label, *map(percent, shares)])
    return table(["set", "half", "label", "spoken on, labelled", "spoken on, not labelled"], lines)


def _spoken(rows: Sequence[Labelled], check: Check) -> Share:
    return Share(sum(any(check.find(row.segment)) for row in rows), len(rows))


def shifted() -> str:
    """How often a change of places, or a lost line, is found, and with all its lines and no others."""
    lines = []
    for name in ("transcript", "hkma", "ntrex128-cn", "tico19"):
        for part in HALVES:
            segments = halved(CLEAN[name](), part)
            blocks = [segments[at : at + 20] for at in range(0, len(segments) - 19, 20)][:4]
            for kind in ("two exchanged", "one lost"):
                found = [_shifted(block, kind) for block in blocks]
                exact = Share(sum(each == right for each, right in found), len(found))
                loud = Share(sum(bool(each) for each, _ in found), len(found))
                lines.append([name, part, kind, percent(loud), percent(exact)])
    return table(["set", "half", "kind", "reported", "exactly the lines that moved"], lines)


def _shifted(block: Sequence[Segment], kind: str) -> tuple[set[str], set[str]]:
    """The ids that are reported, and those that should be."""
    targets = [segment.target for segment in block]
    if kind == "two exchanged":
        targets[9], targets[10] = targets[10], targets[9]
        moved = {block[9].id, block[10].id}
    else:
        targets = [*targets[:9], *targets[10:], ""]
        moved = {segment.id for segment in block[10:]}
    document = [replace(segment, target=target, origin=None) for segment, target in zip(block, targets, strict=True)]
    findings = MisalignedPair().find_all(document)
    return {place["segment"] for finding in findings for place in finding.facts["instances"]}, moved


def sections() -> Iterable[str]:
    """The report, piece by piece."""
    yield from (INTRODUCTION, PLANTED, by_kind(), REAL, real(), SHIFTED, shifted(), ALARMS, alarms())


if __name__ == "__main__":
    sys.exit(pages.write(REPORT, sections))
