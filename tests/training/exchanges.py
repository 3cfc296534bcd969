"""Learns audit/data/exchanges.tsv: how much each clue says on whether two figures changed places.

Logistic regression with a ridge penalty, on the development halves of the clean sets, both ways round, with swaps
planted in them, and on machine translations without faults of figures, whose orders of words are as good as any.
The clues of a document are read with renderings of words that were learned without it, and so are the weights that are
tried on it. Nothing is read from a report half.

    python -m tests.training.exchanges
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from audit.model import Segment, Verdict
from audit.quantities import differences
from audit.quantities.atoms import atoms
from audit.quantities.exchange.clues import ORDER_CLUES, WORD_CLUES, in_one_breath, order_clues, word_clues
from audit.quantities.exchange.decision import merely_moved
from audit.quantities.exchange.surroundings import Side, Surroundings
from audit.quantities.exchange.swaps import like_figures, unlike
from audit.quantities.extraction import readings
from audit.quantities.pairing.matching import Pair, match
from audit.selftest.numerals import swap
from audit.selftest.side import side_of
from audit.text.tables import table
from audit.text.terminology.word_renderings import word_renderings
from tests.benchmark.alarms import backwards
from tests.benchmark.datasets import CLEAN, half, halved, number_edits, rows
from tests.training import word_renderings as learning
from tests.training.coverage import logistic

CLUES = (*ORDER_CLUES, *WORD_CLUES)
TABLE = Path(__file__).parents[2] / "audit" / "data" / "exchanges.tsv"
HEAD = """\
# Weights of the clues to whether two figures changed places (audit/quantities/exchange/clues.py), by `make renderings`.
"""
FOLDS, SWAPS, SURE = 5, 6, 1.0
Floats = NDArray[np.float64]


class Text(Struct, frozen=True):
    """A pair of texts, and the edit that planted a swap in its translation, if any."""

    document: str
    segment: Segment
    edit: tuple[int, int] | None = None


class Example(Struct, frozen=True):
    """Two figures of a text whose order turned round, and whether they were exchanged."""

    text: Text
    clues: list[float]
    exchanged: bool


def fold(document: str) -> int:
    """The part of the documents that a document belongs to."""
    return hashlib.sha256(f"fold {document}".encode()).digest()[0] % FOLDS


def texts() -> Iterator[Text]:
    """Right translations and machine translations, and right translations with a swap."""
    for load in CLEAN.values():
        for segment in halved(load(), "dev"):
            for each in (segment, backwards(segment)):
                if not _faults(each):
                    yield Text(segment.origin or "", each)
                    yield from _with_swaps(Text(segment.origin or "", each))
    yield from (text for text in _machine_translations() if not _faults(text.segment))


def _faults(segment: Segment) -> bool:
    return any(found.verdict is Verdict.MISMATCH and found.check != "swapped-figures" for found in differences(segment))


def _with_swaps(text: Text) -> Iterator[Text]:
    side, rng = side_of(text.segment), Random(f"{text.segment.id}/{text.segment.target}")
    edits = [(start, end, words) for start, end, words in swap(side, rng) if words != side.text[start:end]]
    for start, end, words in rng.sample(edits, min(SWAPS, len(edits))):
        wrong = replace(text.segment, target=side.text[:start] + words + side.text[end:])
        yield Text(text.document, wrong, (start, start + len(words)))


def _machine_translations() -> Iterator[Text]:
    for row in rows("hkma_wmt25term/hkma_mt_outputs.en-zh_HK.jsonl"):
        document = f"hkma/{'-'.join(row['id'].split('-')[:2])}"
        if half(document) == "dev":
            for _, output in sorted(row["mt"].items()):
                yield Text(document, Segment(id=row["id"], source=row["en"], target=output, target_language="zh-HK"))
    counted = {edit.wrong.source for edit in number_edits() if half(edit.wrong.origin or "") == "report"}
    for row in rows("mlqe_pe/mlqe_pe.en-zh.jsonl"):
        if row["split"] == "train" and row["en"] not in counted:
            for target in (row["zh_mt"], learning.joined(row["zh_pe_tok"])):
                yield Text(f"mlqe/{row['doc']}", Segment(id=str(row["id"]), source=row["en"], target=target))


def examples(found: list[Text]) -> Iterator[Example]:
    """Every two figures whose order turned round, but for those that a planted swap moved by the way."""
    for text in found:
        for around, one, other in _turned_round(text.segment):
            ends = sorted((pair.target.quantity.start, pair.target.quantity.end) for pair in (one, other))
            if text.edit is None or (ends[0][0] <= text.edit[0] + 3 and ends[1][1] >= text.edit[1] - 1):
                clues = [*order_clues(around, one, other), *word_clues(around, one, other)]
                yield Example(text, clues, text.edit is not None)


def _turned_round(segment: Segment) -> Iterator[tuple[Surroundings, Pair, Pair]]:
    here, there = (
        atoms(readings(text, language))
        for text, language in (
            (segment.source, segment.source_language),
            (segment.target, segment.target_language),
        )
    )
    pairs = match(here, there).pairs
    sides = (Side(segment.source, here), Side(segment.target, there))
    around = Surroundings(pairs, sides, segment.source_language.startswith("en"))
    for like in like_figures(pairs):
        for one, other, turned_round, _ in unlike(like):
            if turned_round and not merely_moved(around, one, other) and not in_one_breath(around, one, other):
                yield around, one, other


def main() -> None:
    """Learn, try on what was not learned from, and write the table."""
    _write(np.zeros(len(CLUES) + 1))
    found, words = list(texts()), learning.tokens()
    read: list[Example] = []
    for part in range(FOLDS):
        learning.write(learning.learn([row for row in words if fold(row[0]) != part]))
        word_renderings.cache_clear()
        table.cache_clear()
        read += examples([text for text in found if fold(text.document) == part])
    learning.main()
    told = np.array([example.clues for example in read], dtype=np.float64)
    labels = np.array([example.exchanged for example in read], dtype=np.float64)
    weigh = _weights(read)
    parts = np.array([fold(example.text.document) for example in read])
    odds = np.zeros(len(read))
    for part in range(FOLDS):
        weights = _learned(told[parts != part], labels[parts != part], weigh[parts != part])
        odds[parts == part] = told[parts == part] @ weights[:-1] + weights[-1]
    _tell(read, odds)
    _write(_learned(told, labels, weigh))


def _write(weights: Floats) -> None:
    lines = (f"{name}\t{weight:.4f}\n" for name, weight in zip((*CLUES, "constant"), weights, strict=True))
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


def _weights(read: list[Example]) -> Floats:
    """Each source counts once among the right and once among the wrong, however many figures moved in it."""
    keys = [(example.text.segment.source, example.exchanged) for example in read]
    counts = Counter(keys)
    return np.array([1 / counts[key] for key in keys])


def _learned(told: Floats, labels: Floats, weigh: Floats) -> Floats:
    """Weights and, last, the constant, for the clues as they stand."""
    centres, spreads = told.mean(axis=0), told.std(axis=0) + 1e-9
    weights = logistic((told - centres) / spreads, labels, weigh)
    raw = weights[:-1] / spreads
    return np.append(raw, weights[-1] - raw @ centres)


def _tell(read: list[Example], odds: Floats) -> None:
    """How many texts with a swap, and without, would be called by weights that have not seen their documents."""
    surest: dict[tuple[bool, Text], float] = defaultdict(lambda: -np.inf)
    for example, sure in zip(read, odds, strict=True):
        key = example.exchanged, example.text
        surest[key] = max(surest[key], float(sure))
    for exchanged in (True, False):
        found = [sure > SURE for (label, _), sure in surest.items() if label is exchanged]
        print(f"{'swapped' if exchanged else 'right'} texts called: {sum(found)} of {len(found)}")


if __name__ == "__main__":
    main()
