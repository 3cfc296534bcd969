"""The contract of a reader: files in, segments out, with no text lost on the way."""

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar, Protocol

from msgspec import Meta, Struct

from audit.model import Segment
from audit.text.encodings import NotText, decode
from audit.text.unpacking import ARCHIVE, archive, unpacked

HEAD = 65_536
"""Characters by which a format is told."""
STANDARD_INPUT = Path("-")
COLUMNS_STORED = "PAR1"
"""How a Parquet file begins."""
Name = Annotated[str, Meta(min_length=1)]


class ReadError(Exception):
    """An input that cannot be read: where, what was expected, what to do.

    >>> print(ReadError("talk.tsv", 3, "expected 2 columns, found 1", "separate source and target by a tab"))
    talk.tsv:3: expected 2 columns, found 1; separate source and target by a tab
    """

    def __init__(self, path: Path | str, line: int | None, problem: str, remedy: str) -> None:
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {problem}; {remedy}")


class NoPairs(ReadError):
    """An input that can be read, but nothing in it is called as pairs are."""


class Fields(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the columns of a table, or the keys of an object, are called that has pairs.

    In JSON a path leads to what lies deeper: `translation.en`.
    """

    source: Name = "source"
    target: Name = "target"
    id: Name = "id"
    reference: Name = "reference"
    speaker: Name = "speaker"
    segments: str = ""
    """In a JSON document, the path of the list of pairs; if it is empty, the first list that has some."""

    @property
    def remedy(self) -> str:
        """What to do where a file calls them something else."""
        return f"call them {self.source} and {self.target}, or say under [input] in audit.toml what they are called"


class Reader(Protocol):
    """A file format of aligned segment pairs."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """File name endings, with the dot, that point to this format."""
    files: ClassVar[int]
    """How many files make one input: 2 for parallel texts, else 1."""
    fields: Fields = Fields()
    """What a person calls the columns or keys; formats that have none of either take no notice."""

    def accepts(self, *heads: str) -> bool:
        """Tell from the `head` of each file whether it is in this format."""

    def read(self, *paths: Path) -> Iterator[Segment]:
        """Yield segments in file order, text as it stands. Raises ReadError.

        The id is the input's own, else "": the pipeline numbers those in file order.
        Nothing is dropped in silence: text outside every segment is quoted in a note of the nearest one.
        """


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Say of content that cannot be read which file it is in. Raises ReadError."""
    try:
        yield
    except NotText as error:
        raise ReadError(path, error.line, error.problem, error.remedy) from None


def read_bytes(path: Path) -> bytes:
    """What a file has, or standard input for "-", unpacked if it is compressed. Raises ReadError."""
    with naming(path):
        return unpacked(raw_bytes(path))


def raw_bytes(path: Path) -> bytes:
    """What a file has, or standard input for "-", as it is. Raises ReadError."""
    if path == STANDARD_INPUT:
        return _standard_input()
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
        problem = (getattr(error, "strerror", None) or str(error)).lower()
        raise ReadError(path, None, f"cannot be read: {problem}", "give the path of a readable file") from None


@cache
def _standard_input() -> bytes:
    """Read once, for it cannot be read again."""
    return sys.stdin.buffer.read()


def read_text(path: Path) -> str:
    """The whole text of a file, decoded, line ends as they are. Raises ReadError."""
    with naming(path):
        text, _ = decode(read_bytes(path))
    if not text.strip():
        raise ReadError(path, None, "the file is empty", "give a file with English/Chinese pairs")
    return text


def head(path: Path) -> str:
    """What tells formats apart: how a text begins, or "PK" and the names in an archive, or "PAR1". Raises ReadError."""
    raw = read_bytes(path)
    if raw.startswith(COLUMNS_STORED.encode()):
        return COLUMNS_STORED
    if raw.startswith(ARCHIVE):
        with naming(path):
            return "\n".join(["PK", *archive(raw).namelist()])
    return read_text(path)[:HEAD]


def read_contents(reader: Reader, files: Iterable[tuple[Path, bytes]]) -> list[Segment]:
    """The segments of files that would have these contents. Raises ReadError."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (path, content) in enumerate(files):
            paths.append(Path(folder, str(number), path.name))
            paths[-1].parent.mkdir()
            paths[-1].write_bytes(content)
        return list(reader.read(*paths))


def lines(text: str) -> list[str]:
    """Split at the ends of lines, and nowhere else; a last end starts no further line.

    >>> lines("one\\r\\ntwo\\u2028still two\\n")
    ['one', 'two\\u2028still two']
    """
    found = re.split("\r\n|\r|\n", text)
    return found if found[-1] else found[:-1]
