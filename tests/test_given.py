"""Scores that were made elsewhere are read as they are, or the reader is told what is wrong with them."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import audit_files, load
from audit.metrics.given import Given
from audit.model import Segment
from audit.reader import ReadError

SEGMENTS = [Segment(id=name, source="Yes.", target="是。") for name in ("a", "b")]
NUMBERED = [Segment(id=name, source="Yes.", target="是。") for name in ("1", "2")]


@pytest.mark.parametrize(
    ("name", "content", "segments"),
    [
        ("s.tsv", "id\tscore\nb\t0.5\na\t0.25\n", SEGMENTS),
        ("s.tsv", 'source\ttarget\tID\tscore\nHe said "no\tx\ta\t0.25\ny\tx\tb\t.5\n', SEGMENTS),
        ("s.csv", 'id,score\n"a",0.25\nb,5e-1\n', SEGMENTS),
        ("s.jsonl", '{"id": "a", "score": 0.25}\n\n{"id": "b", "score": 0.5, "more": 1}\n', SEGMENTS),
        ("s.jsonl", '{"id": 1, "score": 0.25}\n{"id": 2, "score": "0.5"}\n', NUMBERED),
        ("s.tsv", "score\n0.25\n\n0.5\n", NUMBERED),
    ],
)
def test_scores_belong_to_segments(tmp_path: Path, name: str, content: str, segments: list[Segment]) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    corpus, *scores = Given(file=str(tmp_path / name)).score(segments)
    assert (corpus.segment, corpus.value) == (None, 0.375)
    assert corpus.interval == (0.25, 0.5)
    assert [(score.segment, score.value) for score in scores] == [(segments[0].id, 0.25), (segments[1].id, 0.5)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("s.tsv", "id\tcomet\na\t0.5\n", "s.tsv:2: no column “score”; found “id”, “comet”"),
        ("s.tsv", "id\tscore\na\t0.5\n", "no score for segment “b”"),
        ("s.tsv", "id\tscore\na\t1\nb\t1\nc\t1\n", "a score for “c”, and no such segment"),
        ("s.tsv", "id\tscore\na\t1\na\t1\n", "s.tsv:3: a second score for segment “a”"),
        ("s.tsv", "id\tscore\na\tgood\n", "s.tsv:2: “good” is no score"),
        ("s.tsv", "id\tscore\na\tnan\n", "s.tsv:2: “nan” is no score"),
        ("s.jsonl", '{"id": "a", "score": true}\n', "s.jsonl:1: “True” is no score"),
        ("s.jsonl", "[1]\n", "s.jsonl:1: no JSON object"),
        ("s.jsonl", "{\n", "s.jsonl:1: no JSON object"),
    ],
)
def test_what_is_wrong_with_them_is_said(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match="; ") as caught:
        list(Given(file=str(tmp_path / name)).score(SEGMENTS))
    assert said in str(caught.value)


@settings(max_examples=50)
@given(st.text(), st.sampled_from(["s.tsv", "s.csv", "s.jsonl"]))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    path = tmp_path_factory.mktemp("given") / name
    path.write_bytes(text.encode("utf-8", "replace"))
    with contextlib.suppress(ReadError):
        assert [score.segment for score in Given(file=str(path)).score(SEGMENTS)] == [None, "a", "b"]


def test_a_column_of_the_input_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.tsv").write_text("source\ttarget\tcomet\nYes.\t是。\t0.75\nNo.\t否。\t0.25\n", encoding="utf-8")
    Path("audit.toml").write_text(
        '[metrics.given]\nfile = "talk.tsv"\ncolumn = "comet"\nof = "wmt22-comet-da"\n', encoding="utf-8"
    )
    report = audit_files("talk.tsv", config=load(Path("audit.toml")))
    assert [(score.segment, score.value) for score in report.scores] == [(None, 0.5), ("1", 0.75), ("2", 0.25)]
    assert report.scores[0].signature.startswith("given|of:wmt22-comet-da|file:talk.tsv|column:comet|")


def test_a_file_that_is_not_there_is_the_users_to_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.tsv").write_text("source\ttarget\nYes.\t是。\n", encoding="utf-8")
    Path("audit.toml").write_text('[metrics.given]\nfile = "gone.tsv"\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"gone\.tsv: cannot be read"):
        audit_files("talk.tsv", config=load(Path("audit.toml")))
