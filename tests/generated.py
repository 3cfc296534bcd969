"""All that is generated and committed: `make samples` writes it, tests compare it, `make picture` takes its picture."""

import contextlib
import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from audit import audit_files, pages, registry
from audit.demonstration import SAMPLE
from tests.trust import PAGE, trust

ROOT = Path(__file__).parent.parent
REPORTS = Path("reports")
PICTURE = ROOT / REPORTS / "report.png"


def generated() -> Iterator[tuple[Path, bytes]]:
    """Each generated file, by its path in the repository, and what should be in it."""
    yield Path("audit/checks/README.md"), pages.catalogue(registry.checks().values()).encode()
    yield PAGE, trust(ROOT)
    with contextlib.chdir(ROOT):
        report = audit_files(SAMPLE.relative_to(ROOT))
    for writer in registry.writers().values():
        if writer.suffix and writer.suffix != ".xlsx":  # its bytes hang on the zlib of the machine
            out = io.BytesIO()
            writer().write(report, out)
            yield REPORTS / f"sample{writer.suffix}", out.getvalue()


def picture() -> None:
    """Photograph the sample's page as it opens."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto((ROOT / REPORTS / "sample.html").as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["picture"]:
        picture()
    else:
        for path, content in generated():
            (ROOT / path).write_bytes(content)
            print(path)
