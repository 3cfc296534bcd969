"""The page of a benchmark: written whole, or not at all."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.benchmark.datasets import AbsentData


def write(page: Path, sections: Callable[[], Iterable[str]]) -> int:
    """The exit status: 2, with the reason printed, where the data that it is measured on are absent."""
    try:
        text = "\n\n".join(sections()) + "\n"
    except AbsentData as absent:
        print(absent, file=sys.stderr)
        return 2
    draft = page.with_suffix(".tmp")
    draft.write_text(text, encoding="utf-8")
    draft.replace(page)
    print(page)
    return 0
