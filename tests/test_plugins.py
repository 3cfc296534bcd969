"""Parts of other distributions: those of the example hold to every contract, a broken one is named."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from audit.plugins import GROUP

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "plugin"
PARTS = {"checks": "added-exclamation", "metrics": "verbatim", "readers": "bars", "writers": "outline"}
USAGE = 2


def installed(folder: Path, name: str, version: str, groups: Mapping[str, Mapping[str, str]]) -> None:
    """Write what an installer leaves of a distribution beside its modules."""
    metadata = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    rows = [
        f"[{group}]\n" + "".join(f"{one} = {at}\n" for one, at in points.items()) for group, points in groups.items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(rows))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages that has the example."""
    site = tmp_path / "site"
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shutil.copytree(EXAMPLE / "example_plugin", site / "example_plugin", ignore=shutil.ignore_patterns("__pycache__"))
    installed(site, project["name"], project["version"], project["entry-points"])
    return site


def run(site: Path, *command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(site), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_contract_holds_for_the_parts_of_the_example(site: Path) -> None:
    options = ("-vv", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", " or ".join(PARTS.values()))
    done = run(site, "pytest", "tests/contracts", *options)
    assert done.returncode == 0, done.stdout
    for name in PARTS.values():
        assert len(re.findall(rf"\[.*{name}.*\] PASSED", done.stdout)) > 3, done.stdout


def test_the_parts_of_the_example_are_parts_like_any_other(site: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.bars").write_text("Revenue grew. ||| 營收成長！\n", encoding="utf-8")
    (tmp_path / "audit.toml").write_text('[checks.added-exclamation]\nseverity = "major"\n[metrics.verbatim]\n')
    (tmp_path / "human.txt").write_text("營收成長！\n", encoding="utf-8")
    options = ("--report", "out.outline", "--reference", "human.txt")
    done = run(site, "audit", "check", "talk.bars", *options, folder=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "verbatim" in done.stdout
    outline = (tmp_path / "out.outline").read_text(encoding="utf-8")
    assert outline == "1 findings\n1\tadded-exclamation\tthe source does not exclaim\n"
    assert "does not sound like one" in run(site, "audit", "explain", "added-exclamation").stdout


GOOD = "name = 'fault'\n    category = 'other/x'\n    examples = ()\n    def find(self, segment): return iter(())"
CHECK = f"from audit.check import Check\nclass Part(Check, frozen=True):\n    {GOOD}"
WRITER = "class Part:\n    name = 'page'\n    suffix = '.page'\n    def write(self, report, out): pass"
READER = "class Part:\n    name = 'r'\n    suffixes = ('.r',)\n    files = 1\n    accepts = read = print"


@pytest.mark.parametrize(
    ("room", "code", "problem"),
    [
        ("checks", "import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("checks", "raise RuntimeError('\\x1b[31m')", "RuntimeError: ␛[31m"),
        ("checks", "x = 1", "AttributeError: module 'broken' has no attribute 'Part'"),
        ("checks", "def Part(): pass", "it is no Check or CorpusCheck class"),
        ("checks", WRITER, "it is no Check or CorpusCheck class"),
        ("checks", CHECK.replace("'fault'", "'A Fault'"), "it has no name in small letters, with dashes between words"),
        ("checks", CHECK.replace("category", "kind"), "Part.category is missing, or not what audit/check.py asks for"),
        ("checks", CHECK.replace("find", "found"), "Part does not define find"),
        (
            "checks",
            f"{CHECK}\n    limit: int",
            "it needs options that have no default (Missing required argument 'limit')",
        ),
        ("checks", CHECK.replace("'fault'", "'lost-tag'"), "audit.checks.lost_tag.LostTag is called “lost-tag”, too"),
        ("readers", WRITER, "Part.suffixes is missing, or not what audit/reader.py asks for"),
        (
            "readers",
            READER.replace("files = 1", "files = 3"),
            "Part.files is missing, or not what audit/reader.py asks for",
        ),
        (
            "writers",
            WRITER.replace("'.page'", "'page'"),
            "Part.suffix is missing, or not what audit/writer.py asks for",
        ),
        (
            "writers",
            WRITER.replace("'.page'", "'.md'"),
            "audit.writers.markdown.Markdown writes files that end in .md, too",
        ),
        ("metrics", CHECK, "it is no Metric class"),
    ],
)
def test_a_broken_plug_in_is_named(tmp_path: Path, room: str, code: str, problem: str) -> None:
    (tmp_path / "broken.py").write_text(code)
    installed(tmp_path, "acme-checks", "0.3", {f"{GROUP}.{room}": {"part": "broken:Part"}})
    (tmp_path / "talk.tsv").write_text("source\ttarget\nUp.\t增加。\n", encoding="utf-8")
    done = run(tmp_path, "audit", "check", "talk.tsv", folder=tmp_path)
    where = "the plug-in broken:Part of acme-checks 0.3 cannot be used"
    assert done.stderr == f"audit: {where}: {problem}; update or uninstall acme-checks\n"
    assert (done.returncode, done.stdout) == (USAGE, "")


def test_help_imports_no_plug_in(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("raise RuntimeError")
    installed(tmp_path, "acme-checks", "0.3", {f"{GROUP}.{room}": {"part": "broken:Part"} for room in PARTS})
    assert run(tmp_path, "audit", "--help").returncode == 0


def test_the_signature_tells_the_version_of_a_plug_in(site: Path) -> None:
    program = (
        "from audit import provenance, registry; from audit.pipeline import Plan\n"
        "check = registry.checks()['added-exclamation'](); print(Plan(checks=(check,)).signature)\n"
        "print(provenance.outside(check), provenance.outside(registry.metrics()['verbatim']()))\n"
    )
    found = []
    for version in ("1.0", "1.1"):
        for old in site.glob("*.dist-info"):
            shutil.rmtree(old)
        project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        installed(site, project["name"], version, project["entry-points"])
        path = os.pathsep.join([str(site), str(ROOT)])
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        signature, outside = done.stdout.splitlines()
        assert outside == f"['example-plugin {version}'] ['example-plugin {version}']"
        found.append(signature)
    assert len(set(found)) == 2
