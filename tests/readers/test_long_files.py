"""Files that are read line by line: what they have is the same, and errors still name the line."""

import gzip
import io
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import inputs, reader
from audit.lines import Lines
from audit.reader import ReadError, lines, read_text, sha256
from audit.rows import with_ends
from audit.text.formats import encodings

LINES = 40


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file is long here from a few bytes on."""
    monkeypatch.setattr(encodings, "PROBE", 64)
    return tmp_path / "long"


@given(st.text(st.sampled_from("a成\r\n\u2028\x85\f\t ,")), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_lines_end_where_those_of_a_text_end(text: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text")
        path.write_bytes(f"成{text}".encode(encoding))
        assert list(Lines(path)) == lines(read_text(path))
        assert list(Lines(path, ends=True)) == with_ends(read_text(path))


def jsonl(last: str) -> str:
    return "".join('{"source": "Up 5%.", "target": "成長5%。"}\n' for _ in range(LINES)) + last


def tsv(last: str) -> str:
    return "source\ttarget\n" + "Up 5%.\t成長5%。\n" * (LINES - 1) + last


@pytest.mark.parametrize(
    ("kind", "content", "problem"),
    [
        ("jsonl", jsonl('{"source": "Up 5%."}\n'), "no field “target”; found “source”"),
        ("jsonl", jsonl("{\n"), "input data was truncated"),
        ("jsonl", jsonl("\0\n"), "this is a binary file, or text with a NUL character"),
        ("tsv", tsv("Up 5%.\n"), "expected 2 cells as in the header, found 1"),
        ("tsv", tsv("Up\t成長\t5%。\n"), "expected 2 cells as in the header, found 3"),
        ("jsonl", jsonl("{}\n").encode()[:-3] + b"\xe6\xff\n", "the bytes are not utf-8"),
        ("tsv", tsv("Up\t").encode() + b"\xb4\xfa\n", "the bytes are not utf-8"),
    ],
)
def test_a_fault_far_down_is_told_with_its_line(long: Path, kind: str, content: str | bytes, problem: str) -> None:
    path = long.with_suffix(f".{kind}")
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ReadError) as caught:
        inputs.read([path])
    assert str(caught.value).lower().startswith(f"{path}:{LINES + 1}: {problem}".lower())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_start_of_a_long_file_tells_its_encoding(long: Path, encoding: str) -> None:
    path = long.with_suffix(".tsv")
    content = tsv("We grew.\t我们在每个地区都有增长。\n").replace("成長", "营业收入增长")
    path.write_bytes(content.encode(encoding))
    segments, [part] = inputs.read([path])
    assert segments[-1].target == "我们在每个地区都有增长。"
    assert (len(segments), part.sha256) == (LINES, sha256(path))


def test_a_line_without_an_end_is_refused(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.lines.LONGEST", 100)
    long.write_text(f"short\n{'x' * 100}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"long:2: this line has more than 100 characters; give one pair a line"):
        list(Lines(long))


def test_a_long_table_is_quoted_as_a_whole_or_not_at_all(long: Path) -> None:
    path = long.with_suffix(".tsv")
    rows = 'source\ttarget\n"Up ""5"""\t成長5。\n' + "Up.\t成長。\n" * LINES
    path.write_text(rows, encoding="utf-8")
    assert inputs.read([path])[0][0].source == 'Up "5"'
    path.write_text(rows + 'Say "5"\t成長5。\n', encoding="utf-8")
    assert inputs.read([path])[0][0].source == '"Up ""5"""'


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_kept_for_a_second_look(packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PROBE", 64)
    content = tsv("Down.\t下跌。\n").encode()
    reader._taken.cache_clear()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(content) if packed else content)))
    segments, [part] = inputs.read([Path("-")])
    assert (len(segments), part.format, segments[-1].source) == (LINES, "tsv", "Down.")
    assert part.sha256 == sha256(Path("-"))
    reader._taken.cache_clear()
