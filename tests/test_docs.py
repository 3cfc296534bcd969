"""The pages that ship keep their word: links lead somewhere, what a command prints is what it prints."""

import io
import re
from pathlib import Path

import pytest

from audit import audit_files, registry
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
