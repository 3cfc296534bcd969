"""The gate: each condition by itself, what it says when it fails, and what never fails it."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.gate import GateRules, gate, mqm
from audit.model import Finding, Score, Segment, Severity

SEGMENTS = [Segment(id=str(n), source="Up.", target="上" * 50, target_language="zh-TW") for n in range(1, 101)]
BLEU = Score(metric="bleu", signature="BLEU", value=31.25, interval=(28.996, 33.0))
TER = Score(metric="ter", signature="TER", value=60.5)
OF_A_SEGMENT = Score(metric="chrf", signature="chrF2", value=1.0, segment="1")


def finding(check: str, severity: str, segment: int = 1, category: str = "accuracy") -> Finding:
    return Finding(
        check=check,
        category=category,
        severity=Severity(severity),
        segment=str(segment),
        message="m",
        fingerprint=f"{check}-{severity}-{segment}",
    )


FAULTS = [
    *(finding("number-mismatch", "major", n, "accuracy/number") for n in (3, 4)),
    finding("bound-mismatch", "minor", 5, "accuracy/number"),
    finding("lost-negation", "critical", 4),
    finding("lost-tag", "major", 6, "markup/tag"),
    finding("cjk-spacing", "neutral", 7, "locale"),
]
"""Of MQM penalty 41 over 5,000 characters, in 4 segments: all but the neutral one."""


def reasons(rules: dict[str, Any]) -> tuple[str, ...]:
    decision = gate(
        msgspec.convert(rules, GateRules), SEGMENTS, FAULTS, mqm(SEGMENTS, FAULTS), [BLEU, TER, OF_A_SEGMENT]
    )
    assert decision.passed == (not decision.reasons)
    return decision.reasons


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({}, ["4 findings of severity major or above: number-mismatch 2, lost-negation 1, lost-tag 1"]),
        ({"fail_on": "critical"}, ["1 finding of severity critical: lost-negation 1"]),
        (
            {"fail_on": "minor"},
            ["5 findings of severity minor or above: number-mismatch 2, bound-mismatch 1, lost-negation 1, lost-tag 1"],
        ),
        ({"fail_on": "never"}, []),
        (
            {"fail_on": "critical", "overrides": {"accuracy/number": "minor"}},
            [
                "1 finding of severity critical: lost-negation 1",
                "3 findings of severity minor or above in accuracy/number: number-mismatch 2, bound-mismatch 1",
            ],
        ),
        (
            {"fail_on": "never", "overrides": {"accuracy": "minor", "accuracy/number": "never"}},
            ["1 finding of severity minor or above in accuracy: lost-negation 1"],
        ),
        (
            {"fail_on": "never", "overrides": {"bound-mismatch": "minor", "accuracy/number": "critical"}},
            ["1 finding of severity minor or above in bound-mismatch: bound-mismatch 1"],
        ),
        ({"overrides": {"accuracy": "never", "lost-tag": "critical"}}, []),
        (
            {"fail_on": "never", "overrides": {"accuracy/num": "minor", "mark": "minor", "markup/tag": "major"}},
            ["1 finding of severity major or above in markup/tag: lost-tag 1"],
        ),
    ],
)
def test_severities(rules: dict[str, Any], said: list[str]) -> None:
    assert list(reasons(rules)) == said


@pytest.mark.parametrize(
    ("name", "limits", "said"),
    [
        ("mqm", {"minimum": 99.18}, []),
        ("mqm", {"minimum": 99.5}, ["MQM is 99.18, below the minimum of 99.5"]),
        ("mqm", {"minimum": 95, "interval": True}, []),
        (
            "mqm",
            {"minimum": 99, "interval": True},
            ["the lower end of the interval of MQM is 97.98, below the minimum of 99"],
        ),
        ("bleu", {"minimum": 31.25}, []),
        ("bleu", {"minimum": 32}, ["bleu is 31.25, below the minimum of 32"]),
        ("bleu", {"minimum": 31.2501}, ["bleu is 31.25, below the minimum of 31.2501"]),
        (
            "bleu",
            {"minimum": 29, "interval": True},
            ["the lower end of the interval of bleu is 28.996, below the minimum of 29"],
        ),
        ("bleu", {"minimum": 28, "interval": True}, []),
        (
            "bleu",
            {"maximum": 32, "interval": True},
            ["the upper end of the interval of bleu is 33.00, above the maximum of 32"],
        ),
        ("ter", {"maximum": 60.5}, []),
        ("ter", {"maximum": 60}, ["ter is 60.50, above the maximum of 60"]),
        ("ter", {"maximum": 70, "interval": True}, ["ter has no interval to hold to the maximum of 70"]),
        ("chrf", {"minimum": 40}, ["there is no chrf score to hold to the minimum of 40"]),
        ("chrf", {}, []),
    ],
)
def test_scores(name: str, limits: dict[str, Any], said: list[str]) -> None:
    assert list(reasons({"fail_on": "never", "scores": {name: limits}})) == said


@pytest.mark.parametrize(
    ("maximum", "said"),
    [
        (0.04, []),
        (0.039, ["4 of 100 segments have findings: 4.00 %, above the maximum of 3.9 %"]),
        (0, ["4 of 100 segments have findings: 4.00 %, above the maximum of 0 %"]),
        (1, []),
    ],
)
def test_the_share_of_flagged_segments(maximum: float, said: list[str]) -> None:
    assert list(reasons({"fail_on": "never", "maximum_flagged": maximum})) == said


@given(st.integers(0, 100))
def test_a_share_that_is_the_maximum_passes(count: int) -> None:
    faults = [finding("c", "minor", n) for n in range(1, count + 1)]
    rules = GateRules(maximum_flagged=float(f"{count / 100:.2f}"))
    assert gate(rules, SEGMENTS, faults, mqm(SEGMENTS, faults)).passed


def test_each_condition_that_fails_gives_one_reason_in_a_stable_order() -> None:
    rules = {"scores": {"ter": {"maximum": 1}, "mqm": {"minimum": 100}}, "maximum_flagged": 0.01}
    assert [reason.split()[0] for reason in reasons(rules)] == ["4", "ter", "MQM", "4"]


def test_the_findings_that_fail_it_are_named() -> None:
    decision = gate(GateRules(fail_on="critical"), SEGMENTS, FAULTS, mqm(SEGMENTS, FAULTS))
    assert decision.failing == ("lost-negation-critical-4",)


def test_no_text_is_no_reason_to_fail() -> None:
    rules = msgspec.convert({"scores": {"mqm": {"minimum": 95}}, "maximum_flagged": 0}, GateRules)
    assert gate(rules, [], [], mqm([], [])).passed


@given(st.lists(st.sampled_from(FAULTS), max_size=8), st.permutations(FAULTS))
def test_reasons_do_not_depend_on_the_order_of_findings(some: list[Finding], order: list[Finding]) -> None:
    rules = GateRules(fail_on="minor", overrides={"accuracy": "major"})
    sorted_some = sorted(some, key=order.index)
    weighed = mqm(SEGMENTS, some)
    assert gate(rules, SEGMENTS, some, weighed).reasons == gate(rules, SEGMENTS, sorted_some, weighed).reasons


def lines(count: int, faulty: int) -> tuple[list[Segment], list[Finding]]:
    """Translations of 50 characters, the first of them with a major error."""
    text = [Segment(id=str(n), source="Up", target="營" * 50, target_language="zh-TW") for n in range(count)]
    faults = [
        Finding(check="c", category="accuracy", severity=Severity.MAJOR, segment=str(n), message="m")
        for n in range(faulty)
    ]
    return text, faults


@pytest.mark.parametrize(
    ("count", "faulty", "interval"),
    [
        (19, 1, None),  # 950 characters
        (20, 0, (98.5, 100.0)),  # as if three major errors had been missed
        (20, 20, (90.0, 90.0)),  # all alike
        (20, 10, (92.75, 97.25)),
        (2_000, 1_000, (94.78, 95.22)),
    ],
)
def test_the_interval_of_the_mqm_score(count: int, faulty: int, interval: tuple[float, float] | None) -> None:
    assert mqm(*lines(count, faulty)).interval == (interval and pytest.approx(interval, abs=0.01))
