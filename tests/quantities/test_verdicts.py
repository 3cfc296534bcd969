"""What became of each quantity: nothing that a check tells is lost, and nothing is told twice."""

import pytest
from hypothesis import given

from audit.model import Segment
from audit.quantities import differences, quantities, verdicts
from tests.quantities.test_differences import FAULTY, PAIRS, identified
from tests.test_cases import Case

Row = tuple[str | None, str | None, str, str | None]


def rows(source: str, target: str) -> list[Row]:
    pair = Segment(id="1", source=source, target=target)
    return [
        (
            found.source.text if found.source else None,
            found.target.text if found.target else None,
            found.verdict.value,
            found.check,
        )
        for found in verdicts(pair)
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Thank you.", "謝謝。", []),
        ("One of them left.", "其中一人離開了。", []),
        ("Up 5% in 2023.", "2023年成長5%。", [("5%", "5%", "match", None), ("2023", "2023年", "match", None)]),
        ("Up 5%.", "成長。", [("5%", None, "mismatch", "missing-number")]),
        ("Sales rose.", "銷售成長5%。", [(None, "5%", "mismatch", "added-number")]),
        ("Up 5% quarter over quarter.", "年增5%。", [("5%", "5%", "mismatch", "period-mismatch")]),
        ("42.000 people.", "42,000人", [("42.000", "42,000", "ambiguous", "number-mismatch")]),
        ("On March 5, 2023.", "在3月5日。", [("March 5, 2023", "3月5日", "mismatch", "missing-number")]),
        ("3% to 5%.", "3%至6%。", [("3%", "3%", "match", None), ("5%", "6%", "mismatch", "number-mismatch")]),
    ],
)
def test_a_pair_has_one_verdict(source: str, target: str, expected: list[Row]) -> None:
    assert rows(source, target) == expected


@given(pairs=PAIRS)
def test_equal_quantities_match(pairs: list[tuple[str, str]]) -> None:
    source, target = (" , ".join(side) for side in zip(*pairs, strict=True))
    found = verdicts(Segment(id="1", source=source, target=target))
    told = {part.source.start for part in found if part.source}
    assert {part.verdict.value for part in found} == {"match"}
    assert {quantity.start for quantity in quantities(source, "en")} <= told


@pytest.mark.parametrize("name_and_case", FAULTY, ids=identified)
def test_every_difference_is_told(name_and_case: tuple[str, Case]) -> None:
    segment = name_and_case[1].example.segment
    told = {(part.check, part.verdict) for part in verdicts(segment) if part.check}
    covered = {quantity for part in verdicts(segment) for quantity in (part.source, part.target)}
    found = differences(segment)
    assert told <= {(difference.check, difference.verdict) for difference in found}
    assert {quantity for one in found for quantity in (*one.source, *one.target)} <= covered
