"""Whether what one side says is found on the other, and where what is not found stands."""

from random import Random

import numpy as np
import pytest

from audit.coverage import CLUES, clues, doubts, sides, uncovered
from audit.model import Segment
from tests.benchmark.content import planted

PAIRS = [
    ("The ferry runs every hour. Our canteen serves noodles and rice.", "渡轮每小时一班。我们的食堂供应面条和米饭。"),
    ("Snow is expected on Monday, and the schools will be closed.", "預計週一會下雪，學校將停課。"),
    ("The judge dismissed the case. The painting was sold in Paris.", "法官驳回了此案。这幅画在巴黎售出。"),
]


def pair(source: str, target: str) -> Segment:
    return Segment(id="1", source=source, target=target)


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_right_translation_is_not_doubted(source: str, target: str) -> None:
    assert not any(list(uncovered(pair(source, target), side, 0.9)) for side in ("source", "target"))


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_half_a_translation_leaves_the_other_half_of_the_source(source: str, target: str) -> None:
    half = target[: target.index("。" if target.count("。") > 1 else "，")] + "。"
    (stretch,) = uncovered(pair(source, half), "source", 0.7)
    assert stretch.span.start > len(source) // 3
    assert stretch.span.end == len(source)


def test_a_translation_without_a_full_stop_breaks_off() -> None:
    source, target = PAIRS[0]
    (stretch,) = uncovered(pair(source, target[: target.index("。")]), "source", 0.9)
    assert stretch.breaks_off


def test_a_tag_is_no_content() -> None:
    source, target = PAIRS[0]
    assert not list(uncovered(pair(f"<b>{source}</b>", target), "source", 0.9))


def test_sides_that_have_nothing_in_common_are_left_to_another_check() -> None:
    assert not list(uncovered(pair(PAIRS[0][0], PAIRS[2][1]), "source", 0.9))


def test_there_is_a_clue_of_each_kind_for_each_part() -> None:
    segment = pair(*PAIRS[0])
    both = sides(segment)
    assert both
    assert clues(segment, *both).shape == (len(both[0].parts), len(CLUES))
    assert len(doubts(segment, *both)) == len(both[0].parts)


def test_what_is_planted_is_known_part_by_part() -> None:
    found = [each for _, all_ in planted([pair(*texts) for texts in PAIRS], Random(1)) for each in all_]
    assert {each.kind for each in found} >= {"half", "clause", "last 30 %", "appended", "swapped"}
    for each in found:
        both = sides(each.segment)
        assert both
        for side in both:
            assert len(each.excess[side.language]) == len(side.parts)
            assert set(np.unique(each.excess[side.language])) <= {-1, 0, 1}
    appended = [each for each in found if each.kind == "appended"]
    assert all(max(labels.max() for labels in each.excess.values()) == 1 for each in appended)
