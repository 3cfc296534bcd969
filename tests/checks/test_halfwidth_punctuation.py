"""Halfwidth marks as the style of a document: told once for all that are in it, and the others each."""

from audit.checks.halfwidth_punctuation import HalfwidthPunctuation
from audit.model import Segment, Severity


def document(*targets: str) -> list[Segment]:
    return [
        Segment(id=str(number), source="One, two.", target=target) for number, target in enumerate(targets, start=1)
    ]


def test_most_of_the_marks_are_a_style() -> None:
    [finding] = HalfwidthPunctuation().find_all(document(*["好,走吧!"] * 15, "好，走吧！"))
    assert finding.severity is Severity.NEUTRAL
    assert len(finding.facts["instances"]) == 30


def test_most_of_one_kind_are_a_style() -> None:
    style, *others = HalfwidthPunctuation().find_all(document(*["草莓(小的)，草莓。"] * 20, "好,走吧", "草莓（大的）"))
    assert style.severity is Severity.NEUTRAL
    assert {instance["text"] for instance in style.facts["instances"]} == {"(", ")"}
    assert [(finding.severity, finding.segment) for finding in others] == [(Severity.MINOR, "21")]


def test_fewer_than_those_in_full_width_are_none() -> None:
    found = list(HalfwidthPunctuation().find_all(document(*["草莓(小的)"] * 20, *["草莓（小的）"] * 21)))
    assert [finding.severity for finding in found] == [Severity.MINOR] * 20
