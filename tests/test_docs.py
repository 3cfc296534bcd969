"""The pages that ship keep their word: links lead somewhere, what a command prints is what it prints."""

import io
import re
from pathlib import Path

import pytest

from audit import audit_files, load, registry
from audit.config import Config
from audit.neural.models import known
from audit.selftest import KINDS
from tests.trust import CHECKS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "audit" / "docs"
PAGES = sorted(DOCS.glob("*.md"))
LINKS = [
    (page.name, link) for page in PAGES for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
]


def test_the_readme_links_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert PAGES
    assert [page.name for page in PAGES if f"(audit/docs/{page.name})" not in readme] == []


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_links(page: str, link: str) -> None:
    assert (DOCS / page).parent.joinpath(link).exists()


@pytest.mark.parametrize(
    "block",
    [
        block
        for page in PAGES
        for block in re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.S | re.M)
        if not block.startswith("[project]")
    ],
)
def test_configurations_load(block: str, tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text(block, encoding="utf-8")
    assert load(tmp_path / "audit.toml") != Config()


def test_the_licences_in_comet_are_those_of_the_models() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| `(.*?)` \| (.*) \|$", (DOCS / "comet.md").read_text("utf-8"), re.M)
    assert [metric for metric, *_ in rows] == ["comet", "cometkiwi", "xcomet"]
    for metric, model, licence in rows:
        assert registry.metrics()[metric]().signature.choices[0] == ("model", model)
        about = known()[model]
        assert licence == about.licence + ("" if about.commercial else ": not for commercial use")


def test_the_finding_in_reading_the_report_is_printed_so(tmp_path: Path) -> None:
    page = (DOCS / "reading-the-report.md").read_text(encoding="utf-8")
    [block] = re.findall("^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    source, target = (re.sub("[⟦⟧]", "", line[9:]) for line in block.splitlines()[1:3])
    path = tmp_path / "pairs.tsv"
    path.write_text(f"source\ttarget\n{source}\t{target}\n", encoding="utf-8")
    out = io.BytesIO()
    registry.writers()["text"]().write(audit_files(path), out)
    assert out.getvalue().decode().startswith(block)


def test_every_kind_of_planted_error_has_its_check() -> None:
    assert set(CHECKS) == set(KINDS)
    assert set(CHECKS.values()) <= set(registry.checks())


def test_the_check_in_write_your_own_check_is_that_of_the_example() -> None:
    page = (DOCS / "write-your-own-check.md").read_text(encoding="utf-8")
    example = ROOT / "tests" / "plugin"
    [check] = re.findall("^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert check == (example / "example_plugin" / "added_exclamation.py").read_text(encoding="utf-8")
    [project] = re.findall("^```toml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    whole = (example / "pyproject.toml").read_text(encoding="utf-8")
    assert all(part.strip() in whole for part in project.split("\n\n"))
