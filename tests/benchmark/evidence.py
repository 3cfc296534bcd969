"""What speaks for a check and against it: its findings on texts whose faults are known, right and wrong by source."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from audit import registry
from audit.check import Check, CorpusCheck
from audit.checks.lost_negation import LostNegation
from audit.fingerprints import identify
from audit.inspection import inspect
from audit.model import Finding, Segment, Severity
from audit.quantity_check import QuantityCheck
from audit.selftest import Share, planted_in
from tests.benchmark import content, coverage, polarity
from tests.benchmark.annotation import ANNOTATED, annotation, document, judgements
from tests.benchmark.datasets import CLEAN, Half, half, halved, rows

VERDICTS = Path(__file__).with_name("verdicts.tsv")
SLOW = ("added-content", "low-adequacy", "misaligned-pair", "omitted-content")
"""The checks that need the encoder."""
BESIDE = 8
"""Characters that may lie between a figure and the planted word that says what it is, as 下降 does."""
DRAWN = 60
"""How many pairs of a clean set the slow checks are tried on."""

Told = tuple[str, Finding, bool]
"""A source, a finding, and whether it is right."""
Checks = Sequence[Check | CorpusCheck]


@cache
def checks(slow: bool | None = None) -> Checks:
    """Every check of translations, as it is by default; only those that need the encoder, or none of them."""
    parts = [part() for part in registry.checks().values() if part.metric is None]
    return [part for part in parts if slow is None or (part.name in SLOW) is slow]


@cache
def verdicts() -> dict[str, bool]:
    """Whether the findings that a person has read are right, by fingerprint."""
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["fingerprint"]: row["verdict"] == "right" for row in read}


def findings(segments: Sequence[Segment], which: Checks) -> list[Finding]:
    """What the checks say of a text, with fingerprints."""
    found = inspect(segments, which)
    assert not found.failures, found.failures
    return identify(segments, found.findings)


def on_transcript(part: Half) -> Iterator[Told]:
    """Findings on the annotated pairs, and those on the others that a person has read, whatever half is asked for."""
    said = findings(document(), checks())
    for finding, right in judgements(said, annotation()):
        yield "transcript", finding, right
    for finding in said:
        if int(finding.segment) not in ANNOTATED and finding.fingerprint in verdicts():
            yield "transcript", finding, verdicts()[finding.fingerprint]


def on_right_translations(part: Half) -> Iterator[Told]:
    """Findings on translations by people: wrong, unless somebody has read one and found it right."""
    for name, load in CLEAN.items():
        if name != "transcript":
            segments = halved(load(), part)
            drawn = Random(3).sample(segments, min(DRAWN, len(segments)))
            both = (*findings(segments, checks(slow=False)), *findings(drawn, checks(slow=True)))
            for finding in both:
                yield "right translations", finding, verdicts().get(finding.fingerprint, False)


def on_planted(part: Half) -> Iterator[Told]:
    """Findings on planted faults: right at or beside what was planted, or on words that lost their counterpart.

    Pairs on which the same checks spoke before anything was planted are left out.
    """
    figures = [check for check in checks() if isinstance(check, QuantityCheck)]
    for load in CLEAN.values():
        for segment in halved(load(), part):
            if not findings([segment], figures):
                for planted in planted_in(segment):
                    for finding in findings([planted.segment], figures):
                        yield "planted", finding, _touches(finding, planted.start, planted.start + len(planted.now))
            if not polarity.speaks(segment):
                for lost in polarity.deleted(segment):
                    yield from (("planted", finding, True) for finding in findings([lost], [LostNegation()]))
    for _, faults in content.planted(coverage.paragraphs(part), Random(7), 1):
        for fault in faults:
            for side, check in coverage.CHECKS.items():
                for finding in check.find(fault.segment):
                    yield "planted", finding, coverage.in_place(fault, side, [finding])


def _touches(finding: Finding, start: int, end: int) -> bool:
    spans = finding.target_spans
    return not spans or any(span.start <= end + BESIDE and start <= span.end + BESIDE for span in spans)


def on_contrasts(part: Half) -> Iterator[Told]:
    """Findings on DEMETR, into English: wrong on the right side, right where only the wrong side has them."""
    seen = set[tuple[str, str]]()
    for row in rows("demetr_zhen/demetr.zh-en.jsonl"):
        if half(f"demetr/{row['zh']}") == part and row["sev"] != "base":
            good, bad = (_alone(row["zh"], row[side], "zh", "en") for side in ("en_mt_good", "en_mt_bad"))
            alarms = findings([good], checks(slow=False))
            if (good.source, good.target) not in seen:
                seen.add((good.source, good.target))
                yield from (("DEMETR", finding, False) for finding in alarms)
            known = {finding.check for finding in alarms}
            told = findings([bad], checks(slow=False))
            yield from (("DEMETR", finding, True) for finding in told if finding.check not in known)


def on_medical(part: Half) -> Iterator[Told]:
    """Findings about meaning on abstracts that experts marked (Bio-MQM): right where they touch a mark.

    The experts did not mark format, so what concerns that is not judged here.
    """
    seen = set[tuple[str, str]]()
    for row in rows("bio_mqm/bio_mqm.en-zh.jsonl"):
        pair = row["src"], row["tgt"]
        if row["direction"] == "en-zh" and half(row["src"]) == part and row["tgt"].strip() and pair not in seen:
            seen.add(pair)
            marks = [("source", mark) for mark in row["src_errors"]] + [("target", mark) for mark in row["tgt_errors"]]
            for finding in findings([_alone(*pair, "en", "zh-CN")], checks(slow=False)):
                if finding.category.startswith("accuracy"):
                    spans = (*finding.source_spans, *finding.target_spans)
                    right = any(
                        mark["start"] is None
                        or (span.side == side and span.start < mark["end"] and mark["start"] < span.end)
                        for span in spans
                        for side, mark in marks
                    )
                    yield "Bio-MQM", finding, verdicts().get(finding.fingerprint, right)


def _alone(source: str, target: str, language: str, other: str) -> Segment:
    return Segment(id="1", source=source, target=target, source_language=language, target_language=other)


SOURCES: tuple[Callable[[Half], Iterator[Told]], ...] = (
    on_transcript,
    on_right_translations,
    on_planted,
    on_contrasts,
    on_medical,
)


def gathered(told: Iterable[Told]) -> dict[str, dict[str, Share]]:
    """Right findings of all that were judged, by check and source. Neutral ones claim no fault, and are not judged."""
    shares: dict[str, dict[str, Share]] = defaultdict(lambda: defaultdict(lambda: Share(0, 0)))
    for source, finding, right in told:
        if finding.severity > Severity.NEUTRAL:
            shares[finding.check][source] += Share(int(right), 1)
    return shares
