"""Parquet files, by the extra `parquet`."""

import io
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from audit.model import Segment
from audit.reader import COLUMNS_STORED, Fields, Reader, ReadError, read_bytes
from audit.rows import Row, segments
from audit.text.formats.unpacking import LARGEST

BATCH = 1024
"""Rows that are unpacked at a time."""
DEEPEST = 10
"""Structures inside each other that become columns."""
MOST = 10_000_000
"""Rows in all: so many fit into a few bytes where they are all alike."""


class Parquet(Reader):
    """Columns `source` and `target`, and optionally those of a tab-separated table; lines are rows, from 1."""

    name = "parquet"
    suffixes = (".parquet",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        return heads == (COLUMNS_STORED,)

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        raw = read_bytes(path)
        if not raw.startswith(COLUMNS_STORED.encode()):
            raise ReadError(path, None, "this is no Parquet file", "give the right --format")
        return segments(path, _rows(path, raw, self.fields), self.fields)


def _rows(path: Path, raw: bytes, fields: Fields) -> Iterator[Row]:
    """The names of the columns as row 0, then all rows."""
    try:
        from pyarrow import Table, parquet  # an extra, and slow to import
    except ImportError:
        remedy = "install it with `pip install 'translation-auditor[parquet]'`, or save the file as TSV"
        raise ReadError(path, None, "Parquet is read by the extra “parquet”, which is not installed", remedy) from None
    with _refusing(path):
        file = parquet.ParquetFile(io.BytesIO(raw))
        names = [str(name) for name in _flat(file.schema_arrow.empty_table()).column_names]
        count = file.metadata.num_rows
        batches = file.iter_batches(BATCH)
    if count > MOST:
        raise ReadError(path, None, f"{count:,} rows, more than {MOST:,}", "give smaller files")
    texts = {name.strip().lower() for name in (fields.source, fields.target, fields.reference)}
    yield 0, names
    line = size = 0
    while True:
        with _refusing(path):
            batch = next(batches, None)
            flat = _flat(Table.from_batches([batch])) if batch is not None else None
            columns = [column.to_pylist() for column in flat.columns] if flat is not None else []
        if batch is None:
            return
        for values in zip(*columns, strict=True):
            line += 1
            cells = [_text(path, line, name, value, texts) for name, value in zip(names, values, strict=True)]
            size += sum(map(len, cells))
            if size > LARGEST:
                raise ReadError(path, line, f"more than {LARGEST:,} characters up to here", "give smaller files")
            yield line, cells


def _flat(table: Any) -> Any:
    """A table whose structures are columns of their own, as `translation.en`."""
    for _ in range(DEEPEST):
        flat = table.flatten()
        if flat.num_columns == table.num_columns and flat.schema.names == table.schema.names:
            break
        table = flat
    return table


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """A damaged file makes the library raise whatever it stumbles over. Raises ReadError."""
    try:
        yield
    except Exception as error:
        said = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise ReadError(path, None, f"the file cannot be read ({said})", "write it again") from None


def _text(path: Path, line: int, name: str, value: Any, texts: Container[str]) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int) or name.strip().lower() not in texts:
        return str(value)
    raise ReadError(path, line, f"the column “{name}” holds a {type(value).__name__}", "write texts into it")
