"""What changed in git: by content, whatever the format, against a real repository."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from audit import audit_files
from audit.changes import changed
from audit.inputs import read
from audit.reader import Fields, ReadError
from tests.command import audit

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")

PASSED, FAILED, USAGE = range(3)
HEAD = "source\ttarget\n"
ROSE, FELL, GREW = "Revenue rose.\t營收成長。\n", "Costs fell.\t成本下降。\n", "Profit grew.\t利潤增加。\n"
FAULT = "Costs fell in every region.\tCosts fell in every region.\n"


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def commit(**files: str) -> None:
    for name, content in files.items():
        write(name, content)
    git("add", ".")
    git("commit", "--allow-empty", "-m", "change")


def write(name: str, content: str) -> None:
    path = Path(name.replace("__", "."))
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout to be in."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "checkout").mkdir()
    monkeypatch.chdir(tmp_path / "checkout")
    git("init")
    return tmp_path / "checkout"


def since(revision: str, *names: str) -> list[str]:
    segments, inputs = read([Path(name) for name in names])
    ids = changed(segments, inputs, revision, Fields())
    return [segment.source for segment in segments if segment.id in ids]


@pytest.mark.parametrize(
    ("name", "before", "after", "sources"),
    [
        ("a__tsv", HEAD + ROSE + FELL, HEAD + ROSE + FELL, []),
        ("a__tsv", HEAD + ROSE + FELL, HEAD + FELL + ROSE, []),
        ("a__tsv", HEAD + ROSE + FELL, HEAD + ROSE, []),
        ("a__tsv", HEAD + ROSE + FELL, HEAD + GREW + ROSE + FELL, ["Profit grew."]),
        ("a__tsv", HEAD + ROSE + FELL, HEAD + ROSE + FELL.replace("下降", "減少"), ["Costs fell."]),
        ("a__tsv", HEAD + ROSE + FELL, HEAD + ROSE + FELL.replace("Costs", "Prices"), ["Prices fell."]),
        ("a__tsv", HEAD + ROSE, (HEAD + ROSE).replace("\n", "\r\n"), []),
        ("a__tsv", "", HEAD + ROSE, ["Revenue rose."]),
        ("a__tsv", "not a table", HEAD + ROSE, ["Revenue rose."]),
        ("a__csv", (HEAD + ROSE).replace("\t", ","), (HEAD + ROSE + FELL).replace("\t", ","), ["Costs fell."]),
        ("a__txt", (ROSE + FELL).replace("\t", "\n"), (ROSE + GREW + FELL).replace("\t", "\n"), ["Profit grew."]),
        ("a__txt", HEAD + ROSE, HEAD + ROSE + FELL, ["Costs fell."]),
    ],
)
def test_a_segment_has_changed_where_its_texts_are_new(name: str, before: str, after: str, sources: list[str]) -> None:
    commit(**{name: before})
    write(name, after)
    assert since("HEAD", name.replace("__", ".")) == sources


def test_any_revision_will_do() -> None:
    commit(a__tsv=HEAD + ROSE)
    git("tag", "-a", "first", "-m", "m")
    commit(a__tsv=HEAD + ROSE + FELL)
    commit(a__tsv=HEAD + ROSE + FELL + GREW)
    assert since("first", "a.tsv") == ["Costs fell.", "Profit grew."]
    assert since("HEAD~1", "a.tsv") == ["Profit grew."]
    assert since("HEAD", "a.tsv") == []


def test_parallel_files_belong_together() -> None:
    commit(en__txt="Revenue rose.\nCosts fell.\n", zh__txt="營收成長。\n成本下降。\n")
    write("zh.txt", "營收成長。\n成本減少。\n")
    assert since("HEAD", "en.txt", "zh.txt") == ["Costs fell."]


def test_a_segment_moved_to_another_input_has_not_changed(folder: Path) -> None:
    commit(a__tsv=HEAD + ROSE + FELL, **{"sub/a__tsv": HEAD + GREW})
    write("a.tsv", HEAD + ROSE)
    write("sub/a.tsv", HEAD + GREW + FELL)
    write("new.tsv", HEAD + "New.\t新的。\n")
    assert since("HEAD", "a.tsv", "sub/a.tsv", "new.tsv") == ["New."]


def test_names_are_only_names() -> None:
    names = ["-n.tsv", ":(glob)x.tsv", "a b*.tsv", "營收.tsv", "$(touch x);.tsv"]
    for name in names:
        write(name, HEAD + ROSE)
    commit()
    for name in names:
        write(name, HEAD + ROSE + FELL)
        assert since("HEAD", f"./{name}") == ["Costs fell."]
    assert not Path("x").exists()


def test_a_checkout_is_found_from_anywhere_and_whatever_a_hook_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(**{"sub/a__tsv": HEAD + ROSE})
    write("sub/a.tsv", HEAD + ROSE + FELL)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.chdir(folder / "sub")
    assert since("HEAD", "a.tsv") == ["Costs fell."]
    monkeypatch.chdir(folder.parent)
    assert since("HEAD", "checkout/sub/a.tsv") == ["Costs fell."]


def test_only_what_changed_is_audited(capsys: pytest.CaptureFixture[str]) -> None:
    commit(talk__tsv=HEAD + FAULT + ROSE)
    assert audit("check", "talk.tsv", "--since", "HEAD") == PASSED
    write("talk.tsv", HEAD + FELL + FAULT + ROSE + FAULT.replace("fell", "rose"))
    capsys.readouterr()
    assert audit("check", "talk.tsv", "--since", "HEAD", "--output", "json") == FAILED
    report = json.loads(capsys.readouterr().out)
    assert [segment["id"] for segment in report["segments"]] == ["1", "4"]
    assert {finding["segment"] for finding in report["findings"]} == {"4"}
    assert report["inputs"][0]["segments"] == 4
    assert report["target_locale"] == "zh-TW"
    whole = {finding.fingerprint for finding in audit_files("talk.tsv").findings}
    assert {finding["fingerprint"] for finding in report["findings"]} < whole


def test_what_did_not_change_is_not_called_stale(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(talk__tsv=HEAD + FAULT + ROSE)
    audit("baseline", "talk.tsv")
    write("audit.toml", "[[allow]]\ncheck = 'untranslated-text'\nreason = 'r'\n[gate.scores.mqm]\nminimum = 99")
    capsys.readouterr()
    assert audit("check", "talk.tsv", "--since", "HEAD", "--baseline", "audit-baseline.json") == PASSED
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("revision", ["nope", "", "-h", "--all", "HEAD:a.tsv", "0" * 40, "HEAD; touch x", "a\nb"])
def test_a_revision_that_there_is_not_is_named(revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    commit(a__tsv=HEAD + ROSE)
    assert audit("check", "a.tsv", f"--since={revision}") == USAGE
    printed = capsys.readouterr()
    assert (printed.out, "git knows no such revision" in printed.err) == ("", True)
    assert not Path("x").exists()


def test_a_repository_without_a_commit_has_no_revision() -> None:
    write("a.tsv", HEAD + ROSE)
    with pytest.raises(ReadError, match="git knows no such revision"):
        since("HEAD", "a.tsv")


def test_outside_a_checkout_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "a.tsv").write_text(HEAD + ROSE, encoding="utf-8")
    assert audit("check", "../a.tsv", "--since", "HEAD") == USAGE
    assert "give --since only for files in a git checkout" in capsys.readouterr().err


def test_no_git_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write("a.tsv", HEAD + ROSE)
    monkeypatch.setenv("PATH", "")
    assert audit("check", "a.tsv", "--since", "HEAD") == USAGE
    assert "there is no git here" in capsys.readouterr().err
