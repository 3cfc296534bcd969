"""Parts of Parquet files: runs of row groups, each small enough for one process."""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from audit import rows
from audit.ids import identified
from audit.model import Segment
from audit.reader import Fields, ReadError

SUFFIX = ".parquet"
TEXTS = ("source", "target", "reference")


class Part(Struct, frozen=True):
    """Some row groups of a file."""

    number: int
    path: str
    """The file, as its file system calls it."""
    groups: tuple[int, int]
    """The first row group, and the one after the last."""
    first: int
    """How many rows of the file stand before."""
    state: str
    """What tells whether the file is still the same: its size and when it was written."""

    @property
    def name(self) -> str:
        """What its results are called: the file, and the row before which it begins."""
        stem = re.sub(r"[^\w.-]", "_", posixpath.basename(self.path).removesuffix(SUFFIX))
        return f"{stem}-{self.first:09}"

    def key(self, rules: str) -> str:
        """A digest of what the results hang on: the part, and the rules it is held to."""
        told = "\0".join((rules, self.path, str(self.groups), self.state))
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def place(uri: str) -> tuple[Any, str]:
    """The file system of an address such as s3://bucket/pairs, and the path there; without a scheme, of this machine.

    Raises ReadError.
    """
    try:
        from pyarrow import fs  # an extra, and slow to import
    except ImportError:
        remedy = "install it with `pip install 'translation-auditor[ray]'`"
        raise ReadError(Path(uri), None, "a cluster needs the extra “ray”, which is not installed", remedy) from None
    if "://" not in uri:
        return fs.LocalFileSystem(), Path(uri).absolute().as_posix()
    try:
        system, path = fs.FileSystem.from_uri(uri)
    except (ValueError, OSError) as error:
        raise ReadError(
            Path(uri), None, f"no such address ({error})", "give a folder, or one like s3://bucket"
        ) from None
    return system, path


def parts(uri: str, most: int) -> list[Part]:
    """The parts of a file, or of all files in a folder, each of about so many rows at most. Raises ReadError."""
    system, root = place(uri)
    found: list[Part] = []
    for info in _files(uri, system, root):
        state = f"{info.size} {info.mtime_ns}"
        with _opened(system, info.path) as file:
            meta = file.metadata
            sizes = [meta.row_group(number).num_rows for number in range(meta.num_row_groups)]
        for start, end, first in _runs(sizes, most):
            found.append(Part(len(found), info.path, (start, end), first, state))
    if not found:
        raise ReadError(Path(uri), None, "there are no pairs", f"give a {SUFFIX} file with rows, or a folder of such")
    return found


def segments(uri: str, part: Part, *, several: bool) -> list[Segment]:
    """The pairs of a part; each knows its file where there are several. Raises ReadError."""
    from pyarrow import types

    are_texts = (types.is_string, types.is_large_string, types.is_integer, types.is_dictionary, types.is_null)
    system, _ = place(uri)
    with _opened(system, part.path) as file:
        table = file.read_row_groups(list(range(*part.groups)))
    for name, kind in zip(table.column_names, table.schema.types, strict=True):
        if name.strip().lower() in TEXTS and not any(fits(kind) for fits in are_texts):
            raise ReadError(Path(part.path), None, f"the column “{name}” holds {kind}", "write texts into it")
    header = [str(name) for name in table.column_names]
    cells = zip(*(map(_text, column.to_pylist()) for column in table.columns), strict=True)
    numbered = ((part.first + number, list(row)) for number, row in enumerate(cells, start=1))
    read = rows.segments(Path(part.path), iter([(0, header), *numbered]), Fields())
    named = (replace(one, id=one.id or str(one.line), origin=part.path if several else None) for one in read)
    return list(identified(list(named)))


def _files(uri: str, system: Any, root: str) -> list[Any]:
    from pyarrow import fs

    info = system.get_file_info(root)
    if info.type == fs.FileType.File:
        return [info]
    if info.type == fs.FileType.NotFound:
        raise ReadError(
            Path(uri), None, "there is no such file or folder", f"give a {SUFFIX} file, or a folder of such"
        )
    inside = system.get_file_info(fs.FileSelector(root, recursive=True))
    kept = (one for one in inside if one.path.endswith(SUFFIX) and posixpath.basename(one.path)[0] not in "._")
    return sorted(kept, key=lambda one: str(one.path))


@contextmanager
def _opened(system: Any, path: str) -> Iterator[Any]:
    """A Parquet file; whatever the library stumbles over in a damaged one is a ReadError."""
    from pyarrow import ArrowException, parquet

    try:
        with system.open_input_file(path) as stream:
            yield parquet.ParquetFile(stream)
    except (OSError, ArrowException) as error:
        said = str(error).partition("\n")[0]
        raise ReadError(Path(path), None, f"the file cannot be read ({said})", "write it again") from None


def _runs(sizes: Sequence[int], most: int) -> Iterator[tuple[int, int, int]]:
    """Row groups that go together, with the rows before them.

    >>> list(_runs([4, 4, 9, 1], 8))
    [(0, 2, 0), (2, 3, 8), (3, 4, 17)]
    """
    start, first, held = 0, 0, 0
    for number, size in enumerate(sizes):
        if held and held + size > most:
            yield start, number, first
            start, first, held = number, first + held, 0
        held += size
    if held:
        yield start, len(sizes), first


def _text(value: Any) -> str:
    return "" if value is None else str(value)
