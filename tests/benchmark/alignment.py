"""`python -m tests.benchmark.alignment` measures `--align` and writes `reports/alignment.md`."""

import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from audit.alignment.beads import align
from audit.alignment.sides import Sentence
from audit.checks.doubtful_alignment import DoubtfulAlignment
from audit.encoder.use import encode
from audit.readers.aligned import Aligned
from audit.selftest import Share
from tests.benchmark import pages
from tests.benchmark.cutting import RATE, Piece, changed, documents
from tests.benchmark.datasets import HALVES, Half, halved, hkma
from tests.benchmark.tables import percent, table

REPORT = Path(__file__).resolve().parents[2] / "reports" / "alignment.md"
SEEDS = (1, 2)
SIZES = (250, 500, 1000)
PAIRED = ("kept", "merged", "split")
Place = tuple[int, int, int, int]
"""Where a pair begins and ends in the English and the Chinese, in characters that are no blanks."""

INTRODUCTION = f"""\
# Benchmark of --align

Written by `make bench-align`; nothing in it is typed in. The documents are those of `hkma`, in the two halves of
[the benchmark](benchmark.md): weights were chosen on the half called *dev*; the half called *report* was only counted.
Of the rows with one sentence on each side, {RATE:.0%} each are merged with the next on one side, split at a comma, or
dropped from one side; each document is drawn {len(SEEDS)} times. A pair counts only where both its ends are right on
both sides. Rows with more sentences stay in the documents, but pairs inside them are not counted, for which of their
sentences belong together is not known. *By lines* are files with a row a line, read as the command reads them; *running
text* is the sentences alone, without any line."""

QUIET = """\
## Documents that nobody changed

Sentences that are left without a partner, though the row has both sides, and pairs that `doubtful-alignment` marks:
what a person would see for nothing."""

SPEED = """\
## Time

Rows of all documents in turn as one document, sentences unchanged; seconds of one processor, whatever it was. The
encoder is loaded before."""


class Pair(NamedTuple):
    """What was paired."""

    english: str
    chinese: str
    likeness: float | None

    @property
    def lengths(self) -> tuple[int, int]:
        """Characters of both sides that are no blanks."""
        return len("".join(self.english.split())), len("".join(self.chinese.split()))


def by_lines(pieces: Sequence[Piece]) -> list[Pair]:
    """What the command makes of two files with a row a line."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "english.txt"), Path(folder, "chinese.txt")
        for path, rows in zip(
            paths, ([" ".join(p.english) for p in pieces], ["".join(p.chinese) for p in pieces]), strict=True
        ):
            path.write_text("\n".join(filter(None, rows)), encoding="utf-8")
        return [Pair(segment.source, segment.target, segment.likeness) for segment in Aligned().read(*paths)]


def running(pieces: Sequence[Piece]) -> list[Pair]:
    """The sentences alone."""
    english = [Sentence(text) for piece in pieces for text in piece.english]
    chinese = [Sentence(text) for piece in pieces for text in piece.chinese]
    return [
        Pair(
            " ".join(one.text for one in english[slice(*bead.source)]),
            "".join(one.text for one in chinese[slice(*bead.target)]),
            bead.likeness,
        )
        for bead in align(english, chinese)
    ]


FORMS: dict[str, Callable[[Sequence[Piece]], list[Pair]]] = {"by lines": by_lines, "running text": running}


def placed(pairs: Iterable[Pair]) -> list[Place]:
    """Where pairs that follow each other stand."""
    ends = list(
        accumulate(
            (pair.lengths for pair in pairs), lambda at, more: (at[0] + more[0], at[1] + more[1]), initial=(0, 0)
        )
    )
    return [(*start, *end) for start, end in pairwise(ends)]


def compared(pieces: Sequence[Piece], found: Sequence[Pair]) -> Counter[str]:
    """How many pairs there are of each change, are found, and are right."""
    wanted = [Pair(" ".join(piece.english), "".join(piece.chinese), None) for piece in pieces]
    places = list(zip(placed(wanted), pieces, strict=True))
    several = [place for place, piece in places if piece.change == "several"]
    right = {place: piece.change for place, piece in places if piece.change != "several"}
    counts = Counter({f"of {change}": count for change, count in Counter(right.values()).items()})
    for place in placed(found):
        if not _inside(place, several):
            kind = "dropped" if 0 in (place[2] - place[0], place[3] - place[1]) else "paired"
            counts[f"found {kind}"] += 1
            counts[f"right {right.get(place, 'nothing')}"] += 1
    return counts


def _inside(place: Place, rows: Sequence[Place]) -> bool:
    at = bisect_right(rows, (place[0], place[1], sys.maxsize, sys.maxsize)) - 1
    return at >= 0 and all(rows[at][side] <= place[side] and place[side + 2] <= rows[at][side + 2] for side in (0, 1))


def measured(half: Half, form: str) -> list[str]:
    """The row of a half and a form."""
    counts: Counter[str] = Counter()
    for seed in SEEDS:
        for name, rows in documents(halved(hkma(), half)):
            pieces = list(changed(rows, Random(f"{seed} {name}")))
            counts += compared(pieces, FORMS[form](pieces))
    right = sum(counts[f"right {change}"] for change in PAIRED)
    of = sum(counts[f"of {change}"] for change in PAIRED)
    precision, recall = Share(right, counts["found paired"]), Share(right, of)
    f1 = 2 * right / (counts["found paired"] + of)
    dropped = (
        Share(counts["right dropped"], counts["of dropped"]),
        Share(counts["right dropped"], counts["found dropped"]),
    )
    each = [percent(Share(counts[f"right {change}"], counts[f"of {change}"])) for change in PAIRED]
    return [form, half, percent(precision), percent(recall), f"**{f1:.3f}**", *each, *map(percent, dropped)]


def quiet(half: Half) -> list[object]:
    """What is said of documents that nobody changed."""
    alone = marked = count = 0
    check = DoubtfulAlignment()
    for _, rows in documents(halved(hkma(), half)):
        found = by_lines(rows)
        count += sum(len(piece.english) + len(piece.chinese) for piece in rows)
        alone += sum(0 in pair.lengths for pair in found)
        marked += sum(pair.likeness is not None and pair.likeness < check.least for pair in found)
    return [half, f"{count:,}", alone, marked]


def timed(size: int) -> list[object]:
    """The row of a document of so many rows."""
    rows = [piece for _, pieces in documents(hkma()) for piece in pieces][:size]
    sentences = sum(len(piece.english) + len(piece.chinese) for piece in rows)
    began = time.process_time()
    pairs = len(by_lines(rows))
    took = time.process_time() - began
    return [
        f"{size:,}",
        f"{sentences:,}",
        f"{pairs:,}",
        f"{took:.1f}",
        f"{pairs / took:.0f}",
        f"{1000 * took / sentences:.2f}",
    ]


def sections() -> Iterator[str]:
    """The report, piece by piece."""
    yield INTRODUCTION
    head = ["form", "half", "precision", "recall", "F1", *PAIRED, "dropped: noticed", "dropped: rightly"]
    yield table(head, [measured(half, form) for form in FORMS for half in HALVES])
    yield from (QUIET, table(["half", "sentences", "left alone", "marked"], map(quiet, HALVES)))
    encode("The encoder is loaded.")
    yield from (
        SPEED,
        table(["rows", "sentences", "pairs", "seconds", "pairs a second", "ms a sentence"], map(timed, SIZES)),
    )


if __name__ == "__main__":
    sys.exit(pages.write(REPORT, sections))
