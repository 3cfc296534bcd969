"""Parquet files that mean harm or need more than there is, and any pairs at all."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from audit.reader import ReadError
from audit.readers.parquet import Parquet

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talk.parquet"
    parquet.write_table(pyarrow.table({"source": ["Up."], "target": ["升。"]}), path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadError, match=r"pip install 'translation-auditor\[parquet\]'"):
        list(Parquet().read(path))


@pytest.mark.parametrize(
    ("source", "rows", "problem"),
    [
        ("", 10_000_001, "10,000,001 rows, more than 10,000,000"),
        ("a" * 1_000_000, 300, "more than 268,435,456 characters"),
    ],
)
def test_a_few_bytes_that_unpack_to_more_than_fits(tmp_path: Path, source: str, rows: int, problem: str) -> None:
    path = tmp_path / "bomb.parquet"
    alike = pyarrow.DictionaryArray.from_arrays(pyarrow.repeat(pyarrow.scalar(0, pyarrow.int8()), rows), [source])
    parquet.write_table(pyarrow.table({"source": alike, "target": alike}), path)
    assert path.stat().st_size < 5_000_000
    with pytest.raises(ReadError, match=problem):
        for _ in Parquet().read(path):
            pass


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_any_pairs_read_back(tmp_path: Path, pairs: Sequence[tuple[str, str]]) -> None:
    path = tmp_path / "talk.parquet"
    sources, targets = zip(*pairs, strict=True)
    parquet.write_table(pyarrow.table({"Source": sources, "target": targets}), path)
    found = [(one.source, one.target) for one in Parquet().read(path)]
    assert found == [pair for pair in pairs if any(map(str.strip, pair))]
