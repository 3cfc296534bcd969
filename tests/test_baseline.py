"""The baseline file and its command: what is known stays known wherever it stands, what is gone is said to be."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import baseline
from audit.reader import ReadError
from audit.suppression import Baseline, Known
from tests.command import audit
from tests.worst import WORST

PASSED, FAILED, USAGE = range(3)
HEAD = "source\ttarget\n"
GOOD = "Revenue rose.\t營收成長。\n"
FAULT = "Costs fell in every region.\tCosts fell in every region.\n"
OTHER = "Nothing was said of it.\tNothing was said of it.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a table that has one fault."""
    monkeypatch.chdir(tmp_path)
    Path("talk.tsv").write_text(HEAD + GOOD + FAULT, encoding="utf-8")
    return tmp_path


def audited(capsys: pytest.CaptureFixture[str], *tokens: str) -> tuple[int, Any, str]:
    capsys.readouterr()
    status = audit("check", "talk.tsv", "--output", "json", *tokens)
    printed = capsys.readouterr()
    return status, json.loads(printed.out), printed.err


TEXTS = st.text(st.characters(codec="utf-8"))
KNOWN = st.builds(Known, check=TEXTS, fingerprint=TEXTS, input=TEXTS, message=TEXTS)


@given(st.builds(Baseline, date=st.dates(), findings=st.lists(KNOWN, max_size=3).map(tuple)))
def test_a_baseline_reads_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, known: Baseline) -> None:
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    with path.open("wb") as file:
        baseline.write(known, file)
    assert baseline.read(path) == known


def test_the_worst_texts_can_be_known(tmp_path: Path) -> None:
    known = baseline.baseline_of(WORST, date(2025, 1, 31))
    out = io.BytesIO()
    baseline.write(known, out)
    (tmp_path / "b.json").write_bytes(out.getvalue())
    assert baseline.read(tmp_path / "b.json") == known
    assert len(known.findings) == len(WORST.findings) - len(WORST.suppressed)


def test_only_what_is_new_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("check", "talk.tsv") == FAILED
    assert audit("baseline", "talk.tsv") == PASSED
    day = json.loads(Path("audit-baseline.json").read_text())["date"]
    assert f"Wrote audit-baseline.json: 1 finding is known as of {day}" in capsys.readouterr().out
    Path("talk.tsv").write_text(HEAD + GOOD + GOOD + FAULT, encoding="utf-8")
    status, report, err = audited(capsys, "--baseline", "audit-baseline.json")
    assert (status, err) == (PASSED, "")
    assert [found["suppressed"] for found in report["findings"]] == [f"known since the baseline of {day}"]
    Path("talk.tsv").write_text(HEAD + OTHER + FAULT, encoding="utf-8")
    status, report, err = audited(capsys, "--baseline", "audit-baseline.json")
    assert (status, report["gate"]["reasons"]) == (
        FAILED,
        ["1 finding of severity major or above: untranslated-text 1"],
    )


def test_what_is_gone_is_said_to_be(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("more.tsv").write_text(HEAD + OTHER, encoding="utf-8")
    audit("baseline", "talk.tsv", "more.tsv", "--write", "known.json")
    assert audited(capsys, "--baseline", "known.json")[2] == ""
    Path("talk.tsv").write_text(HEAD + GOOD, encoding="utf-8")
    status, _, err = audited(capsys, "--baseline", "known.json")
    assert status == PASSED
    assert "no longer found: untranslated-text 1; write it again with `audit baseline`" in err
    assert audited(capsys, "--baseline", "known.json", "--ignore", "accuracy")[2] == ""


def test_the_configuration_names_it_from_its_own_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ci").mkdir()
    (folder / "ci" / "audit.toml").write_text("baseline = 'known.json'")
    assert audit("baseline", "talk.tsv", "--config", "ci/audit.toml", "--write", "ci/known.json") == PASSED
    assert audited(capsys, "--config", "ci/audit.toml")[0] == PASSED
    assert audited(capsys)[0] == FAILED
    assert audit("baseline", "talk.tsv", "--config", "ci/audit.toml", "--write", "ci/known.json") == PASSED
    assert len(baseline.read(folder / "ci" / "known.json").findings) == 1, "a new baseline does not build on the old"


def test_what_is_allowed_is_not_known(folder: Path) -> None:
    (folder / "audit.toml").write_text("[[allow]]\ncheck = 'untranslated-text'\nreason = 'a slogan'")
    audit("baseline", "talk.tsv")
    assert baseline.read(baseline.FILE).findings == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: no such file"),
        ("", "the file is empty"),
        ("[]", "not a baseline: expected `object`, got `array`"),
        ("{", "not a baseline: "),
        ('{"baseline": 2, "date": "2025-01-31", "findings": []}', "not a baseline: invalid enum value 2"),
        ('{"baseline": 1, "date": "yesterday", "findings": []}', "not a baseline: invalid RFC3339"),
        ('{"date": "2025-01-31", "findings": [{"check": "c"}]}', "not a baseline: object missing required field"),
    ],
)
def test_what_is_no_baseline_is_named(
    content: str | None, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (folder / "b.json").write_text(content)
    with pytest.raises(ReadError, match=r"b\.json"):
        baseline.read(folder / "b.json")
    assert audit("check", "talk.tsv", "--baseline", "b.json") == USAGE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ([], "no input given"),
        (["gone.tsv"], "gone.tsv: cannot be read"),
        (["talk.tsv", "--write", "talk.tsv"], "this is an input"),
        (["talk.tsv", "--write", "nowhere/b.json"], "cannot be written: no such file"),
    ],
)
def test_mistakes_of_the_command(tokens: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("baseline", *tokens) == USAGE
    assert said in capsys.readouterr().err
    assert Path("talk.tsv").read_text(encoding="utf-8") == HEAD + GOOD + FAULT
