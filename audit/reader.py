"""The contract of a reader: files in, segments out, with no text lost on the way."""

import atexit
import hashlib
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Annotated, BinaryIO, ClassVar, Protocol, cast

from msgspec import Meta, Struct

from audit.model import Segment
from audit.text.formats.encodings import PROBE, NotText, decode, probe
from audit.text.formats.unpacking import ARCHIVE, LONGEST_MARK, archive, is_packed, unpacked

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


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file, or standard input for "-", to be read from its start, unpacked if it is compressed. Raises ReadError."""
    with naming(path), _raw(path) as file:
        packed = is_packed(file.read(LONGEST_MARK))
        file.seek(0)
        yield io.BytesIO(unpacked(file.read())) if packed else file


@contextmanager
def _raw(path: Path) -> Iterator[BinaryIO]:
    try:
        if path == STANDARD_INPUT or path.is_fifo():
            file = _taken(path)
            file.seek(0)
            yield file
        else:
            with _file(path) as file:
                yield file
    except OSError as error:
        raise _unreadable(path, error) from None


def _file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except ValueError as error:  # a name with NUL in it
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> ReadError:
    problem = (getattr(error, "strerror", None) or str(error)).lower()
    return ReadError(path, None, f"cannot be read: {problem}", "give the path of a readable file")


@cache
def _taken(path: Path) -> BinaryIO:
    """What can be read only once, kept: in a temporary file where it is long."""
    kept = tempfile.SpooledTemporaryFile(PROBE)  # noqa: SIM115 - open as long as the program runs
    atexit.register(kept.close)
    with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else path.open("rb") as file:
        shutil.copyfileobj(file, kept)
    return cast(BinaryIO, kept)


def read_bytes(path: Path) -> bytes:
    """What a file has, or standard input for "-", unpacked if it is compressed. Raises ReadError."""
    with opened(path) as file:
        return file.read()


def raw_bytes(path: Path) -> bytes:
    """What a file has, or standard input for "-", as it is. Raises ReadError."""
    with _raw(path) as file:
        return file.read()


def sha256(path: Path) -> str:
    """The digest of what a file has as it is, in hexadecimal. Raises ReadError."""
    digest = hashlib.sha256()
    with _raw(path) as file:
        while chunk := file.read(io.DEFAULT_BUFFER_SIZE):
            digest.update(chunk)
    return digest.hexdigest()


def read_text(path: Path) -> str:
    """The whole text of a file, decoded, line ends as they are. Raises ReadError."""
    with naming(path):
        text, _ = decode(read_bytes(path))
    if not text.strip():
        raise empty(path)
    return text


def empty(path: Path) -> ReadError:
    """What to say of a file without a word."""
    return ReadError(path, None, "the file is empty", "give a file with English/Chinese pairs")


def head(path: Path) -> str:
    """What tells formats apart: how a text begins, or "PK" and the names in an archive, or "PAR1". Raises ReadError."""
    with naming(path), opened(path) as file:
        raw = probe(file)
        if raw.startswith(COLUMNS_STORED.encode()):
            return COLUMNS_STORED
        if raw.startswith(ARCHIVE):
            file.seek(0)
            return "\n".join(["PK", *archive(file.read()).namelist()])
        texts = (decode(raw, most)[0] for most in (4 * HEAD, None))  # no character takes more than four bytes
        text = next(filter(str.strip, texts), "")
    if not text:
        raise empty(path)
    return text[:HEAD]


def lines(text: str) -> list[str]:
    """Split at the ends of lines, and nowhere else; a last end starts no further line.

    >>> lines("one\\r\\ntwo\\u2028still two\\n")
    ['one', 'two\\u2028still two']
    """
    found = re.split("\r\n|\r|\n", text)
    return found if found[-1] else found[:-1]
