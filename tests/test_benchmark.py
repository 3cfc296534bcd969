"""The benchmark's sets: each can be read, and no document is in both halves."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.benchmark import specifications
from tests.benchmark.datasets import CLEAN, DATA, EDITS, HALVES, AbsentData, half, halved
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
