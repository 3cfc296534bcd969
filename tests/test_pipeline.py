"""From segments to a decision: order, crashes, fingerprints, suppression, scores and the gate."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.check import Check, CorpusCheck
from audit.checks.number_mismatch import NumberMismatch
from audit.fingerprints import identify
from audit.gate import GateRules, Threshold, gate, mqm
from audit.metric import Metric
from audit.model import Finding, Score, Segment, Severity, Signature, Span, Verdict
from audit.pipeline import Plan, audit
from audit.suppression import Allow, Baseline

MAJOR, MINOR, CRITICAL, NEUTRAL = Severity.MAJOR, Severity.MINOR, Severity.CRITICAL, Severity.NEUTRAL


class WrongWord(Check, frozen=True):
    """A word is wrong."""

    name = "wrong-word"
    category = "accuracy"
    examples = ()

    def find(self, segment: Segment) -> Iterator[Finding]:
        for place, character in enumerate(segment.target):
            if character == "錯":
                yield self.finding(segment, "wrong", Span("target", place, place + 1))


class RepeatedLine(CorpusCheck, frozen=True):
    """A line stands twice."""

    name = "repeated-line"
    category = "accuracy"
    examples = ()
    severity: Severity = MINOR

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        for number, segment in enumerate(segments):
            if segment.target in [earlier.target for earlier in segments[:number]]:
                yield self.finding(segment, "repeated")


class Broken(Check, frozen=True):
    """Crashes at a certain word."""

    name = "broken"
    category = "accuracy"
    examples = ()

    def find(self, segment: Segment) -> Iterator[Finding]:
        yield self.finding(segment, f"{1 / (segment.source != 'crash')}")


class BrokenCorpus(CorpusCheck, frozen=True):
    """Always crashes."""

    name = "broken-corpus"
    category = "accuracy"
    examples = ()

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        raise ValueError("no")


class Likeness(Metric, frozen=True):
    """The share of pairs whose target is the reference."""

    name: ClassVar[str] = "likeness"
    needs: ClassVar[frozenset[str]] = frozenset({"reference"})

    @property
    def signature(self) -> Signature:
        return Signature("likeness")

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        same = [segment.target == segment.reference for segment in segments]
        yield Score(metric=self.name, signature=str(self.signature), value=sum(same) / len(same))


class BrokenMetric(Likeness, frozen=True):
    """Always crashes."""

    name: ClassVar[str] = "broken-metric"

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        raise OSError("no model")


def text(*targets: str, source: str = "Some words.") -> list[Segment]:
    return [
        Segment(id=str(number), source=source, target=target, target_language="zh-TW")
        for number, target in enumerate(targets, start=1)
    ]


def finding(severity: Severity = MAJOR, verdict: Verdict | None = None, category: str = "accuracy") -> Finding:
    return Finding(check="c", category=category, severity=severity, segment="1", message="m", verdict=verdict)


def test_findings_come_in_reading_order() -> None:
    report = audit(text("錯", "對", "對錯錯"), Plan(checks=(RepeatedLine(), WrongWord())))
    assert [(found.segment, found.target_spans[0].start) for found in report.findings] == [("1", 0), ("3", 1), ("3", 2)]


def test_only_some_segments_are_audited_though_the_whole_text_is_seen() -> None:
    segments = text("錯字", "對", "錯字", "對", "錯")
    report = audit(segments, Plan(checks=(RepeatedLine(), WrongWord())), only={"2", "3"})
    assert [(found.check, found.segment) for found in report.findings] == [("repeated-line", "3"), ("wrong-word", "3")]
    assert [segment.id for segment in report.segments] == ["2", "3"]
    assert report.mqm == mqm(segments[1:3], report.findings)
    nothing = audit(segments, Plan(checks=(WrongWord(),), gate=GateRules(fail_on="minor")), only=set())
    assert (nothing.gate.passed, nothing.target_locale, nothing.segments) == (True, "zh-TW", ())


def test_each_check_is_described_once() -> None:
    report = audit(text("錯"), Plan(checks=(WrongWord(severity=CRITICAL),)))
    [rule] = report.rules
    assert (rule.name, rule.severity, rule.summary) == ("wrong-word", CRITICAL, "A word is wrong.")
    assert report.findings[0].severity is CRITICAL


def test_a_crash_is_reported_and_stops_nothing_else() -> None:
    segments = [*text("錯"), Segment(id="2", source="crash", target="錯"), Segment(id="3", source="", target="錯")]
    report = audit(segments, Plan(checks=(Broken(), BrokenCorpus(), WrongWord()), metrics=(BrokenMetric(),)))
    assert [(failure.check, failure.segment, failure.error) for failure in report.failures] == [
        ("broken", "2", "ZeroDivisionError: division by zero"),
        ("broken-corpus", None, "ValueError: no"),
    ]
    assert [found.segment for found in report.findings if found.check == "wrong-word"] == ["1", "2", "3"]
    assert [found.segment for found in report.findings if found.check == "broken"] == ["1", "3"]


def test_a_metric_that_crashes_is_a_failure() -> None:
    segments = [replace(segment, reference="對") for segment in text("對")]
    report = audit(segments, Plan(metrics=(BrokenMetric(), Likeness())))
    assert [(failure.check, failure.error) for failure in report.failures] == [("broken-metric", "OSError: no model")]
    assert [score.metric for score in report.scores] == ["likeness"]


@pytest.mark.parametrize(
    ("references", "value"),
    [((None, None), None), (("甲", None), 1.0), (("甲", "丙"), 0.5)],
    ids=["none", "some", "all"],
)
def test_a_metric_scores_the_segments_that_have_what_it_needs(
    references: tuple[str | None, ...], value: float | None
) -> None:
    pairs = zip(text("甲", "乙"), references, strict=True)
    segments = [replace(segment, reference=reference) for segment, reference in pairs]
    assert [score.value for score in audit(segments, Plan(metrics=(Likeness(),))).scores] == [value] * (
        value is not None
    )


LINES = st.lists(st.sampled_from(["錯", "對", "錯錯", "又 錯"]), min_size=1, max_size=6)


@given(LINES, st.randoms())
def test_fingerprints_are_unique_and_survive_moved_lines(lines: list[str], random: object) -> None:
    segments = text(*lines)
    found = audit(segments, Plan(checks=(WrongWord(),))).findings
    moved = [replace(segment, id=f"new-{segment.id}", line=7) for segment in reversed(segments)]
    found_moved = audit(moved, Plan(checks=(WrongWord(),))).findings
    assert len({each.fingerprint for each in found}) == len(found)
    assert {each.fingerprint for each in found} == {each.fingerprint for each in found_moved}


def test_fingerprints_tell_texts_checks_and_places_apart() -> None:
    segments = text("錯一錯", "錯二")
    spans = [Span("target", 0, 1), Span("target", 0, 3)]
    variants = [
        replace(finding(), check=check, segment=segment, target_spans=(span,))
        for check in ("a", "b")
        for segment in ("1", "2")
        for span in spans
    ]
    assert len({found.fingerprint for found in identify(segments, variants)}) == len(variants)


def test_fingerprints_take_any_text() -> None:
    [found] = identify(text("\ud83d\0錯"), [replace(finding(), target_spans=(Span("target", 0, 2),))])
    assert found.fingerprint


@pytest.mark.parametrize(
    ("allow", "reasons"),
    [
        ([], [None, None]),
        ([Allow(check="wrong-word", reason="all")], ["all", "all"]),
        ([Allow(check="wrong-word", segment="2", reason="here")], [None, "here"]),
        ([Allow(check="wrong-word", segment=2, reason="a number")], [None, "a number"]),
        (
            [Allow(check="wrong-word", reason="all"), Allow(check="wrong-word", segment="2", reason="here")],
            ["all", "here"],
        ),
        ([Allow(check="repeated-line", reason="another")], [None, None]),
    ],
)
def test_allowed_findings_stay_with_their_reason(allow: list[Allow], reasons: list[str | None]) -> None:
    report = audit(text("錯", "又錯"), Plan(checks=(WrongWord(),), allow=tuple(allow)))
    assert [found.suppressed for found in report.findings] == reasons
    assert report.gate.passed == all(reasons)
    assert report.mqm.penalty == 5 * reasons.count(None)


@pytest.mark.parametrize(
    ("found", "fail_on", "passed"),
    [
        ([], "major", True),
        ([finding()], "major", False),
        ([finding(CRITICAL)], "major", False),
        ([finding(MINOR)], "major", True),
        ([finding(MINOR)], "minor", False),
        ([finding(NEUTRAL)], "minor", True),
        ([finding()], "critical", True),
        ([finding(CRITICAL)], "never", True),
        ([finding(verdict=Verdict.MISMATCH)], "major", False),
        ([finding(verdict=Verdict.AMBIGUOUS)], "major", True),
        ([finding(verdict=Verdict.UNVERIFIABLE)], "major", True),
        ([replace(finding(), suppressed="seen")], "major", True),
    ],
)
def test_gate(found: list[Finding], fail_on: Threshold, passed: bool) -> None:
    decision = gate(GateRules(fail_on=fail_on), text("字"), found, mqm(text("字"), found))
    assert decision.passed == passed
    assert bool(decision.reasons) != passed


@pytest.mark.parametrize(
    ("targets", "found", "score"),
    [
        (["字" * 100], [], 100.0),
        (["字 " * 100], [finding()], 95.0),
        (["字" * 50] * 2, [finding(MINOR), finding(CRITICAL)], 74.0),
        (["字" * 100], [finding(NEUTRAL), finding(verdict=Verdict.AMBIGUOUS)], 100.0),
        (["字" * 100], [finding(category="source"), finding(category="source/arithmetic")], 100.0),
        (["字"], [finding()], 0.0),
        ([""], [finding()], None),
    ],
)
def test_mqm(targets: list[str], found: list[Finding], score: float | None) -> None:
    assert mqm(text(*targets), found).score == score


def test_mqm_counts_words_of_an_english_translation() -> None:
    english = [Segment(id="1", source="營收", target="ten words " * 5, source_language="zh-TW", target_language="en")]
    assert (mqm(english, [finding()]).unit, mqm(english, [finding()]).score) == ("target words", 50.0)


def test_the_signature_names_every_choice_that_moves_a_result() -> None:
    plans = [
        Plan(),
        Plan(checks=(WrongWord(),)),
        Plan(checks=(WrongWord(severity=MINOR),)),
        Plan(metrics=(Likeness(),)),
        Plan(gate=GateRules(fail_on="never")),
        Plan(baseline=Baseline(date=date(2025, 1, 31), findings=())),
        Plan(allow=(Allow(check="wrong-word", reason="r"),)),
    ]
    assert len({str(plan.signature) for plan in plans}) == len(plans)
    assert str(plans[1].signature) == str(Plan(checks=(WrongWord(),)).signature)


def test_figures_are_compared_where_checks_on_figures_run() -> None:
    pair = Segment(id="1", source="Up 5% to €2 million in 2021.", target="2020年成長5%至200萬美元。")
    report = audit([pair], Plan(checks=(WrongWord(), NumberMismatch())))
    assert [(row.source, row.target, row.verdict, row.check) for row in report.quantities] == [
        ("5%", "5%", Verdict.MATCH, None),
        ("2021", "2020年", Verdict.MISMATCH, "number-mismatch"),
    ]
    assert audit([pair], Plan(checks=(WrongWord(),))).quantities == ()
