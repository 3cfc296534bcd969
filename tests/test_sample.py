"""The sample transcript: every planted fault is found, nothing else is called wrong, and its reports are current."""

import csv
from collections import Counter

import pytest

from audit import Report, Severity, audit_files, registry
from audit.demonstration import SAMPLE
from audit.model import Verdict
from tests.generated import PICTURE, REPORTS, ROOT, generated


def planted() -> dict[tuple[str, str], str]:
    """Segment and check of each planted fault, and what was planted."""
    with (SAMPLE.parent / "planted.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["segment"], row["check"]): row["planted"] for row in rows}


@pytest.fixture(scope="module")
def report() -> Report:
    return audit_files(SAMPLE)


def test_the_sample_reads_as_a_whole(report: Report) -> None:
    assert len(report.segments) == 44
    assert report.target_locale == "zh-TW"
    assert {segment.speaker for segment in report.segments} == {
        "Operator",
        "Mei-Ling Tsai - Investor Relations Director",
        "Victor Huang - Chief Executive Officer",
        "Grace Lin - Chief Financial Officer",
        "Daniel Ho - Meridian Securities",
    }


@pytest.mark.parametrize(("segment", "check"), [place for place in planted() if place[1] in registry.checks()])
def test_each_planted_fault_is_found(report: Report, segment: str, check: str) -> None:
    assert check in [finding.check for finding in report.findings if finding.segment == segment]


def test_the_correct_pairs_are_left_alone(report: Report) -> None:
    wrong = [
        finding
        for finding in report.findings
        if finding.severity >= Severity.MINOR and finding.verdict in (None, Verdict.MISMATCH)
    ]
    assert Counter((finding.segment, finding.check) for finding in wrong) - Counter(planted().keys()) == Counter()


def test_the_demo_would_not_be_published(report: Report) -> None:
    assert not report.gate.passed
    assert not report.failures


def test_generated_files_are_current() -> None:
    current = {ROOT / path: content for path, content in generated()}
    assert [path for path, content in current.items() if not path.is_file() or path.read_bytes() != content] == [], (
        "run `make samples` and read the difference"
    )
    assert {*(ROOT / REPORTS).glob("sample.*")} <= {*current}


def test_the_picture_is_there() -> None:
    assert PICTURE.read_bytes().startswith(b"\x89PNG")
