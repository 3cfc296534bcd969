"""The contract of a reader: files in, segments out, with no text lost on the way."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Protocol

from audit.model import Segment


class ReadError(Exception):
    """An input that cannot be read: where, what was expected, what to do.

    >>> print(ReadError("talk.tsv", 3, "expected 2 columns, found 1", "separate source and target by a tab"))
    talk.tsv:3: expected 2 columns, found 1; separate source and target by a tab
    """

    def __init__(self, path: Path | str, line: int | None, problem: str, remedy: str) -> None:
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {problem}; {remedy}")


class Reader(Protocol):
    """A file format of aligned segment pairs."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """File name endings, with the dot, that point to this format."""
    files: ClassVar[int]
    """How many files make one input: 2 for parallel texts, else 1."""

    def accepts(self, *heads: str) -> bool:
        """Tell from the first 64 K characters of each file whether it is in this format."""

    def read(self, *paths: Path) -> Iterator[Segment]:
        """Yield segments in file order, text as it stands. Raises ReadError."""
