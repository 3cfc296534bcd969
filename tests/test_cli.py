"""The command as people meet it: exit statuses, what goes where, and a clear word about every mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit import registry
from audit.starter import starter
from tests.command import audit

PASSED, FAILED, USAGE, CRASHED = range(4)
GOOD = "source\ttarget\nRevenue rose.\t營收成長。\n"
BAD = GOOD + "Costs fell in every region.\tCosts fell in every region.\n"
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with inputs good and bad."""
    monkeypatch.chdir(tmp_path)
    Path("good.tsv").write_text(GOOD, encoding="utf-8")
    Path("bad.tsv").write_text(BAD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("tokens", "status"),
    [
        (["check", "good.tsv"], PASSED),
        (["check", "bad.tsv"], FAILED),
        (["check", "good.tsv", "bad.tsv"], FAILED),
        (["check", "bad.tsv", "--ignore", "untranslated-text"], PASSED),
        (["check", "bad.tsv", "--ignore", "accuracy"], PASSED),
        (["check", "bad.tsv", "--ignore", "locale,accuracy/untranslated"], PASSED),
        (["check", "bad.tsv", "--ignore", "locale", "--ignore", "accuracy"], PASSED),
        (["check", "bad.tsv", "--select", "unpaired-mark"], PASSED),
        (["check", "--select", "untranslated-text", "bad.tsv"], FAILED),
        (["check", "bad.tsv", "--profile", "advisory"], PASSED),
        (["check", "bad.tsv", "--fail-on", "critical"], PASSED),
        (["check", "bad.tsv", "--fail-on", "minor"], FAILED),
        (["check", "bad.tsv", "--fail-on", "never", "--profile", "strict-ci"], PASSED),
        (["check", "bad.tsv", "--fail-on", "major", "--profile", "advisory"], FAILED),
        (["baseline", "bad.tsv", "--write", "known.json"], PASSED),
        (["check", "bad.tsv", "--format", "tsv", "--direction", "en-zh", "--target-locale", "zh-TW"], FAILED),
        (["checks"], PASSED),
        (["checks", "--markdown"], PASSED),
        (["explain", "unpaired-mark"], PASSED),
        (["init"], PASSED),
        (["--help"], PASSED),
        (["--version"], PASSED),
    ],
)
def test_exit_status(tokens: list[str], status: int) -> None:
    assert audit(*tokens) == status


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (["check"], "no input given"),
        (["check", "gone.tsv"], "gone.tsv: cannot be read: no such file"),
        (["check", "a-folder"], "a-folder: this directory has no files of pairs"),
        (["check", "empty.txt"], "empty.txt: the file is empty"),
        (["check", "binary.txt"], "binary"),
        (["check", "columns.tsv"], "columns.tsv:1: no column “source”"),
        (["check", "english.txt"], "english.txt"),
        (["check", "good.tsv", "--format", "tvs"], "no format is called “tvs”; did you mean “tsv”?"),
        (["check", "good.tsv", "--output", "jsn"], "no output is called “jsn”; did you mean “json”?"),
        (["check", "good.tsv", "--output", "a.json"], "say --report a.json to write that file"),
        (["check", "good.tsv", "--report", "x.docx"], "no report has the suffix “.docx”; use one of ."),
        (["check", "good.tsv", "--report", "x"], "no report has the suffix “”"),
        (["check", "good.tsv", "--report", "no-folder/x.json"], "there is no folder"),
        (["check", "good.tsv", "--report", "folder.json"], "not a file"),
        (["check", "pairs.jsonl", "--report", "pairs.jsonl"], "this is an input"),
        (["check", "good.tsv", "--select", "unpaired-marks"], "did you mean “unpaired-mark”?"),
        (["check", "good.tsv", "--ignore", "acuracy"], "did you mean “accuracy”?"),
        (["check", "good.tsv", "--config", "gone.toml"], "gone.toml: cannot be read"),
        (["check", "good.tsv", "--config", "wrong.toml"], "wrong.toml: unknown key “slect”; did you mean “select”?"),
        (["check", "good.tsv", "--config", "check.toml"], "check.toml: no check is called “unpaired-mrk”"),
        (["check", "good.tsv", "--profile", "strict"], "did you mean “strict-ci”?"),
        (["check", "good.tsv", "--profile", "advisory", "--config", "wrong.toml"], "exclude each other"),
        (["check", "good.tsv", "--reference", "gone.txt"], "gone.txt: cannot be read"),
        (["check", "good.tsv", "--reference", "two.tsv"], "2 references for 1 segments"),
        (["check", "good.tsv", "--target-locale", "zh-SG"], "zh-SG"),
        (["check", "good.tsv", "--direction", "en-fr"], "en-fr"),
        (["check", "good.tsv", "--fail-on", "mayor"], "mayor"),
        (["check", "good.tsv", "--bogus"], "--bogus"),
        (["bogus"], "bogus"),
        (["explain", "unpaired-marks"], "did you mean “unpaired-mark”?"),
        (["explain"], "CHECK"),
        (["demo", "--report", "x.docx"], "no report has the suffix"),
    ],
)
def test_a_mistake_gets_a_clear_word_and_status_2(
    tokens: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a-folder").mkdir()
    (folder / "folder.json").mkdir()
    for name, content in {
        "empty.txt": "",
        "binary.txt": "\x7fELF\0\0\0\1\2",
        "columns.tsv": "english\tchinese\nRevenue.\t營收。\n",
        "english.txt": "Only English here.\nNo Chinese at all.\n",
        "pairs.jsonl": '{"source": "Revenue rose.", "target": "營收成長。"}\n',
        "wrong.toml": "slect = []",
        "check.toml": "[checks.unpaired-mrk]\nseverity = 'minor'",
        "two.tsv": BAD,
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    assert audit(*tokens) == USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.startswith("audit: ")
    assert not list(folder.glob("x*"))


def test_a_mistake_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("check", "\x1b[31mgone\x07.tsv") == USAGE
    assert not {"\x1b", "\x07"} & set(capsys.readouterr().err)


def test_json_is_one_document_on_standard_output_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("check", "bad.tsv", "--output", "json") == FAILED
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert [finding["check"] for finding in report["findings"]] == ["untranslated-text"]
    assert report["gate"]["reasons"] == ["1 finding of severity major or above: untranslated-text 1"]
    assert printed.err == ""


def test_reports_are_written_in_each_kind_beside_standard_output(folder: Path) -> None:
    (folder / "out.json").write_text("old")
    suffixes = [writer.suffix for writer in registry.writers().values() if writer.suffix]
    options = [token for suffix in suffixes for token in ("--report", f"out{suffix}")]
    assert audit("check", "bad.tsv", *options) == FAILED
    assert {path.name for path in folder.glob("*out*")} == {f"out{suffix}" for suffix in suffixes}
    assert json.loads((folder / "out.json").read_bytes())["schema"] == 1


def test_a_report_is_as_readable_as_any_new_file(folder: Path) -> None:
    (folder / "plain").touch()
    audit("check", "good.tsv", "--report", "out.json")
    assert (folder / "out.json").stat().st_mode == (folder / "plain").stat().st_mode


def test_audit_toml_in_the_folder_is_read(folder: Path) -> None:
    (folder / "audit.toml").write_text("ignore = ['accuracy']")
    assert audit("check", "bad.tsv") == PASSED
    assert audit("check", "bad.tsv", "--profile", "strict-ci") == FAILED
    assert audit("check", "bad.tsv", "--ignore", "locale") == FAILED


def test_allowed_findings_pass_and_stay_in_the_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "audit.toml").write_text("[[allow]]\ncheck = 'untranslated-text'\nsegment = 2\nreason = 'a slogan'")
    assert audit("check", "bad.tsv", "--output", "json") == PASSED
    assert [found["suppressed"] for found in json.loads(capsys.readouterr().out)["findings"]] == ["a slogan"]


def test_suppressions_are_read_and_stale_ones_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = "[[allow]]\ncheck = 'untranslated-text'\ntext = 'every region'\nreason = 'a slogan'\n"
    (folder / "audit-suppressions.toml").write_text(entry)
    assert audit("check", "bad.tsv") == PASSED
    assert capsys.readouterr().err == ""
    assert audit("check", "good.tsv") == PASSED
    assert "audit: note: stale [[allow]]: untranslated-text, text “every region”" in capsys.readouterr().err
    (folder / "audit-suppressions.toml").write_text(entry + "expires = 2025-01-31\n")
    assert audit("check", "bad.tsv", "--output", "json") == FAILED
    printed = capsys.readouterr()
    assert json.loads(printed.out)["gate"]["reasons"][1].startswith("no longer allowed after 2025-01-31")
    assert printed.err.startswith("audit: note: no longer allowed after 2025-01-31")


def test_references_bring_scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "reference.txt").write_text("營收成長。\n", encoding="utf-8")
    audit("check", "good.tsv", "--output", "json")
    assert json.loads(capsys.readouterr().out)["scores"] == []
    audit("check", "good.tsv", "--output", "json", "--reference", "reference.txt")
    scores = {score["metric"]: score["value"] for score in json.loads(capsys.readouterr().out)["scores"]}
    assert scores["chrf"] == pytest.approx(100)


def test_init_writes_the_defaults_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("init") == PASSED
    assert (folder / "audit.toml").read_text(encoding="utf-8") == starter()
    (folder / "audit.toml").write_text("ignore = ['accuracy']")
    assert audit("init") == USAGE
    assert "already there" in capsys.readouterr().err
    assert (folder / "audit.toml").read_text() == "ignore = ['accuracy']"


def test_demo_writes_a_report_and_says_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("demo") == PASSED
    assert capsys.readouterr().out.endswith(f"{folder / 'audit-demo.html'}\n")
    assert (folder / "audit-demo.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_checks_lists_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    audit("checks")
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert sorted(listed) == list(registry.checks())


CRASHING = '''
from audit.check import Check

class Crashing(Check, frozen=True):
    """Crashes."""

    name = "crashing"
    category = "accuracy"
    examples = ()

    def find(self, segment):
        raise RuntimeError("plugged in badly")
'''


def run(folder: Path, *tokens: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", "audit", *tokens],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, **environment},
        check=False,
    )


def test_a_crash_of_an_installed_check_gives_status_3_and_the_whole_report(folder: Path) -> None:
    (folder / "crashing.py").write_text(CRASHING)
    metadata = folder / "crashing-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: crashing\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[translation_auditor.checks]\ncrashing = crashing:Crashing\n")
    done = run(folder, "check", "bad.tsv", "--output", "json", "--report", "out.html")
    assert done.returncode == CRASHED, done.stderr
    report = json.loads(done.stdout)
    assert [failure["segment"] for failure in report["failures"]] == ["1", "2"]
    assert report["failures"][0]["error"] == "RuntimeError: plugged in badly"
    assert [finding["check"] for finding in report["findings"]] == ["untranslated-text"]
    assert "plugged in badly" in (folder / "out.html").read_text(encoding="utf-8")


def test_chinese_comes_out_whatever_the_locale(folder: Path) -> None:
    done = run(folder, "check", "good.tsv", "--output", "json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, json.loads(done.stdout)["segments"][0]["target"]) == (PASSED, "營收成長。")
    assert run(folder, "checks", "--markdown", LC_ALL="C", PYTHONIOENCODING="ascii").returncode == PASSED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_named(folder: Path) -> None:
    command = [sys.executable, "-m", "audit", "check", "good.tsv", "--output", "json"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stderr.decode()) == (
        USAGE,
        "audit: standard output: no space left on device; send it elsewhere\n",
    )


def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    rows = "".join(f"Costs fell in region {number}.\tCosts fell in region {number}.\n" for number in range(3000))
    (folder / "long.tsv").write_text(f"source\ttarget\n{rows}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "audit", "check", "long.tsv", "--output", "jsonl", "--profile", "advisory"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == PASSED
