"""The benchmark's sets: each can be read, and no document is in both halves."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from audit.model import Finding, Segment, Severity, Span
from tests.benchmark import specifications
from tests.benchmark.annotation import Place, Row, agree, annotation, document, wanted
from tests.benchmark.datasets import CLEAN, DATA, EDITS, HALVES, AbsentData, half, halved
from tests.benchmark.evidence import verdicts
from tests.benchmark.peers import COMPARERS, installed

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"needs the shared data in {DATA}")


def read(load: Callable[[], Sequence[Any]]) -> Sequence[Any]:
    try:
        return load()
    except AbsentData as absent:
        pytest.skip(str(absent))


@pytest.mark.parametrize("name", CLEAN)
def test_a_set_has_pairs_with_text_in_both_halves(name: str) -> None:
    segments = list(read(CLEAN[name]))
    parts = [halved(segments, part) for part in HALVES]
    assert sum(map(len, parts)) == len(segments)
    assert all(parts)
    assert not {segment.origin for segment in parts[0]} & {segment.origin for segment in parts[1]}
    assert all(segment.source.strip() and segment.target.strip() for segment in segments)


@pytest.mark.parametrize("name", EDITS)
def test_real_errors_are_in_both_halves(name: str) -> None:
    assert {half(edit.wrong.origin or "") for edit in read(EDITS[name])} == set(HALVES)


def test_every_table_has_cases_in_both_halves() -> None:
    cases = read(lambda: list(specifications.cases()))
    tables = {case.table for case in cases}
    assert tables == {"recognizers_text", "duckling", "tn_itn", "cn2an", "icu_rbnf"}
    assert {(case.table, case.part) for case in cases} == {(table, part) for table in tables for part in HALVES}


@pytest.mark.parametrize("name", installed())
def test_a_comparer_is_quiet_on_a_pair_that_says_the_same(name: str) -> None:
    segments = read(CLEAN["mgsm"])
    assert sum(not COMPARERS[name](segment) for segment in segments) > len(segments) / 2


@pytest.mark.parametrize(
    ("category", "span", "same"),
    [
        ("locale/variant", Span("target", 2, 4), True),
        ("locale/variant", Span("target", 3, 9), True),
        ("locale/variant", Span("target", 4, 6), False),
        ("locale/variant", Span("source", 2, 4), False),
        ("accuracy/omission", Span("target", 2, 4), False),
    ],
)
def test_a_finding_agrees_with_a_row_of_its_sort_at_its_place(category: str, span: Span, same: bool) -> None:
    texts = {"1": Segment(id="1", source="Our software", target="我們軟件很好用")}
    row = Row("a", "Locale/Variant", "core", False, (Place("1", Span("target", 2, 4)),))
    finding = Finding(check="c", category=category, severity=Severity.MINOR, segment="1", message="m")
    source, target = ((span,) if span.side == side else () for side in ("source", "target"))
    assert agree(replace(finding, source_spans=source, target_spans=target), row, texts) is same


def test_every_row_that_should_be_found_has_a_place() -> None:
    texts = {segment.id: segment for segment in read(document)}
    for row in wanted(annotation()):
        assert row.places, row.id
        assert all(texts[place.segment].text(place.span) for place in row.places if place.span)


def test_verdicts_are_of_both_sorts() -> None:
    assert set(verdicts().values()) == {True, False}
