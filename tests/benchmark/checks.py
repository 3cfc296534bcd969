"""`python -m tests.benchmark.checks` measures every check: `reports/checks.md` and `audit/data/confidence.tsv`."""

import sys
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from random import Random

from audit.model import Severity
from audit.selftest import Share
from tests.benchmark import alarms, annotated, cost, polarity
from tests.benchmark.coverage import CHECKS
from tests.benchmark.datasets import CLEAN, HALVES, AbsentData, halved
from tests.benchmark.evidence import SOURCES, checks, findings, gathered
from tests.benchmark.labelled import LABELLED
from tests.benchmark.tables import interval, percent, table

ROOT = Path(__file__).resolve().parents[2]
REPORT, CONFIDENCE = ROOT / "reports" / "checks.md", ROOT / "audit" / "data" / "confidence.tsv"
ENOUGH = 20
"""Judged findings below which no precision is told."""
ROWS = 300
"""How many rows of a labelled set are drawn, of each label and without it."""

INTRODUCTION = """\
# Benchmark of the checks

Written by `make bench-checks`; nothing in it is typed in. Sets and halves are those of [the benchmark](benchmark.md).
The transcript has a hand annotation of pairs 1 to 48, which the rules were written with an eye on: it belongs to the
half called *dev*. Findings that say nothing is wrong (neutral ones) are not judged."""

PRECISION = """\
## Precision

Findings on texts whose faults are known, of the half *report*, the transcript aside: *right* of all that were judged.
**How precise a check is depends on how faulty the text is.** On right translations nearly every finding is wrong by
definition, on planted faults nearly every one is right; the confidence that a finding carries is the share over this
mixture, and no more than that. Where fewer than 20 were judged, none is told.

- *transcript*: right where the annotator marked the same place with the same sort of fault (pairs 1 to 48), or a
  person found it right on the others;
- *right translations*: wrong, unless a person read the finding and found it right (`tests/benchmark/verdicts.tsv`);
- *planted*: right where it is at the fault, or beside it (figures, deleted negations, clauses left out or put in);
- *DEMETR*, into English: wrong on the right side, right where only the wrong side has it;
- *Bio-MQM*: findings about meaning, right where they touch what experts marked."""

LABELS = f"""\
## Omissions, additions, negations

Rows of the half *report*, at most {ROWS} drawn with each label and {ROWS} without. *Precision*: of the rows drawn that
the check speaks on, those with the label, so it depends on how many of each were drawn."""

QUIET = """\
## Alarms on right translations

Pairs on which a default check of meaning speaks, right or wrong; checks of figures and neutral findings aside."""

BY_CHECK = """\
## Alarms by check

Findings of all default checks on the same translations by people, neutral ones aside. All are counted, right or wrong:
where such a file really has a halfwidth comma between Chinese characters, that counts here too."""

COST = f"""\
## Cost

Processor time as a share of sacreBLEU's sentence BLEU on the same pairs, medians of {cost.ROUNDS} rounds in which all
take turns, each beside the metric. Checks share some work, so together they take less than the sum: above all the
reading of quantities, which is in the checks of figures, in `arithmetic-mismatch` and `contradictory-figures`; a row of
its own tells it. An audit has the checks of figures anyway, so that the others cost what they add to those: the first
row, which is the difference of two others, round by round."""


def precision(shares: Mapping[str, Mapping[str, Share]]) -> str:
    """Right findings by check and source."""
    sources = list(dict.fromkeys(source for by_source in shares.values() for source in by_source))
    lines = []
    for name in sorted(shares):
        total = sum(shares[name].values(), Share(0, 0))
        cells = [_fraction(shares[name].get(source, Share(0, 0))) for source in sources]
        lines.append([name, percent(total), interval(total), *cells])
    return table(["check", "precision", "95 % interval", *sources], lines)


def _fraction(share: Share) -> str:
    return f"{share.count}/{share.of}" if share.of else "–"


def confidence(shares: Mapping[str, Mapping[str, Share]]) -> str:
    """The table that findings take their confidence from."""
    head = "# Precision of the checks, written by `make bench-checks`; reports/checks.md says on what."
    lines = [head, "check\tprecision\tright\tjudged"]
    for name in sorted(shares):
        total = sum(shares[name].values(), Share(0, 0))
        told = f"{total.value:.3f}" if total.of >= ENOUGH else ""
        lines.append(f"{name}\t{told}\t{total.count}\t{total.of}")
    return "\n".join(lines) + "\n"


def labels() -> str:
    """How often the check of a label speaks on rows that people gave it, and how often it is they that it speaks on."""
    lines = []
    for name, load in LABELLED.items():
        here = [row for row in load() if row.half == "report"]
        for side, label in (("source", "omission"), ("target", "addition")):
            labelled, rest = ([row for row in here if (label in row.labels) is has] for has in (True, False))
            drawn = [Random(3).sample(part, min(ROWS, len(part))) for part in (labelled, rest)]
            spoken = [sum(any(CHECKS[side].find(row.segment)) for row in part) for part in drawn]
            lines.append(
                [name, label, percent(Share(spoken[0], len(drawn[0]))), percent(Share(spoken[0], sum(spoken)))]
            )
    negated, right = polarity.demetr("report")
    hits = Share(negated.count, negated.count + right.count)
    lines.append(["contrasts, zh-en", "negation", percent(negated), percent(hits)])
    return table(["set", "label", "recall", "precision"], lines)


def quiet() -> str:
    """Pairs with any finding on meaning, of the checks that are not about figures."""
    meaning = [check for check in checks(slow=False) if check.default and check.category.startswith("accuracy")]
    meaning = [check for check in meaning if check.category != "accuracy/number"]
    lines = []
    for part in HALVES:
        said = pairs = 0
        for name, load in CLEAN.items():
            if name != "transcript":
                segments = halved(load(), part)
                pairs += len(segments)
                loud = [finding for finding in findings(segments, meaning) if finding.severity > Severity.NEUTRAL]
                said += len({finding.segment for finding in loud})
        lines.append([part, percent(Share(said, pairs)), interval(Share(said, pairs))])
    return table(["half", "pairs with a finding", "95 % interval"], lines)


def report(shares: Mapping[str, Mapping[str, Share]]) -> str:
    """The whole report."""
    sections = (
        INTRODUCTION,
        PRECISION,
        precision(shares),
        *annotated.sections(),
        LABELS,
        labels(),
        QUIET,
        quiet(),
        BY_CHECK,
        alarms.clean_by_check(),
        COST,
        cost.section(),
    )
    return "\n\n".join(sections) + "\n"


def main() -> int:
    """Judge the checks, and write the table of confidence and the report."""
    try:
        shares = gathered(chain.from_iterable(source("report") for source in SOURCES))
        text = report(shares)
    except AbsentData as absent:
        print(absent, file=sys.stderr)
        return 2
    CONFIDENCE.write_text(confidence(shares), encoding="utf-8")
    REPORT.write_text(text, encoding="utf-8")
    print(REPORT, CONFIDENCE, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
