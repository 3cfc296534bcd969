"""Learns audit/data/adequacy.npz: what people's scores of machine translations depend on.

Ridge regression of direct assessments (MLQE-PE, English to Chinese, CC0) on what the package knows of a pair. The
penalties are chosen by cross-validation over the documents of its train split, and all is reported on its dev split.

    python -m tests.training.adequacy
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import fields
from numpy.typing import NDArray

from audit.estimation.facts import Facts
from audit.estimation.model import DATA, known, scaled
from audit.estimation.wording import Wording

PAIRS = Path(__file__).parents[3] / "shared" / "data" / "mlqe_pe" / "mlqe_pe.en-zh.jsonl"
MODEL = Path(__file__).parents[2] / "audit" / "data" / DATA
COUNTED = 1 + len(fields(Facts)) + len(fields(Wording))
"""The cosine, the facts and the wording: the first columns."""
LENGTHS = slice(1, 7)
PENALTIES, WEIGHTY, FOLDS, LOWEST = (20000.0, 40000.0, 80000.0), (8.0, 16.0, 32.0), 5, -3.5
Doubles = NDArray[np.float64]


def main() -> None:
    """Train, report, and write the model."""
    rows = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    seen = np.array([known(row["en"], row["zh_mt"]) for row in rows])
    human = np.array([row["da_z"] for row in rows])
    train = np.array([row["split"] == "train" for row in rows])
    folds = np.array([fold(row["doc"], number) for number, row in enumerate(rows)])
    centre, spread = seen[train].mean(axis=0), seen[train].std(axis=0) + 1e-6
    held = scaled(seen, centre, spread).astype(np.float64)
    penalty, weighty, _ = max(tried(held[train], human[train], folds[train]), key=lambda one: one[2])
    out = crossed(held[train], human[train], folds[train], penalty, weighty)
    weights, constant = ridge(held[train], human[train], penalty, weighty)
    dev = held[~train] @ weights + constant
    print(f"penalty {penalty:g}, facts {weighty:g} times freer; cross-validated {pearson(out, human[train]):.3f}")
    lengths = ridge(held[train][:, LENGTHS], human[train], 100.0, 1.0)
    for name, values in (
        ("raw cosine", seen[~train][:, 0]),
        ("lengths alone", held[~train][:, LENGTHS] @ lengths[0]),
        ("facts alone", held[~train][:, :COUNTED] @ ridge(held[train][:, :COUNTED], human[train], 100.0, 1.0)[0]),
        ("adequacy", dev),
    ):
        print(
            f"{name:14} dev Pearson {pearson(values, human[~train]):.3f} Spearman {spearman(values, human[~train]):.3f}"
        )
    points = np.array([row["da_mean"] for row in rows])[train]
    slope, start = np.polyfit(out, points, 1)
    missed = points - (slope * out + start)
    below, above = -np.quantile(missed, 0.025), np.quantile(missed, 0.975)
    np.savez_compressed(
        MODEL,
        centre=centre.astype(np.float32),
        spread=spread.astype(np.float32),
        weights=(slope * weights).astype(np.float32),
        numbers=np.array([slope * constant + start, below, above]),
    )


def fold(document: str, number: int) -> int:
    """The part of the train split that a document is in; segments without one are documents of their own."""
    return sum(document.encode()) % FOLDS if document != "doc_id" else number % FOLDS


def tried(rows: Doubles, human: Doubles, folds: NDArray[Any]) -> Iterator[tuple[float, float, float]]:
    """Yield the choices with what they reach on parts that they were not trained on."""
    for penalty in PENALTIES:
        for weighty in WEIGHTY:
            yield penalty, weighty, pearson(crossed(rows, human, folds, penalty, weighty), human)


def crossed(rows: Doubles, human: Doubles, folds: NDArray[Any], penalty: float, weighty: float) -> Doubles:
    """What each part is given by the model of the others."""
    out = np.zeros(len(rows))
    for own in range(FOLDS):
        weights, constant = ridge(rows[folds != own], human[folds != own], penalty, weighty)
        out[folds == own] = rows[folds == own] @ weights + constant
    return out


def ridge(rows: Doubles, human: Doubles, penalty: float, weighty: float) -> tuple[Doubles, float]:
    """Weights and constant; the first columns, which are facts, are held down `weighty` times less."""
    human = np.maximum(human, LOWEST)
    mean = human.mean()
    penalties = np.full(rows.shape[1], penalty)
    penalties[:COUNTED] /= weighty
    weights: Doubles = np.linalg.solve(rows.T @ rows + np.diag(penalties), rows.T @ (human - mean))
    return weights, float(mean)


def pearson(one: Doubles, other: Doubles) -> float:
    """Linear correlation."""
    return float(np.corrcoef(one, other)[0, 1])


def spearman(one: Doubles, other: Doubles) -> float:
    """Correlation of ranks."""
    return pearson(np.argsort(np.argsort(one)).astype(float), np.argsort(np.argsort(other)).astype(float))


if __name__ == "__main__":
    main()
