"""What somebody accepts: which finding an entry fits, until when, and what is said of one that fits nothing."""

from datetime import date
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from audit.config import Config
from audit.model import Finding, Report, Segment, Severity
from audit.pipeline import Plan, audit
from audit.suppression import Allow, Baseline, Known, suppress
from tests.test_pipeline import WrongWord

TODAY = date(2025, 6, 15)


def text(*targets: str) -> list[Segment]:
    return [
        Segment(id=str(number), source="Some words.", target=target, target_language="zh-TW")
        for number, target in enumerate(targets, start=1)
    ]


def entry(**given: Any) -> Allow:
    return msgspec.convert({"check": "wrong-word", "reason": "why", **given}, Allow)


FOUND = Finding(
    check="wrong-word", category="accuracy", severity=Severity.MAJOR, segment="2", message="m", fingerprint="c0ffee"
)
SEGMENT = Segment(id="2", source="Up 5% [sic].", target="這裡錯了。")


@pytest.mark.parametrize(
    ("given", "covers"),
    [
        ({}, True),
        ({"check": "sign-flip"}, False),
        ({"segment": "2"}, True),
        ({"segment": 2}, True),
        ({"segment": "02"}, False),
        ({"segment": 3}, False),
        ({"text": "裡錯"}, True),
        ({"text": "5% [sic]"}, True),
        ({"text": ".*"}, False),
        ({"fingerprint": "c0ffee"}, True),
        ({"fingerprint": "c0"}, False),
        ({"segment": 2, "text": "錯", "fingerprint": "c0ffee"}, True),
        ({"segment": 2, "text": "對"}, False),
        ({"segment": 1, "fingerprint": "c0ffee"}, False),
    ],
)
def test_an_entry_fits_where_all_that_it_gives_fits(given: dict[str, Any], covers: bool) -> None:
    [marked] = suppress([FOUND], [SEGMENT], [entry(**given)])
    assert marked.suppressed == ("why" if covers else None)


def test_the_closest_entry_gives_the_reason() -> None:
    entries = [
        entry(reason="everywhere"),
        entry(reason="by text", text="錯"),
        entry(reason="by segment", segment=2),
        entry(reason="by fingerprint", fingerprint="c0ffee"),
    ]
    said = []
    while entries:
        [marked] = suppress([FOUND], [SEGMENT], entries)
        said.append(marked.suppressed)
        entries.pop()
    assert said == ["by fingerprint", "by segment", "by text", "everywhere"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"owner": "Mei"}, "why (Mei)"),
        ({"expires": "2030-01-31"}, "why (until 2030-01-31)"),
        ({"owner": "Mei", "expires": date(2030, 1, 31)}, "why (Mei, until 2030-01-31)"),
    ],
)
def test_who_answers_for_it_and_until_when_are_told(given: dict[str, Any], told: str) -> None:
    [marked] = suppress([FOUND], [SEGMENT], [entry(**given)])
    assert marked.suppressed == told


def audited(*targets: str, allow: tuple[Allow, ...] = (), baseline: Baseline | None = None) -> Report:
    """The report that a configuration with these entries, of today, leads to."""
    numbers = tuple(replace(each, check="number-mismatch") for each in allow)
    plan = Config(allow=numbers).plan(TODAY)
    renamed = [tuple(replace(each, check="wrong-word") for each in part) for part in (plan.allow, plan.expired)]
    return audit(
        text(*targets),
        Plan(checks=(WrongWord(),), allow=renamed[0], expired=renamed[1], baseline=baseline),
    )


@pytest.mark.parametrize(
    ("expires", "passed"),
    [(None, True), (date(2025, 6, 15), True), (date(2026, 1, 1), True), (date(2025, 6, 14), False)],
)
def test_an_entry_holds_until_the_end_of_its_last_day(expires: date | None, passed: bool) -> None:
    report = audited("錯", allow=(entry(expires=expires),))
    assert report.gate.passed == passed
    assert (report.findings[0].suppressed is not None) == passed
    assert [note.partition(":")[0] for note in report.notes] == ["no longer allowed after 2025-06-14"] * (not passed)


def test_an_expired_entry_is_a_reason_only_where_it_matters() -> None:
    expired = entry(segment=1, expires=date(2025, 1, 31))
    assert audited("錯", "對", allow=(expired,)).gate.reasons == (
        "1 finding of severity major or above: wrong-word 1",
        "no longer allowed after 2025-01-31: wrong-word, segment “1”, which was: why",
    )
    assert audited("對", "錯", allow=(expired,)).gate.reasons == ("1 finding of severity major or above: wrong-word 1",)
    assert audited("錯", allow=(expired, entry(fingerprint=audited("錯").findings[0].fingerprint))).gate.passed


def test_an_entry_that_fits_nothing_is_noted_if_its_check_ran() -> None:
    stale = entry(text="gone", expires=date(2025, 1, 31))
    [note] = audited("錯", allow=(entry(), stale)).notes
    assert "stale [[allow]]: wrong-word, text “gone”" in note
    other = audit(text("對"), Plan(checks=(WrongWord(),), allow=(entry(check="sign-flip"),)))
    assert other.notes == ()


def known(report: Report, **changes: Any) -> Baseline:
    return Baseline(
        date=date(2025, 3, 1),
        findings=tuple(
            replace(Known(check=each.check, fingerprint=each.fingerprint, input="", message="m"), **changes)
            for each in report.findings
        ),
    )


def test_what_a_baseline_knows_does_not_fail_wherever_it_stands() -> None:
    report = audited("對", "又錯", "錯", baseline=known(audited("錯", "錯錯")))
    assert [(found.segment, found.suppressed, found.baseline) for found in report.findings] == [
        ("2", None, "new"),
        ("3", "known since the baseline of 2025-03-01", "unchanged"),
    ]
    assert report.gate.reasons == ("1 finding of severity major or above: wrong-word 1",)
    assert report.mqm.penalty == 5


def test_a_second_copy_of_a_known_fault_is_new() -> None:
    report = audited("錯", "錯", baseline=known(audited("錯")))
    assert [found.baseline for found in report.findings] == ["unchanged", "new"]


def test_a_reason_that_somebody_gave_goes_before_the_baseline() -> None:
    [found] = audited("錯", allow=(entry(),), baseline=known(audited("錯"))).findings
    assert (found.suppressed, found.baseline) == ("why", "unchanged")
