"""Learns audit/data/coverage.tsv: how much each clue says on whether a part is missing on the other side.

Logistic regression with a ridge penalty, one model for parts of English and one for Chinese, on parts of right
translations (development halves of the clean sets in one Chinese script) in which omissions and additions are planted.
Nothing is read from a report half.

    python -m tests.training.coverage
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from audit.coverage import CLUES, clues, sides
from audit.model import Segment
from audit.text.scripts import Language
from tests.benchmark.content import planted
from tests.benchmark.datasets import CLEAN, halved

TABLE = Path(__file__).parents[2] / "audit" / "data" / "coverage.tsv"
SETS = ("hkma", "ntrex128-cn", "flores200-cn", "tico19")
KINDS, PENALTY, STEPS = 2, 3.0, 30
HEAD = """\
# Weights of the clues to whether a part of a text is missing on the other side, by `make coverage`.
# Language, clue (audit/coverage/clues.py), its centre, its spread, weight per spread.
"""
Floats = NDArray[np.float64]


def examples(seed: int = 1, most: int | None = None) -> Iterator[tuple[str, str, str, Floats, Floats]]:
    """Yield language, document, kind ("" where untouched), clues and labels of the parts of each side."""
    rng = Random(seed)
    for name in SETS:
        segments = halved(CLEAN[name](), "dev")
        if most is not None and most < len(segments):
            segments = rng.sample(segments, most)
        for segment, wrong in planted(segments, rng, KINDS):
            yield from _sides("", segment, {})
            for each in wrong:
                yield from _sides(f"{each.kind} {each.edited}", each.segment, each.excess)


def _sides(
    kind: str, segment: Segment, excess: dict[Language, Floats]
) -> Iterator[tuple[str, str, str, Floats, Floats]]:
    if (both := sides(segment)) is not None:
        for one, other in (both, both[::-1]):
            labels = excess.get(one.language, np.zeros(len(one.parts)))
            yield one.language, segment.origin or "", kind, clues(segment, one, other), labels


def logistic(rows: Floats, labels: Floats, counts: Floats | None = None) -> Floats:
    """Weights and, last, the constant, by Newton's method; each row counts once, or as much as `counts` says."""
    counts = np.ones(len(rows)) if counts is None else counts
    rows = np.column_stack([rows, np.ones(len(rows))])
    ridge = np.diag([*[PENALTY] * (rows.shape[1] - 1), 1e-9])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (likely - labels)) + ridge @ weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Learn, and write the table."""
    found = list(examples())
    lines = []
    for language in ("en", "zh"):
        rows = np.concatenate([rows for tongue, _, _, rows, _ in found if tongue == language])
        labels = np.concatenate([labels for tongue, _, _, _, labels in found if tongue == language])
        rows, labels = rows[labels >= 0], labels[labels >= 0]
        centres, spreads = rows.mean(axis=0), rows.std(axis=0) + 1e-6
        weights = logistic((rows - centres) / spreads, labels)
        table = zip(CLUES, centres, spreads, weights, strict=False)
        lines += ["\t".join([language, clue, *(f"{number:.4f}" for number in numbers)]) for clue, *numbers in table]
        lines.append(f"{language}\tconstant\t0\t1\t{weights[-1]:.4f}")
        print(f"{language}: {len(labels)} parts, {int(labels.sum())} without counterpart")
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
