"""The files for CI, tried as far as they can be without their hosts: schemas hold, scripts run, statuses tell."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "configs" / "ci"
GOOD = "Good morning.\n早安。\nRevenue was US$1.28 billion.\n營收為12.8億美元。\n"
BAD = GOOD.replace("12.8億", "1.28億")
PASSED, FAILED, USAGE = range(3)

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Variables under which the command is there to be called, and nothing of the user is read."""
    commands = tmp_path / "commands"
    commands.mkdir()
    command = commands / "audit"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m audit "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = os.pathsep.join([str(commands), str(Path(sys.executable).parent), os.environ["PATH"]])
    own = {"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "hooks")}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return {**os.environ, **own, **git}


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A project with a good and a bad talk, one of them with a space in its name."""
    folder = tmp_path / "project"
    (folder / "talks" / "2026").mkdir(parents=True)
    (folder / "talks" / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "talks" / "2026" / "third quarter.txt").write_text(BAD, encoding="utf-8")
    return folder


def run(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", ROOT / "action.yml"),
        ("vendor.github-workflows", EXAMPLES / "github.yml"),
        ("vendor.gitlab-ci", EXAMPLES / "gitlab.yml"),
    ],
)
def test_the_schema_of_the_host_holds(schema: str, path: Path, environment: dict[str, str]) -> None:
    done = run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)], ROOT, environment)
    assert done.returncode == 0, done.stdout


@needs_bash
@pytest.mark.parametrize(
    ("files", "options", "status", "said"),
    [
        ("talks/**/*.txt", "", FAILED, "::error file=talks/2026/third quarter.txt,line=3,title=number-mismatch"),
        (
            "talks/2026/third quarter.txt\ntalks/good.txt",
            "--report audit.html",
            FAILED,
            "::error file=talks/2026/third",
        ),
        ("talks/*.txt", "", PASSED, "passed"),
        ("talks/**/*.txt", "--profile advisory --ignore locale", PASSED, "number-mismatch"),
        ("talks/*.tsv", "", USAGE, "::error::no file matches"),
        ("--version", "", USAGE, "--version: cannot be read"),
        ("$(touch harm)", "", USAGE, "$(touch harm): cannot be read"),
        ("talks/*.txt", "; touch harm", USAGE, "audit: "),
    ],
)
def test_the_action(files: str, options: str, status: int, said: str, talks: Path, environment: dict[str, str]) -> None:
    action = parsed(ROOT / "action.yml")
    script = action["runs"]["steps"][-1]
    assert set(script["env"]) == {"FILES", "OPTIONS", "SARIF"}
    given = {"FILES": files, "OPTIONS": options, "SARIF": action["inputs"]["sarif"]["default"]}
    host = {"RUNNER_TEMP": str(talks.parent), "GITHUB_STEP_SUMMARY": str(talks.parent / "summary.md")}
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script["run"]]  # as the host calls it
    done = run(shell, talks, environment | given | host)
    assert (done.returncode, said in done.stdout) == (status, True), done.stdout
    assert not (talks / "harm").exists()
    if status != USAGE:
        sarif = json.loads((talks / "audit.sarif").read_text(encoding="utf-8"))
        found = [result["ruleId"] for result in sarif["runs"][0]["results"]]
        summary = Path(host["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
        assert ("number-mismatch" in found) == ("number-mismatch" in summary) == ("number-mismatch" in done.stdout)
        assert (talks / "audit.html").is_file() == ("audit.html" in options)


@needs_bash
def test_the_example_for_gitlab(talks: Path, environment: dict[str, str]) -> None:
    job = parsed(EXAMPLES / "gitlab.yml")["audit"]
    shell = ["bash", "-e", "-o", "pipefail", "-c", "\n".join(job["script"])]
    assert run(shell, talks, environment).returncode == PASSED
    (talks / "talks" / "bad.txt").write_text(BAD, encoding="utf-8")
    assert run(shell, talks, environment).returncode == FAILED
    assert "number-mismatch" in (talks / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")
    assert all((talks / path).is_file() for path in job["artifacts"]["paths"])


def test_the_example_for_pytest(talks: Path, environment: dict[str, str]) -> None:
    shutil.copy(EXAMPLES / "test_translations.py", talks)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-v", "test_translations.py"]
    done = run(command, talks, environment)
    assert (done.returncode, "1 passed" in done.stdout) == (PASSED, True), done.stdout
    (talks / "talks" / "bad.txt").write_text(BAD, encoding="utf-8")
    done = run(command, talks, environment)
    assert done.returncode == FAILED
    assert "2: major number-mismatch: " in done.stdout
    assert "1 failed, 1 passed" in done.stdout


@needs_git
def test_the_hooks(talks: Path, environment: dict[str, str]) -> None:
    """As pre-commit runs them, but with the package that is here instead of one that it installs."""
    for arguments in (["init", "-q"], ["add", "."]):
        assert run(["git", *arguments], talks, environment).returncode == 0
    example = parsed(EXAMPLES / "pre-commit.yaml")["repos"][0]["hooks"]
    declared = {hook["id"]: hook for hook in parsed(ROOT / ".pre-commit-hooks.yaml")}
    assert [hook["id"] for hook in example] == ["audit-fix", "audit"]
    hooks = [declared[hook["id"]] | hook | {"language": "system"} for hook in example]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (talks / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    run(["git", "add", "."], talks, environment)
    pre_commit = [sys.executable, "-m", "pre_commit", "run", "--all-files"]

    alone = run([*pre_commit, "audit"], talks, environment)
    assert (alone.returncode, "number-mismatch" in alone.stdout) == (FAILED, True), alone.stdout
    both = run(pre_commit, talks, environment)
    assert (both.returncode, "files were modified by this hook" in both.stdout) == (FAILED, True), both.stdout
    assert (talks / "talks" / "2026" / "third quarter.txt").read_text(encoding="utf-8") == GOOD
    run(["git", "add", "."], talks, environment)
    again = run(pre_commit, talks, environment)
    assert again.returncode == PASSED, again.stdout


@needs_git
@pytest.mark.parametrize(
    ("command", "path"),
    [("validate-manifest", ROOT / ".pre-commit-hooks.yaml"), ("validate-config", EXAMPLES / "pre-commit.yaml")],
)
def test_pre_commit_accepts(command: str, path: Path, environment: dict[str, str]) -> None:
    done = run([sys.executable, "-m", "pre_commit", command, str(path)], ROOT, environment)
    assert done.returncode == 0, done.stdout
