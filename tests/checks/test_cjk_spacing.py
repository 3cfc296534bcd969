"""Spacing as the style of a document: told once, and as neutral."""

from audit.checks.cjk_spacing import CjkSpacing
from audit.model import Segment, Severity


def document(*targets: str) -> list[Segment]:
    return [
        Segment(id=str(number), source="Hello.", target=target, target_language="zh-CN")
        for number, target in enumerate(targets, start=1)
    ]


def test_text_cut_into_words_is_a_style() -> None:
    [finding] = CjkSpacing().find_all(document(*["我们 认为 ， 本 季度 不错 。"] * 10))
    assert finding.severity is Severity.NEUTRAL
    assert len(finding.facts["instances"]) == 50
    assert finding.suggestion is None


def test_a_few_slips_in_a_long_document_are_none() -> None:
    found = list(CjkSpacing().find_all(document(*["我们认为，很好。"] * 100, *["我们 认为，很好。"] * 25)))
    assert [finding.severity for finding in found] == [Severity.MINOR] * 25


def test_two_styles_beside_latin_are_told_once_with_the_rarer() -> None:
    [finding] = CjkSpacing().find_all(document(*["增长 5%。"] * 5, "在2023年，用AI做。"))
    assert finding.severity is Severity.NEUTRAL
    assert finding.segment == "6"
    assert [instance["start"] for instance in finding.facts["instances"]] == [1, 5, 8, 10]


def test_one_style_beside_latin_is_right() -> None:
    assert not list(CjkSpacing().find_all(document("增长 5%。", "在 2023 年。", "用 AI 做。")))
    assert not list(CjkSpacing().find_all(document("增长5%。", "在2023年。", "用AI做。")))
