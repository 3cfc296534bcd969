"""The house rules that a tool can hold: one direction of imports, small files, light start, public names."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import audit

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "audit").rglob("*.py"))
LONG = {"model.py"}  # values alone, most of it docstrings: a reader wants them on one page
HEAVY = ["sacrebleu", "torch", "numpy", "scipy", "jinja2", "charset_normalizer", "rich.progress", "rich.markdown"]
HEAVY += ["openpyxl", "xml.parsers", "pyarrow", "ray"]


def test_imports_flow_one_way() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_past_200_lines_is_two(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200 or path.name in LONG


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_is_in_the_room(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith('"""')


def test_help_loads_nothing_heavy() -> None:
    program = f"""
import contextlib, io, sys
from audit.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(["--help"])
print([name for name in {HEAVY} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_a_process_that_helps_loads_no_command_line() -> None:
    program = "import sys, audit.__main__, audit.inspection; print('cyclopts' in sys.modules, 'rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False False\n"


def test_public_names() -> None:
    assert sorted(audit.__all__) == audit.__all__
    for name in audit.__all__:
        assert getattr(audit, name).__doc__, name


def test_only_the_command_imports_cyclopts() -> None:
    importing = [path.name for path in MODULES if re.search("^(from|import) cyclopts", path.read_text("utf-8"), re.M)]
    assert importing == ["cli.py"]


def test_only_the_engine_of_the_cluster_imports_ray() -> None:
    importing = [path.name for path in MODULES if re.search(r"^\s*(from|import) ray\b", path.read_text("utf-8"), re.M)]
    assert importing == ["engine.py"]


@pytest.mark.skipif(not shutil.which("git"), reason="needs git, to list the files that are committed")
def test_nothing_committed_names_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    machine = re.compile(rb"/(work|home|root|tmp)/\w")
    named = [
        str(path.relative_to(ROOT))
        for path in paths
        if path.is_file() and path != Path(__file__) and machine.search(path.read_bytes())
    ]
    assert named == []


def test_the_map_has_every_room_and_no_other() -> None:
    [table] = re.findall(r"^\| room \|.*?\n\n", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S | re.M)
    rooms = {f"{path.name}/" for path in (ROOT / "audit").iterdir() if path.is_dir() and path.name != "__pycache__"}
    named = set(re.findall(r"`(\w+(?:/|\.py))`", table))
    assert {room for room in named if room.endswith("/")} == rooms
    assert all((ROOT / "audit" / room).exists() for room in named)
