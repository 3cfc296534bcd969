"""`audit score`: what is broken comes first, then every score with its signature, in each form."""

import csv
import json
from pathlib import Path

import pytest

from audit import audit_files, audit_pairs, cli, profile
from audit.metrics.bleu import Bleu
from audit.model import Segment
from audit.scoring.guards import Guard, guards

ROWS = [
    ("Revenue rose in every region this year.", "今年各地區的營收都有成長。", "今年各地區營收皆成長。"),
    ("We thank our shareholders.", "我們感謝各位股東。", "我們感謝股東的支持。"),
    ("Thank you all for joining us.", "Thank you all for joining us.", "感謝各位參與。"),
]


def table(rows: list[tuple[str, str, str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in [("source", "target", "reference"), *rows])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.tsv").write_text(table(ROWS), encoding="utf-8")
    Path("bare.tsv").write_text("source\ttarget\nYes.\t是。\nNo.\t不是。\n", encoding="utf-8")
    Path("mixed.tsv").write_text(table([("Thank you.", "謝謝各位股東。", "谢谢各位股东。")] * 2), encoding="utf-8")
    Path("one.txt").write_text("是的。\n不。\n", encoding="utf-8")
    Path("two.txt").write_text("對。\n不是。\n", encoding="utf-8")
    Path("scores.tsv").write_text("id\tscore\n1\t0.75\n2\t0.25\n", encoding="utf-8")


def score(*tokens: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["score", *tokens])
    return int(stopped.value.code or 0)


@pytest.mark.parametrize(
    ("tokens", "status", "said"),
    [
        ([], 2, "no input given"),
        (["bare.tsv"], 0, ""),
        (["bare.tsv", "--metric", "bleu"], 2, "bleu needs a reference; give --reference FILE"),
        (["bare.tsv", "--metric", "given"], 2, "given needs scores that were made elsewhere; give --scores FILE"),
        (["talk.tsv", "--metric", "blue"], 2, "did you mean “bleu”?"),
        (["talk.tsv", "--scores", "scores.tsv"], 2, "no score for segment “3”"),
        (["talk.tsv"], 0, ""),
        (["mixed.tsv"], 0, 'fold = "t2s"'),
        (["mixed.tsv", "--fold", "t2s"], 0, ""),
    ],
)
def test_status_and_what_is_said_of_mistakes(
    tokens: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert score(*tokens) == status
    error = capsys.readouterr().err
    assert said in error if said else not error


def test_what_is_broken_comes_before_the_scores(capsys: pytest.CaptureFixture[str]) -> None:
    score("talk.tsv")
    out = capsys.readouterr().out
    assert out.startswith("1 segment is broken, whatever the scores say:\n  untranslated-text  3\n")
    assert "\nbleu " in out
    assert "\nchrf " in out
    assert "\nter " in out


def test_json_has_the_values_of_the_metric(capsys: pytest.CaptureFixture[str]) -> None:
    score("talk.tsv", "--metric", "bleu", "--output", "json", "--segments")
    found = json.loads(capsys.readouterr().out)
    segments = [
        Segment(id=str(number), source=source, target=target, reference=reference)
        for number, (source, target, reference) in enumerate(ROWS, start=1)
    ]
    corpus, *values = Bleu().score(segments)
    assert found["scores"] == [
        {
            "metric": "bleu",
            "signature": str(Bleu().signature),
            "value": corpus.value,
            "interval": list(corpus.interval or ()),
        }
    ]
    assert [segment["scores"]["bleu"] for segment in found["segments"]] == [value.value for value in values]
    assert found["guards"] == [{"fault": "untranslated-text", "segments": ["3"]}]
    assert found["inputs"][0]["segments"] == 3


@pytest.mark.parametrize(("asked", "count"), [([], 4), (["--segments"], 16)])
def test_lines_and_rows_say_the_same(asked: list[str], count: int, capsys: pytest.CaptureFixture[str]) -> None:
    score("talk.tsv", "--output", "jsonl", *asked)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    score("talk.tsv", "--output", "csv", *asked)
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert len(lines) == len(rows) == count
    for line, row in zip(lines, rows, strict=True):
        assert (line["metric"], line["segment"] or "", line["signature"]) == (
            row["metric"],
            row["segment"],
            row["signature"],
        )
        assert line["value"] == float(row["value"])


def test_several_references_and_scores_from_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    tokens = ["bare.tsv", "--reference", "one.txt", "--reference", "two.txt", "--scores", "scores.tsv"]
    score(*tokens, "--output", "jsonl")
    lines = {line["metric"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert lines.keys() == {"adequacy", "bleu", "chrf", "given", "ter"}
    assert lines["bleu"]["signature"].startswith("BLEU|nrefs:2|")
    assert lines["given"]["value"] == 0.5


@pytest.mark.parametrize(("profile_name", "noted"), [("default", True), ("fold-scripts", False)])
def test_a_report_says_that_scripts_differ_unless_they_are_folded(profile_name: str, noted: bool) -> None:
    report = audit_files("mixed.tsv", config=profile(profile_name))
    assert [note.count("--fold t2s") for note in (*report.notes, *report.inputs[0].notes)] == [1, 1] * noted
    assert report.scores[0].value == pytest.approx(100) or noted


def test_pairs_may_have_several_references() -> None:
    report = audit_pairs([("Thank you.", "謝謝各位股東。", "多謝股東。", "謝謝各位股東。")])
    assert report.scores[0].signature.startswith("BLEU|nrefs:2|")
    assert report.scores[0].value == pytest.approx(100)


def pair(name: str, source: str, target: str) -> Segment:
    return Segment(id=name, source=source, target=target)


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([pair("a", "Yes.", "是。"), pair("b", "Right.", "是。")], []),
        ([pair("a", "Yes.", " "), pair("b", "We grew.", "我們成長了。")], [Guard("empty", ("a",))]),
        (
            [pair("a", "We grew a lot.", "我們的營收大幅成長。"), pair("b", "Costs rose.", "我們的營收大幅 成長。")],
            [Guard("duplicated", ("a", "b"))],
        ),
        (
            [pair("a", "We grew a lot.", "我們的營收大幅成長。"), pair("b", "we grew a lot.", "我們的營收大幅成長。")],
            [],
        ),
        (
            [pair("a", "Thank you for joining us.", "本日はご参加いただきありがとうございます。")],
            [Guard("wrong-language", ("a",))],
        ),
    ],
)
def test_guards(segments: list[Segment], expected: list[Guard]) -> None:
    assert guards(segments) == expected


def test_hostile_ids_neither_steer_the_terminal_nor_are_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.tsv").write_text("id\tsource\ttarget\treference\n=1+1\x1b[31m\tYes.\t是。\t是的。\n", encoding="utf-8")
    for form in ("text", "json", "jsonl", "csv"):
        score("bad.tsv", "--segments", "--output", form)
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert form != "csv" or ",'=1+1" in out
