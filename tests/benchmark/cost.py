"""What the checks cost, as a share of the time that sacreBLEU's sentence BLEU takes for the same pairs."""

import gc
from collections.abc import Callable, Sequence
from operator import sub
from statistics import median
from time import process_time

from msgspec.structs import replace
from sacrebleu.metrics.bleu import BLEU

from audit.__main__ import SELDOM
from audit.inspection import inspect
from audit.model import Segment
from audit.quantities.extraction import readings
from audit.quantity_check import QuantityCheck
from tests.benchmark.evidence import Checks, checks
from tests.benchmark.speed import TEXTS
from tests.benchmark.tables import table

ROUNDS = 5
FIGURES = "checks of figures, together"
DEFAULT = "**all that run by default**"
ADDED = "**what the others add to the checks of figures, by default**"
READING = "reading the quantities of the English alone"
Pairs = Sequence[tuple[Segment, str]]


def groups() -> dict[str, Checks]:
    """What is timed: all that need no encoder, those of them that run by default, and each; those of figures as one."""
    quick = checks(slow=False)
    figures = [check for check in quick if isinstance(check, QuantityCheck)]
    alone = {check.name: [check] for check in quick if not isinstance(check, QuantityCheck)}
    return {
        "**all without the encoder**": quick,
        DEFAULT: [check for check in quick if check.default],
        "**all but those of figures**": [check for check in quick if check not in figures],
        "**all by default but those of figures**": [check for check in quick if check.default and check not in figures],
        FIGURES: figures,
        **dict(sorted(alone.items())),
    }


def section() -> str:
    """Medians over rounds in which all take turns, each beside the metric, since a machine's speed changes.

    Each reads texts of its own, so that nothing is remembered, not even by the metric. Garbage is looked for as seldom
    as in the command, by the metric as well.
    """
    gc.set_threshold(*SELDOM)
    runs: dict[str, Callable[[Pairs], object]] = {name: _running(which) for name, which in groups().items()}

    def measure(block: Pairs) -> object:
        bleu = BLEU(tokenize="zh", effective_order=True)  # a new one, which remembers no words
        return [bleu.sentence_score(one.target, [reference]) for one, reference in block]

    runs[READING] = lambda block: [readings(segment.source, "en") for segment, _ in block]
    shares: dict[str, list[float]] = {name: [] for name in (ADDED, *runs)}
    head = ["", *TEXTS]
    for load in TEXTS.values():
        pairs = load()
        size = len(pairs) // (ROUNDS + 1)
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(ROUNDS + 1):
            block = pairs[number * size : (number + 1) * size]
            for mark, (name, run) in enumerate(runs.items(), 1):
                own = [(_marked(one, " " * mark), reference) for one, reference in block]
                taken[name].append(_seconds(run, own) / _seconds(measure, own))
        taken[ADDED] = list(map(sub, taken[DEFAULT], taken[FIGURES]))
        for name, (_, *ratios) in taken.items():
            shares[name].append(median(ratios))
    return table(head, ([name, *(f"{100 * share:.1f} %" for share in found)] for name, found in shares.items()))


def _running(which: Checks) -> Callable[[Pairs], object]:
    return lambda block: inspect([segment for segment, _ in block], which)


def _seconds(run: Callable[[Pairs], object], block: Pairs) -> float:
    began = process_time()
    run(block)
    return process_time() - began


def _marked(segment: Segment, mark: str) -> Segment:
    return replace(segment, source=segment.source + mark, target=segment.target + mark)
