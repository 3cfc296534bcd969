"""Faults that show between segments."""

import pytest

from audit import registry
from audit.check import CorpusCheck
from audit.model import Segment

DOCUMENTS = {
    "a first name, then the full name": (
        "inconsistent-name",
        [
            ("Our CFO is Harold Moss.", "財務長是 Harold Moss。"),
            ("I now give the floor to Harold Moss.", "現在請 Harold Moss 發言。"),
            ("Over to you, Harold.", "交給您了，哈羅德。"),
        ],
        [("3", "“Harold” is “哈羅德” here and “Harold” elsewhere", "Harold")],
    ),
    "a name that the English does not have": (
        "inconsistent-name",
        [
            ("So Harold spoke.", "哈羅德發言。"),
            ("Next, Harold answered.", "哈羅爾回答。"),
            ("He left.", "哈羅爾離開了。"),
        ],
        [],
    ),
    "a gloss where the name comes first": (
        "inconsistent-name",
        [("So Harold spoke.", "哈羅德（Harold）發言。"), ("Next, Harold answered.", "哈羅德回答。")],
        [],
    ),
    "a term over several segments": (
        "inconsistent-term",
        [
            ("The digital wallet is live.", "數碼錢包已推出。"),
            ("A digital wallet for all", "人人皆可用的數字錢包"),
            ("Our digital wallet grew.", "我們的數碼錢包有所增長。"),
            ("The digital wallet app", "數字錢包應用程式"),
            ("A new digital wallet", "新的數碼錢包"),
        ],
        [("2", "“digital wallet” has “數字” here and “數碼” elsewhere", "數碼")],
    ),
}


@pytest.mark.parametrize(("check", "pairs", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_document(check: str, pairs: list[tuple[str, str]], expected: list[tuple[str, str, str]]) -> None:
    part = registry.checks()[check]()
    assert isinstance(part, CorpusCheck)
    segments = [
        Segment(id=str(number), source=source, target=target, target_language="zh-TW")
        for number, (source, target) in enumerate(pairs, 1)
    ]
    found = [
        (finding.segment, finding.message, finding.suggestion.text if finding.suggestion else None)
        for finding in part.find_all(segments)
    ]
    assert found == expected
