"""Labels across the segments of a document."""

import pytest

from audit.checks.inconsistent_label import InconsistentLabel
from audit.model import Segment


def document(*pairs: tuple[str, str], origins: str = "") -> list[Segment]:
    return [
        Segment(id=str(number), source=source, target=target, origin=origins[number : number + 1])
        for number, (source, target) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("[Cue] A", "[甲]一"), ("[Cue] B", "[乙]二"), ("[cue] C", "［乙］三")], [("0", "乙")]),
        ([("(Laughs) A", "（笑）一"), ("(laughs) B", "（大笑）二")], [("1", "笑")]),
        (
            [("Operator: A", "接線員：一"), ("Operator: B", "操作員:二"), ("Operator: C", "接線員：三")],
            [("1", "接線員")],
        ),
        ([("Operator: A", "接線員：一"), ("Operator: B", "接線員:二")], []),
        ([("Size:", "大小："), ("Size: ", "尺寸："), ("Size: A", "大小：一")], []),
        ([("KITE ONE: A", "KITE一号：一"), ("KITE ONE: B", "KITE 一号：二")], []),
        ([("Kite '%s': A", "风筝“%s”：一"), ("Kite '%s': B", "纸鸢“%s”：二")], []),
        ([("(de)tach A", "（不）连一"), ("(de)tach B", "（脱）开二")], []),
        ([("It fell (slightly) A", "它（稍）"), ("It fell (slightly) B", "它（略）")], []),
        ([("See https://a.example", "见https://a.example"), ("See http://b.example", "瞧https://b.example")], []),
    ],
)
def test_labels_of_a_document(pairs: list[tuple[str, str]], found: list[tuple[str, str]]) -> None:
    findings = InconsistentLabel().find_all(document(*pairs))
    assert [(one.segment, one.suggestion.text) for one in findings if one.suggestion] == found


def test_every_document_has_its_own_labels() -> None:
    pairs = ("[Cue] A", "[甲]一"), ("[Cue] B", "[乙]二")
    assert list(InconsistentLabel().find_all(document(*pairs)))
    assert not list(InconsistentLabel().find_all(document(*pairs, origins="ab")))
