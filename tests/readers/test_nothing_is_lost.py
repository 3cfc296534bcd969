"""Pairs written in any format read back whole; lines in any disorder are all somewhere in what was read."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model import Segment
from audit.reader import Reader, ReadError
from audit.readers.jsonl import Jsonl
from audit.readers.parallel import Parallel
from audit.readers.table import Csv, Tsv
from audit.readers.transcript import Transcript

Pairs = Sequence[tuple[str, str]]
quickly = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ENGLISH = ["revenue", "rose", "the", "“so-called”", "<b>", "&", "5%", "Q4,", '"quoted"', "it's", "=1+1", "USD", "a;b"]
CHINESE = ["營收", "成長", "净利润", "5%", "，", "「是」", "\U00020000", "Q4", "。", '"引"', "<b>", ";", "，"]
english = st.lists(st.sampled_from(ENGLISH), min_size=1).map(lambda words: f"The {' '.join(words)}.")
chinese = st.lists(st.sampled_from(CHINESE), min_size=1).map(lambda words: f"我們的{''.join(words)}。")
sentences = st.lists(st.tuples(english, chinese), min_size=1, max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1).filter(str.strip)
one_line = st.characters(exclude_categories=["Cs"], exclude_characters='\0\ufeff\r\n\t"')
lines = st.text(one_line, min_size=1).filter(str.strip)


def written(pairs: Pairs, dialect: type[csv.Dialect] | str, **options: int) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, dialect, **options).writerows([("source", "target"), *pairs])  # type: ignore[arg-type]
    return out.getvalue()


def read(reader: Reader, folder: Path, *contents: str) -> list[tuple[str, str]]:
    paths = [folder / str(number) for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8", newline="")
    return [(segment.source, segment.target) for segment in reader.read(*paths)]


TABLES: dict[str, tuple[Reader, Callable[[Pairs], str]]] = {
    "csv": (Csv(), lambda pairs: written(pairs, "excel")),
    "quoted tsv": (Tsv(), lambda pairs: written(pairs, "excel-tab")),
    "fully quoted tsv": (Tsv(), lambda pairs: written(pairs, "excel-tab", quoting=csv.QUOTE_ALL)),
    "jsonl": (Jsonl(), lambda pairs: "\n".join(json.dumps({"source": one, "target": other}) for one, other in pairs)),
}


@pytest.mark.parametrize("form", TABLES)
@quickly
@given(pairs=st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_tables_keep_any_text(form: str, tmp_path: Path, pairs: Pairs) -> None:
    reader, write = TABLES[form]
    assert read(reader, tmp_path, write(pairs)) == pairs


@quickly
@given(pairs=st.lists(st.tuples(lines, lines), min_size=1, max_size=6))
def test_plain_tables_and_parallel_texts_keep_any_line(tmp_path: Path, pairs: Pairs) -> None:
    rows = "\n".join(f"{one}\t{other}" for one, other in pairs)
    assert read(Tsv(), tmp_path, f"source\ttarget\n{rows}") == pairs
    sides = ("\n".join(side) for side in zip(*pairs, strict=True))
    assert read(Parallel(), tmp_path, *sides) == pairs


@quickly
@given(pairs=sentences, end=st.sampled_from(["", "\n", "\r\n"]))
def test_plain_tables_keep_quotation_marks(tmp_path: Path, pairs: Pairs, end: str) -> None:
    pairs = [(f'"{one}"', f'"{other}" 他說') for one, other in pairs]
    rows = "\n".join(f"{one}\t{other}" for one, other in pairs)
    assert read(Tsv(), tmp_path, f"source\ttarget\n{rows}{end}") == pairs


@quickly
@given(
    pairs=sentences,
    chinese_first=st.booleans(),
    names=st.sampled_from(["", "Operator\n", "Operator\nOperator\n", "Jane Doe - CFO\n王小明 - 財務長\n"]),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_transcripts_keep_pairs(tmp_path: Path, pairs: Pairs, chinese_first: bool, names: str, end: str) -> None:
    if chinese_first:
        names = names.replace("Jane Doe - CFO\n王小明 - 財務長\n", "王小明 - 財務長\nJane Doe - CFO\n")
    exchanges = (f"{other}\n{one}" if chinese_first else f"{one}\n{other}" for one, other in pairs)
    text = "\n".join(names + exchange for exchange in exchanges).replace("\n", end)
    assert read(Transcript(), tmp_path, text) == pairs


NAMES = ["Operator", "主持人", "Jane Doe", "Jane Doe - CFO", "John Roe:", "王小明:", "Chief Financial Officer", "Q:"]
ODD = [
    "",
    "  ",
    "---",
    "10%",
    "[Music]",
    "[音樂]",
    "Привет",
    "…",
    "Thank you",
    "謝謝",
    "Revenue Growth",
    "wrapped, and",
]


@quickly
@given(rows=st.lists(st.sampled_from(NAMES + ODD) | english | chinese, min_size=1, max_size=20))
def test_transcripts_lose_no_line(tmp_path: Path, rows: list[str]) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("\n".join(rows), encoding="utf-8")
    try:
        segments = list(Transcript().read(path))
    except ReadError:
        return
    everything = "\n".join("\n".join(shown(segment)) for segment in segments)
    for row in rows:
        assert row.strip().rstrip(":") in everything
    for row in {row for row in rows if row.strip()} - set(NAMES):
        assert everything.count(row) >= (rows.count(row) if row.endswith((".", "。")) else 1)


def shown(segment: Segment) -> list[str]:
    return [segment.source, segment.target, segment.speaker or "", *segment.notes]
