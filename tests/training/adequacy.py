"""Learns what people's scores of machine translations depend on: audit/data/adequacy.npz and adequacy-cross.npz.

The mean of two models of direct assessments (MLQE-PE, English to Chinese, CC0): ridge regression on what the package
knows of a pair, whose penalties are chosen by cross-validation over the documents of its train split, and a transformer
that reads both texts together. The scale and the interval are those of a fifth of the documents of the train split,
which the models had not seen that told them. All is reported on the dev split.

    python -m tests.training.adequacy
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import fields
from numpy.typing import NDArray

from audit.estimation.cross import DATA as TOGETHER
from audit.estimation.cross import judged
from audit.estimation.facts import Facts
from audit.estimation.model import DATA, known, scaled
from audit.estimation.wording import Wording
from tests.benchmark.datasets import CLEAN, halved
from tests.training import cross
from tests.training.cross import Pair
from tests.training.e5 import E5, e5

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
    pairs = [(row["en"], row["zh_mt"]) for row in rows]
    seen = np.array([known(*pair) for pair in pairs])
    human = np.array([row["da_z"] for row in rows])
    train = np.array([row["split"] == "train" for row in rows])
    folds = np.array([fold(row["doc"], number) for number, row in enumerate(rows)])
    centre, spread = seen[train].mean(axis=0), seen[train].std(axis=0) + 1e-6
    held = scaled(seen, centre, spread).astype(np.float64)
    penalty, weighty, _ = max(tried(held[train], human[train], folds[train]), key=lambda one: one[2])
    out = crossed(held[train], human[train], folds[train], penalty, weighty)
    print(
        f"penalty {penalty:g}, facts {weighty:g} times freer; cross-validated {pearson(out, human[train]):.3f}",
        flush=True,
    )

    weights_of_e5 = e5()
    kept = cross.chosen(weights_of_e5, [pair for pair, used in zip(pairs, train, strict=True) if used] + clean())
    unseen = train & (folds == 0)
    calibrating = taught(weights_of_e5, kept, pairs, human, train & ~unseen)
    apart = out[folds[train] == 0]
    answers = cross.answers(weights_of_e5, kept, calibrating, [pairs[one] for one in np.flatnonzero(unseen)])
    calibrating_out = or_alone(answers, apart)
    both = (apart + calibrating_out) / 2
    for name, values in (("ridge", apart), ("transformer", calibrating_out), ("mean", both)):
        print(f"{name:14} a fifth of train, unseen: Pearson {pearson(values, human[unseen]):.3f}", flush=True)
    points = np.array([row["da_mean"] for row in rows])[unseen]

    cross.written(weights_of_e5, kept, taught(weights_of_e5, kept, pairs, human, train), MODEL.with_name(TOGETHER))
    weights, constant = ridge(held[train], human[train], penalty, weighty)
    lengths = ridge(held[train][:, LENGTHS], human[train], 100.0, 1.0)
    alone = held[~train] @ weights + constant
    together = or_alone((judged(*pairs[one]) for one in np.flatnonzero(~train)), alone)
    for name, values in (
        ("raw cosine", seen[~train][:, 0]),
        ("lengths alone", held[~train][:, LENGTHS] @ lengths[0]),
        ("facts alone", held[~train][:, :COUNTED] @ ridge(held[train][:, :COUNTED], human[train], 100.0, 1.0)[0]),
        ("ridge", alone),
        ("transformer", together),
        ("adequacy", (alone + together) / 2),
    ):
        print(
            f"{name:14} dev Pearson {pearson(values, human[~train]):.3f} Spearman {spearman(values, human[~train]):.3f}"
        )
    np.savez_compressed(
        MODEL,
        centre=centre.astype(np.float32),
        spread=spread.astype(np.float32),
        weights=weights.astype(np.float32),
        constant=constant,
        both=scale(both, points),
        alone=scale(apart, points),
    )


def scale(values: Doubles, points: Doubles) -> list[float]:
    """Slope and start of the points from 0 to 100 that people gave, and how far below and above 95 % of them lay."""
    slope, start = np.polyfit(values, points, 1)
    missed = points - (slope * values + start)
    return [slope, start, -np.quantile(missed, 0.025), np.quantile(missed, 0.975)]


def or_alone(answers: Iterable[float | None], alone: Doubles) -> Doubles:
    """What the transformer says, and of pairs that are too long for it what the linear model does."""
    return np.array([own if one is None else one for one, own in zip(answers, alone, strict=True)])


def taught(e5: E5, kept: cross.Kept, pairs: list[Pair], human: Doubles, used: NDArray[np.bool_]) -> cross.Network:
    """The transformer, trained on some of the pairs."""
    chosen = np.flatnonzero(used)
    return cross.trained(e5, kept, [pairs[one] for one in chosen], np.maximum(human[chosen], LOWEST))


def clean() -> list[Pair]:
    """Right translations of many kinds, for their words."""
    return [(segment.source, segment.target) for load in CLEAN.values() for segment in halved(load(), "dev")]


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
