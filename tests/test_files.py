"""Folders, patterns, packed files and standard input."""

import bz2
import gzip
import io
import lzma
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import reader, registry
from audit.inputs import read
from audit.reader import ReadError
from audit.text.formats import unpacking
from tests.command import audit

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TSV = "source\ttarget\nRevenue rose 5%.\t營收成長5%。\n"
WRONG = "source\ttarget\nRevenue rose 5%.\t營收成長6%。\n"
PASSED, FAILED, USAGE = range(3)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("talk.tsv", content)
    return out.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
    ".zip": zipped,
}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", ["talk.tsv{}", "talk{}", "talk"])
def test_packed_files(name: str, suffix: str) -> None:
    path = Path(name.format(suffix))
    path.write_bytes(PACKERS[suffix](TSV.encode()))
    segments, [described] = read([path])
    assert [segment.target for segment in segments] == ["營收成長5%。"]
    assert (described.path, described.format) == (str(path), "tsv")


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_files_are_limited(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 1 << 20)
    path = Path(f"talk.tsv{suffix}")
    path.write_bytes(PACKERS[suffix](TSV.encode() + b"x" * (1 << 20)))
    with pytest.raises(ReadError, match="unpacked, this is more than 1 MiB"):
        read([path])


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("damage", [slice(-12), slice(12)])
def test_damaged_packed_files(suffix: str, damage: slice) -> None:
    path = Path(f"talk.tsv{suffix}")
    path.write_bytes(PACKERS[suffix](TSV.encode())[damage])
    with pytest.raises(ReadError, match="the compressed file is damaged"):
        read([path])


def test_archives_of_several_files() -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("a.tsv", TSV)
        archive.writestr("b.tsv", TSV)
    with pytest.raises(ReadError, match="this archive has 2 files"):
        read([Path("a.zip")])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    reader._taken.cache_clear()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert audit("check", "-") == FAILED
    assert audit("fix", "-") == USAGE
    reader._taken.cache_clear()


def test_folders() -> None:
    write("talks/b.tsv", TSV)
    write("talks/a/q1.en", "Good morning.\nCosts fell.\n")
    write("talks/a/q1.zh", "早安。\n成本下降。\n")
    write("talks/a/q2.en.txt", "Good morning.\n")
    write("talks/README.txt", "How to read this folder.\n")
    write("talks/z.txt", "大家好。\n")
    write("talks/.hidden.tsv", TSV)
    write("talks/.git/x.tsv", TSV)
    write("talks/notes.md", "Nothing.")
    write("talks/table.csv", "name,size\na,1\n")
    segments, inputs = read([Path("talks")])
    assert [Path(one.path).as_posix() for one in inputs] == ["talks/b.tsv", "talks/a/q1.en", "talks/a/q1.zh"]
    assert [segment.id for segment in segments] == ["1", "2", "3"]
    [note] = inputs[0].notes
    for name in ("README.txt", "z.txt", "table.csv", "q2.en.txt"):
        assert name in note


def test_patterns() -> None:
    for name in ("x/1.tsv", "x/y/2.tsv", "x/3.txt", "[1].tsv"):
        write(name, TSV)
    assert [Path(one.path).as_posix() for one in read([Path("x/**/*.tsv")])[1]] == ["x/1.tsv", "x/y/2.tsv"]
    assert len(read([Path("[1].tsv")])[1]) == 1
    with pytest.raises(ReadError, match="no file fits this pattern"):
        read([Path("y/*.tsv")])


def test_folders_without_pairs() -> None:
    write("empty/image.png", "")
    write("prose/README.txt", "How to read this folder.\n")
    for name, problem in {"empty": "no files of pairs", "prose": "they are in no known format"}.items():
        with pytest.raises(ReadError, match=problem):
            read([Path(name)])


def test_the_summary_tells_of_each_file(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for name, text in {"t/a.tsv": WRONG, "t/b.tsv": TSV, "t/c.tsv": TSV, "t/d.tsv": WRONG + WRONG[14:]}.items():
        write(name, text)
    assert audit("check", "t", "--select", "number-mismatch") == FAILED
    shown = " ".join(capsysbinary.readouterr().out.decode().split())
    assert "a.tsv 1 major" in shown
    assert "d.tsv 2 major" in shown
    assert "2 files no findings" in shown


def test_packed_files_are_not_corrected(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("talk.tsv.gz").write_bytes(gzip.compress(WRONG.encode()))
    before = Path("talk.tsv.gz").read_bytes()
    assert audit("fix", "talk.tsv.gz", "--write") == USAGE
    assert b"a compressed file cannot be changed in place" in capsysbinary.readouterr().err
    assert Path("talk.tsv.gz").read_bytes() == before


def test_reports_in_a_folder_are_no_pairs() -> None:
    write("talks/talk.tsv", WRONG)
    kinds = [kind.suffix for kind in registry.writers().values() if kind.suffix]
    names = [f"talks/report{suffix}" for suffix in kinds]
    for _ in range(2):
        options = [part for name in names for part in ("--report", name)]
        assert audit("check", "talks", "--select", "number-mismatch", *options) == FAILED
    segments, inputs = read([Path("talks")])
    assert [one.path for one in inputs] == ["talks/talk.tsv"]
    assert len(segments) == 1
    suffixes = ("csv", "html", "json", "md", "tsv", "txt", "xlsx")
    left_out = ", ".join(f"talks/report.{suffix}" for suffix in suffixes)
    assert inputs[0].notes[0] == f"left out, for they are reports of audits: {left_out}"
