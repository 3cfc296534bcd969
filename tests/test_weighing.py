"""What checks of the whole text gather comes to the same, however the text is cut and sent about."""

from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from audit import registry
from audit.check import GatheringCheck
from audit.inspection import inspect
from audit.model import Finding, Segment
from audit.spool import BLOCK, Pile

CHECKS = [kind() for kind in registry.checks().values() if issubclass(kind, GatheringCheck)]
PAIRS = (
    ("[Cue] Good day.", "[甲]您好。"),
    ("[Cue] Thanks.", "[乙]謝謝，"),
    ("So Brian rose.", "於是布萊恩上升 5%。"),
    ("With Brian came Ann.", "布賴恩與安同來"),
    ("Our strategy cost 9,440 yuan.", "我們的策略費用為9,440元。"),
    ("This strategy cost 2,880 yuan.", "此戰略費用為2880元,很好."),
    ("Cloud service revenue was $168.5 million.", "云 服务收入为１.685亿美元（。"),
    ("Cloud service revenue was $167.5 million \ud800.", "“云服务收入为1.675亿美元\ud800"),
    ("_Open", "打開(_O)"),
    ("_Save", "儲存(_S)"),
    ("_Print", "列印"),
    ("The canteen now serves noodles on Fridays.", "我們的律師對法院的判決提出上訴。"),
    ("Our lawyers appealed the verdict of the court.", "食堂現在每週五供應麵條。"),
)
SEGMENTS = st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from([None, "a", "b"])), max_size=30).map(
    lambda drawn: [
        Segment(id=str(number), source=source, target=target, origin=origin, target_language="zh-TW")
        for number, ((source, target), origin) in enumerate(drawn)
    ]
)


def told(found: Sequence[Finding]) -> list[str]:
    return sorted(map(str, found))


@settings(max_examples=50, deadline=None)
@given(SEGMENTS)
def test_facts_of_segments_tell_as_much_as_the_text(segments: list[Segment]) -> None:
    found = inspect(segments, CHECKS)
    assert not found.failures
    assert told(found.findings) == told([one for check in CHECKS for one in check.find_all(segments)])


@pytest.mark.parametrize("check", [check for check in CHECKS if check.each_document], ids=lambda check: check.name)
def test_every_document_is_weighed_by_itself(check: GatheringCheck) -> None:
    text = [
        Segment(id=str(n), source=s, target=t, origin="a", target_language="zh-TW")
        for n, (s, t) in enumerate(PAIRS * 3)
    ]
    other = [replace(segment, id=f"b{segment.id}", origin="b") for segment in text]
    apart = told([*check.find_all(text), *check.find_all(other)])
    mixed = [segment for both in zip(text, other, strict=True) for segment in both]
    assert apart
    assert told(inspect([*text, *other], [check]).findings) == apart
    assert told(inspect(mixed, [check]).findings) == apart


@given(st.integers(0, 9 * BLOCK), st.integers(0, 3))
def test_a_pile_is_gone_through_as_often_as_need_be(count: int, size: int) -> None:
    pile = Pile()
    for number in range(count):
        pile.add([(number, b"x" * (number % (size + 1)))])
    expected = [(number, b"x" * (number % (size + 1))) for number in range(count)]
    begun = chain.from_iterable(pile.blocks())
    for _ in range(2):
        assert list(chain.from_iterable(pile.blocks())) == expected
    assert list(begun) == expected
    assert len(pile) == count
