"""A test for your own suite: one result for each file in talks/, with its findings where it fails."""

from pathlib import Path

import pytest

import audit


@pytest.mark.parametrize("path", sorted(Path("talks").glob("*.txt")), ids=str)
def test_may_be_published(path: Path) -> None:
    report = audit.audit_files(path, config=audit.profile("earnings-call"))
    findings = [f"{one.segment}: {one.severity} {one.check}: {one.message}" for one in report.findings]
    assert report.gate.passed, "\n".join([*report.gate.reasons, *findings])
