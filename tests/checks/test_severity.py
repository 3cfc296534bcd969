"""How grave a check takes a fault to be, where that hangs on what was lost."""

import pytest

from audit import registry
from audit.check import Check
from audit.model import Segment


@pytest.mark.parametrize(
    ("name", "source", "target", "severity"),
    [
        ("lost-tag", "Fly <b>high</b>.", "飞高。", "minor"),
        ("lost-tag", "Fly <b>high</b>.", "飞<b>高。", "major"),
        ("lost-tag", 'Fly <a href="#k">high</a>.', "飞高。", "major"),
        ("lost-tag", "Fly high.", '飞<a href="https://k.example">高</a>。', "minor"),
        ("lost-tag", "x<sup>2</sup>", "x2", "major"),
        ("lost-tag", "<p>Fly.</p>", "<p>飞。", "minor"),
        ("untranslated-text", "Do not fly it in the rain.", "Do not fly it in the rain.", "major"),
        ("untranslated-text", "Length of the kite strings", "Length of the kite strings", "minor"),
        ("untranslated-text", "We see strong demand.", "We see strong demand.", "major"),
        ("untranslated-text", "Cost of revenue", "Cost of revenue", "minor"),
        ("untranslated-text", "Open image", "Open image", "neutral"),
        ("lost-name", "Kites flew all over Belgium.", "风筝到处飞。", "minor"),
        ("lost-name", "Belgian Franc", "白朗", "neutral"),
    ],
)
def test_severity(name: str, source: str, target: str, severity: str) -> None:
    check = registry.checks()[name]()
    assert isinstance(check, Check)
    found = list(check.find(Segment(id="1", source=source, target=target)))
    assert {str(finding.severity) for finding in found} == {severity}
