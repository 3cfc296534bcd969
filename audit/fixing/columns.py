"""Parquet files with corrections in them: written anew, all other values, the schema and the row groups as they are.

The bytes of such a file hold packed columns and their places, so that not one word could change without the rest.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from audit.editing import Rewrite, refusal
from audit.fixing.edits import applied
from audit.model import Segment, Side, Suggestion
from audit.reader import Reader, raw_bytes

Edits = Mapping[int, Sequence[Suggestion]]


def _parquet(reader: Reader, path: Path, segments: Sequence[Segment], edits: Edits, side: Side) -> Rewrite:
    import pyarrow  # an extra, and slow to import; without it the file has not been read
    from pyarrow import parquet

    raw = raw_bytes(path)
    if not raw.startswith(b"PAR1"):
        raise refusal(path, None, "a compressed file")
    file = parquet.ParquetFile(io.BytesIO(raw))
    wanted = (reader.fields.source if side == "source" else reader.fields.target).strip().lower()
    schema = file.schema_arrow
    names = [name.strip().lower() for name in schema.names]
    if wanted not in names:
        raise refusal(path, None, f"“{wanted}” is a part of a column")
    column = names.index(wanted)
    texts = {
        (segments[number].line or 0) - 1: "".join(
            applied(segments[number].source if side == "source" else segments[number].target, mended)
        )
        for number, mended in edits.items()
    }
    out = io.BytesIO()
    packing = file.metadata.row_group(0).column(column).compression if file.metadata.num_row_groups else "SNAPPY"
    with parquet.ParquetWriter(out, schema, compression=packing) as writer:
        first = 0
        for number in range(file.num_row_groups):
            group = file.read_row_group(number)
            values = [texts.get(first + at, value) for at, value in enumerate(group.column(column).to_pylist())]
            field = schema.field(column)
            group = group.set_column(column, field, pyarrow.array(values, field.type))
            writer.write_table(group, row_group_size=max(1, group.num_rows))
            first += group.num_rows
    return Rewrite(path, "", "", out.getvalue(), is_text=False)


COLUMNAR: dict[str, Callable[[Reader, Path, Sequence[Segment], Edits, Side], Rewrite]] = {"parquet": _parquet}
"""Formats that are written anew, by name."""
