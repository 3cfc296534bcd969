"""What XCOMET marks becomes findings: of the same prediction as the scores, at the words as read, weighing nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.checks.xcomet_error import XcometError
from audit.model import Segment, Severity
from audit.neural.checkpoint import checkpoint
from audit.neural.prediction import predictions, to_samples
from tests.comet.conftest import ROWS, configured, run
from tests.contracts.test_every_check import TEXTS, assert_inside


def checked(*tokens: str, capfd: pytest.CaptureFixture[str], status: int = 0) -> Any:
    assert run("check", "talk.tsv", "--output", "json", *tokens) == status
    return json.loads(capfd.readouterr().out)


def marks(report: Any) -> list[Any]:
    return [finding for finding in report["findings"] if finding["check"] == "xcomet-error"]


def test_one_prediction_gives_scores_and_findings(models: Path, table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    configured("xcomet", models / "xcomet_metric")
    predictions.cache_clear()
    report = checked(capfd=capfd)
    assert predictions.cache_info().misses == 1
    assert [score["metric"] for score in report["scores"]] == ["bleu", "chrf", "ter", "xcomet"]
    found = marks(report)
    targets = {segment["id"]: segment["target"] for segment in report["segments"]}
    assert found
    for finding in found:
        [(start, end)] = finding["target_spans"]
        words = targets[finding["segment"]][start:end]
        assert words.strip() == words != ""
        assert finding["message"] == f"XCOMET marks “{words}” as a {finding['facts']['severity']} error"
        assert (finding["severity"], finding["confidence"], finding["category"]) == (
            "neutral",
            None,
            "other/unspecified",
        )
        assert 0 <= finding["facts"]["probability"] <= 1
    assert report["gate"]["passed"]
    assert report["mqm"]["penalty"] == sum({"minor": 1, "major": 5}.get(f["severity"], 0) for f in report["findings"])


def test_marks_are_those_of_the_model(models: Path, table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    configured("xcomet", models / "xcomet_metric")
    segments = [
        Segment(id=str(number), source=source, target=target, reference=reference)
        for number, (source, target, reference) in enumerate(ROWS, start=1)
    ]
    model = checkpoint(str(models / "xcomet_metric"), "xcomet")
    said = predictions(model, to_samples(segments, references=True), "auto", 8)
    expected = [
        (segment.id, span.severity)
        for segment, prediction in zip(segments, said, strict=True)
        for span in prediction.spans
        if segment.target[span.start : span.end].strip()
    ]
    assert [(finding["segment"], finding["facts"]["severity"]) for finding in marks(checked(capfd=capfd))] == expected


@pytest.mark.parametrize(
    ("more", "tokens", "status"),
    [
        ('[checks.xcomet-error]\ngraded = true\n[gate]\nfail_on = "minor"\n', (), 1),
        ('[checks.xcomet-error]\nseverity = "major"\n', (), 1),
        ('[checks.xcomet-error]\ngraded = true\n[gate.overrides]\nother = "never"\n', (), 0),
        ("", ("--ignore", "xcomet-error"), 0),
        ("", ("--select", "accuracy"), 0),
        ('[[allow]]\ncheck = "xcomet-error"\nreason = "looked at"\nsegment = "1"\n', (), 0),
    ],
)
def test_marks_weigh_what_the_user_says(
    more: str, tokens: tuple[str, ...], status: int, models: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configured("xcomet", models / "xcomet_metric", more)
    found = marks(checked(*tokens, capfd=capfd, status=status))
    assert bool(found) == (not tokens)
    if "graded" in more:
        assert all(finding["severity"] == finding["facts"]["severity"] for finding in found)
    if "allow" in more:
        assert {finding["segment"] for finding in found if finding["suppressed"]} == {"1"}


def test_the_check_alone_needs_no_metric(models: Path, table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    model = models / "xcomet_metric"
    Path("audit.toml").write_text(f'[checks.xcomet-error]\nmodel = "{model}"\n', encoding="utf-8")
    report = checked("--select", "xcomet-error", capfd=capfd)
    assert marks(report) == report["findings"] != []
    assert "xcomet" not in [score["metric"] for score in report["scores"]]


def test_a_model_that_is_not_here_stops_the_audit(table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("check", "talk.tsv", "--select", "xcomet-error") == 2
    assert "`audit models fetch Unbabel/XCOMET-XL` fetches it" in capfd.readouterr().err


def test_the_edge_of_a_sentence_is_no_place(models: Path) -> None:
    """COMET marks the sign that starts a sentence, too, which covers no words."""
    segment = Segment(id="1", source="Yes.", target=" 是。 不", reference="是。")
    found = XcometError(model=str(models / "xcomet_metric"), graded=True)
    spans = [span for finding in found.find_all([segment]) for span in finding.target_spans]
    assert all(segment.text(span).strip() for span in spans)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_any_document_is_read_safely(models: Path, texts: list[tuple[str, str]]) -> None:
    document = {
        str(number): Segment(id=str(number), source=source, target=target)
        for number, (source, target) in enumerate(texts)
    }
    check = XcometError(model=str(models / "xcomet_metric"), graded=True)
    found = list(check.find_all(list(document.values())))
    assert found == list(check.find_all(list(document.values())))
    for finding in found:
        assert_inside(finding, document[finding.segment])
        assert finding.severity > Severity.NEUTRAL
