"""How fast the number checks are, and whether a longer text costs more than its share."""

from collections.abc import Callable
from itertools import pairwise
from statistics import median
from time import perf_counter
from typing import Any

from sacrebleu.metrics.bleu import BLEU

from audit.model import Segment
from tests.benchmark.datasets import rows
from tests.benchmark.peers import Comparer, installed
from tests.benchmark.tables import table

ROUNDS = 7
YARDSTICK = "sacreBLEU sentence BLEU"
LENGTHS = (2_000, 4_000, 8_000, 16_000)
HOSTILE: dict[str, tuple[str, str]] = {
    "one run of digits": ("1", "1"),
    "digits with separators": ("1,", "1，"),
    "many numerals": ("17 ", "17個"),
    "many different amounts": ("$1.{0} million and ", "1.{0}億元和"),
    "number words": ("twenty-one ", "二十一"),
    "one run of 零": ("zero ", "零"),
    "nested brackets": ("(1 [", "（1【"),
    "opened brackets only": ("(", "（"),
    "percent of percent": ("5% of ", "百分之"),
    "from and to": ("from 1 to ", "由1至"),
    "half of half": ("half a ", "半"),
    "currency signs": ("US$", "人民幣"),
    "minus signs": ("- ", "負"),
    "dates": ("March 5, 2023, ", "2023年3月5日"),
    "points": ("1.", "1."),
    "spaces": ("1          ", "1          "),
}
"""What is repeated on the English and on the Chinese side."""


def _annual_reports() -> list[tuple[Segment, str]]:
    seen: dict[str, tuple[Segment, str]] = {}
    for row in rows("hkma_wmt25term/hkma_mt_outputs.en-zh_HK.jsonl"):
        outputs = sorted(row["mt"].items())
        target = outputs[len(seen) % len(outputs)][1]
        seen[row["en"]] = Segment(id=row["id"], source=row["en"], target=target, target_language="zh-HK"), row["zh_ref"]
    return list(seen.values())


def _encyclopaedia() -> list[tuple[Segment, str]]:
    return [
        (Segment(id=str(row["id"]), source=row["en"], target=row["zh_mt"], target_language="zh-CN"), row["zh_pe_tok"])
        for row in rows("mlqe_pe/mlqe_pe.en-zh.jsonl")
        if row["split"] == "train"
    ][:2000]


TEXTS = {"annual reports": _annual_reports, "encyclopaedia": _encyclopaedia}
"""Machine translations with their references, no sentence twice."""


def against_bleu() -> str:
    """Pairs a second on one core, and as a multiple of sacreBLEU's sentence BLEU, in rounds that take turns."""
    bleu = BLEU(tokenize="zh", effective_order=True)
    runs: dict[str, Callable[[Segment, str], Any]] = {name: _reading(compare) for name, compare in installed().items()}
    runs[YARDSTICK] = lambda segment, reference: bleu.sentence_score(segment.target, [reference])
    lines = []
    for text, load in TEXTS.items():
        pairs = load()
        size = len(pairs) // (ROUNDS + 1)
        seconds: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(ROUNDS + 1):
            for name, run in runs.items():
                began = perf_counter()
                for segment, reference in pairs[number * size : (number + 1) * size]:
                    run(segment, reference)
                seconds[name].append(perf_counter() - began)
        for name, (_, *taken) in seconds.items():
            ratio = median(bleu / own for own, bleu in zip(taken, seconds[YARDSTICK][1:], strict=True))
            lines.append([text, name, f"{size / median(taken):,.0f}", f"{ratio:.1f}"])
    return f"Medians of {ROUNDS} rounds, after one to warm up; every pair is read once.\n\n" + table(
        ["text", "", "pairs a second", "times sentence BLEU"], lines
    )


def _reading(compare: Comparer) -> Callable[[Segment, str], Any]:
    return lambda segment, reference: compare(segment)


def growth() -> str:
    """Milliseconds for texts of doubling length made of one thing again and again, on both sides.

    The better of two runs; with another end, so that nothing can be remembered.
    """
    compare = installed()["this project"]
    lines = []
    for name, (source, target) in HOSTILE.items():
        taken = [min(_seconds(compare, source, target, length, end) for end in ("", ".")) for length in LENGTHS]
        ratios = [longer / shorter for shorter, longer in pairwise(taken)]
        lines.append([name, *(f"{1000 * each:.1f}" for each in taken), f"{ratios[-1]:.1f}"])
    head = ["repeated", *(f"{length:,} characters" for length in LENGTHS), "last doubling"]
    return table(head, lines)


def _seconds(compare: Callable[[Segment], Any], source: str, target: str, length: int, end: str) -> float:
    texts = [_repeated(text, length) + end for text in (source, target)]
    segment = Segment(id="1", source=texts[0], target=texts[1], target_language="zh-TW")
    began = perf_counter()
    compare(segment)
    return perf_counter() - began


def _repeated(text: str, length: int) -> str:
    return "".join(text.replace("{0}", str(number)) for number in range(length // len(text)))
