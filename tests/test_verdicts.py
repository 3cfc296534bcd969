"""Findings handed out to people who judge, and what they say taken over."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.config import suppressed
from audit.fixing.edits import choose
from audit.model import Finding, Severity, Suggestion
from audit.text.visible import visible
from audit.writers.mqm import COLUMNS
from tests.command import audit
from tests.worst import a_report, read

PASSED, FAILED, USAGE = range(3)
TSV = """source\ttarget
Revenue was RMB 1.28 billion.\t營收為1.28億元。
It rose by 5%.\t上升6%。
It fell by 7%.\t下跌8%。
Thank you.\t謝謝。
"""
ONLY = ("--select", "number-mismatch")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("talk.tsv").write_text(TSV, encoding="utf-8")
    return tmp_path


def findings(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    audit("check", "talk.tsv", *ONLY, "--output", "jsonl")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def judged(tasks: list[dict[str, object]]) -> None:
    Path("judged.json").write_text(json.dumps(tasks), encoding="utf-8")


def test_error_spans_stand_in_a_table() -> None:
    audit("check", "talk.tsv", *ONLY, "--report", "judge.tsv")
    first, second, third, last = rows("judge.tsv")
    assert tuple(first) == COLUMNS
    assert (first["system"], first["doc"], first["doc_id"], first["seg_id"]) == ("talk", "talk.tsv", "1", "1")
    assert (first["source"], first["target"]) == ("Revenue was RMB 1.28 billion.", "營收為<v>1.28億元</v>。")
    assert (first["category"], first["severity"]) == ("accuracy/number", "major")
    assert json.loads(first["metadata"]).keys() == {"note", "check", "fingerprint", "suggestion"}
    assert [row["severity"] for row in (second, third, last)] == ["major", "major", "no-error"]
    assert last["metadata"] == "{}"


@pytest.mark.parametrize("quoting", [csv.QUOTE_NONE, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_table_comes_back(quoting: int, capsys: pytest.CaptureFixture[str]) -> None:
    audit("check", "talk.tsv", *ONLY, "--report", "judge.tsv")
    first, second, third, last = rows("judge.tsv")
    first["rater"] = "Mei"
    second |= {"rater": "Ann", "severity": "No-Error"}
    last |= {"rater": "Ann", "severity": "Minor", "category": "style"}
    mark = None if quoting == csv.QUOTE_NONE else '"'
    with Path("judged.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter="\t", quoting=quoting, quotechar=mark)  # type: ignore[arg-type]
        writer.writeheader()
        writer.writerows([first, second, third, last])
    assert audit("verdicts", "judged.tsv") == PASSED
    said = capsys.readouterr()
    assert (
        "Wrote audit-suppressions.toml: 1 confirmed, 1 allowed from now on.\n1 findings are not judged yet." in said.out
    )
    assert "errors that people found themselves, which no finding is about: 1, left out" in said.err
    assert [(one["confirmed"], one["suppressed"]) for one in findings(capsys)] == [
        ("Mei", None),
        (None, "judged to be no error: “5%” became “6%” (Ann)"),
        (None, None),
    ]
    before = Path("audit-suppressions.toml").read_bytes()
    assert audit("verdicts", "judged.tsv") == PASSED
    assert "No new verdict.\n2 were there already." in capsys.readouterr().out
    assert Path("audit-suppressions.toml").read_bytes() == before


def tasks_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    audit("check", "talk.tsv", *ONLY, "--output", "labelstudio")
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_tasks_have_a_region_for_each_finding(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.tsv").write_text(TSV.replace("上升", "😀上升"), encoding="utf-8")
    tasks = tasks_of(capsys)
    assert [task["data"]["segment"] for task in tasks] == ["1", "2", "3", "4"]  # type: ignore[index]
    [region] = tasks[1]["predictions"][0]["result"]  # type: ignore[index]
    assert (region["from_name"], region["to_name"], region["type"]) == ("target_errors", "target", "labels")
    assert region["value"] == {"start": 3, "end": 5, "text": "6%", "labels": ["major"]}
    assert region["meta"]["text"] == ["number-mismatch: “5%” became “6%”"]


@pytest.mark.parametrize("same_ids", [True, False])
def test_tasks_come_back(same_ids: bool, capsys: pytest.CaptureFixture[str]) -> None:
    tasks = tasks_of(capsys)
    regions = [task["predictions"][0]["result"] for task in tasks]  # type: ignore[index]
    kept = [{**region, "id": region["id"] if same_ids else "x1"} for region in regions[0]]
    own = {"id": "n", "to_name": "target", "value": {"start": 0, "end": 1}}
    tasks[0]["annotations"] = [
        {"result": [], "completed_by": 3},
        {"result": [*kept, own], "completed_by": {"id": 3, "email": "mei@example.org"}},
        {"result": [], "was_cancelled": True},
    ]
    tasks[1]["annotations"] = [{"result": [], "completed_by": 3, "was_cancelled": False}]
    judged(tasks)
    Path("all.toml").write_text('[[allow]]\ncheck = "sign-flip"\nreason = "irony"', encoding="utf-8")
    assert audit("verdicts", "judged.json", "--write", "all.toml") == PASSED
    said = capsys.readouterr()
    assert "1 findings are not judged yet" in said.out
    assert "themselves, which no finding is about: 1" in said.err
    found = suppressed(Path("all.toml"))
    assert [(one.check, one.owner) for one in found.confirm] == [("number-mismatch", "mei@example.org")]
    assert [(one.check, one.owner) for one in found.allow] == [("sign-flip", None), ("number-mismatch", "rater 3")]


@pytest.mark.parametrize(("owner", "sure"), [(None, 0), ("Mei", 1)])
def test_a_confirmed_correction_is_made(owner: str | None, sure: int) -> None:
    finding = Finding(
        check="c",
        category="terminology",
        severity=Severity.MINOR,
        segment="1",
        message="m",
        suggestion=Suggestion(0, 1, "x"),
        confidence=0.5,
        confirmed=owner,
    )
    assert len(choose([finding]).edits) == sure


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.tsv", "system\tdoc\nx\ty\n", "a.tsv:2: no column “doc_id”"),
        ("a.tsv", "\t".join(COLUMNS) + "\n" + "\t".join([*["x"] * 9, "{"]) + "\n", "a.tsv:2: the metadata cannot be"),
        ("a.json", '[{"annotations": 3}]', "a.json: no tasks of Label Studio"),
        ("a.json", "[" * 100_000, "a.json: no tasks of Label Studio"),
        ("a.tsv", "", "a.tsv: the file is empty"),
    ],
)
def test_other_files_are_named(name: str, content: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_text(content, encoding="utf-8")
    assert audit("verdicts", name) == USAGE
    assert problem in capsys.readouterr().err
    assert not Path("audit-suppressions.toml").exists()


@settings(deadline=None)
@given(text=st.text(st.characters(), max_size=30))
def test_any_text_keeps_its_columns(text: str) -> None:
    lines = read("mqm", a_report({"x": text})).splitlines()
    assert [line.count("\t") for line in lines] == [len(COLUMNS) - 1] * len(lines)
    table = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert table[0]["target"].count("<v>") == table[0]["target"].count("</v>") == 1
    assert visible(text[:1]) in table[0]["source"] or "‹" in table[0]["source"]
