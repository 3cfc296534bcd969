"""A new user's first hour, with the commands of the README: red, a correction, a reason, green."""

import json
import re
import shlex
from pathlib import Path

import pytest

from audit import audit_files, cli
from audit.demonstration import SAMPLE
from audit.model import Report

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("\n## From red to green\n")[2].partition("\n## ")[0]
COMMANDS = [line.partition("  #")[0].split() for line in re.findall("^audit .*$", SECTION, re.MULTILINE)]
RIGHT, WRONG = "人民幣46.2億元", "人民幣4.62億元"
PASSED, FAILED = range(2)


def run(command: list[str]) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(command[1:])
    return int(stopped.value.code or 0)


def talk(report: Report) -> str:
    """The pairs of the sample in which nothing was found: a talk that may be published."""
    wrong = {finding.segment for finding in report.findings}
    pairs = [segment for segment in report.segments if segment.id not in wrong]
    return "".join(f"{pair.source}\n{pair.target}\n" for pair in pairs)


def test_from_red_to_green(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    red, dry, fix, green = COMMANDS
    clean = talk(audit_files(SAMPLE))
    untranslated = "We look forward to seeing you at our annual meeting in the spring."
    accepted = f"{untranslated}\n{untranslated}\n"
    assert RIGHT in clean
    monkeypatch.chdir(tmp_path)
    file = Path("talk.txt")
    file.write_text(clean, encoding="utf-8")
    assert run(["audit", "check", "talk.txt"]) == PASSED

    file.write_text(clean.replace(RIGHT, WRONG) + accepted, encoding="utf-8")
    assert run(red) == FAILED
    before = Path("before.html").read_text(encoding="utf-8")
    assert "number-mismatch" in before
    assert WRONG in before
    assert RIGHT in before  # the correction

    assert run(dry) == FAILED
    assert file.read_text(encoding="utf-8") == clean.replace(RIGHT, WRONG) + accepted
    assert run(fix) == PASSED
    assert file.read_text(encoding="utf-8") == clean + accepted
    assert run(green) == FAILED  # for what only a person can mend, or accept

    [open_] = [finding for finding in audit_files(file).findings if finding.suppressed is None]
    assert open_.check == "untranslated-text"
    [allow] = re.findall(r"^\[\[allow]]\n(?:\w+ = .*\n)+", README, re.MULTILINE)
    allow = re.sub('check = ".*"', f'check = "{open_.check}"', allow)
    allow = re.sub('segment = ".*"', f'segment = "{open_.segment}"', allow)
    [reason] = re.findall('reason = "(.*)"', allow)
    Path("audit.toml").write_text(allow, encoding="utf-8")

    assert run([*green, "--report", "after.json"]) == PASSED
    after = Path("after.html").read_text(encoding="utf-8")
    assert untranslated in after
    assert reason in after
    assert RIGHT in after
    assert WRONG not in after
    findings = json.loads(Path("after.json").read_text(encoding="utf-8"))["findings"]
    assert [(one["check"], reason in one["suppressed"]) for one in findings] == [("untranslated-text", True)]


def test_the_readme_has_the_four_steps() -> None:
    assert [shlex.join(command[:3]) for command in COMMANDS] == [
        "audit check talk.txt",
        "audit fix talk.txt",
        "audit fix talk.txt",
        "audit check talk.txt",
    ]
