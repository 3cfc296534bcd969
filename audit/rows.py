"""Rows of a table with a header: as text has them, by the names of their columns, or made into segments."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from audit.lines import LONGEST, Lines
from audit.model import Segment
from audit.reader import Fields, NoPairs, ReadError, read_text

REQUIRED = ("source", "target")
OPTIONAL = ("id", "reference", "speaker")
FURTHER = re.compile(" ?[0-9]+")
"""What follows the name of the reference in those of further references."""

Row = tuple[int, list[str]]
"""The line where a row starts, and its cells."""


def segments(path: Path, rows: Iterator[Row], fields: Fields) -> Iterator[Segment]:
    """A segment for each row after the header, which is the first with anything in it. Raises ReadError."""
    table = _filled(path, rows)
    line, header = next(table, (1, []))
    others = columns(path, line, header, fields)
    source, target = others.pop("source"), others.pop("target")
    fewest = max(source, target) + 1
    for line, cells in table:
        if len(cells) < fewest:
            remedy = "give every row a cell for the source and one for the target"
            raise ReadError(path, line, f"expected {len(header)} cells as in the header, found {len(cells)}", remedy)
        told = {name: cells[at] for name, at in others.items() if at < len(cells)} if others else {}
        yield _segment(line, cells[source], cells[target], told)


def named(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of each row after the header by the names there, with the line where it starts. Raises ReadError.

    What separates the cells is told by the header: tabs, else semicolons where there is no comma, else commas.
    """
    text = read_text(path)
    header = text.lstrip().partition("\n")[0]
    delimiter = "\t" if "\t" in header else ";" if ";" in header and "," not in header else ","
    table = _filled(path, separated(path, with_ends(text), delimiter))
    names = [cell.strip() for _, cells in islice(table, 1) for cell in cells]
    for line, cells in table:
        yield line, dict(zip(names, cells, strict=False))


def separated(path: Path, lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """The rows of lines with their ends whose cells a mark separates; the lines may be gone through twice.

    Between tabs, quotation marks are text, unless the whole is quoted exactly as a spreadsheet would have written it.
    Raises ReadError.
    """
    return _rows(path, lines, delimiter, quoting(lines, delimiter))


def quoting(lines: Iterable[str], delimiter: str) -> int:
    """How cells of a text may be quoted, as a constant of csv."""
    return csv.QUOTE_MINIMAL if delimiter != "\t" or _is_quoted(lines) else csv.QUOTE_NONE


def with_ends(text: str) -> list[str]:
    """The lines of a text, each with what ends it.

    >>> with_ends("one\\r\\ntwo\\n")
    ['one\\r\\n', 'two\\n']
    """
    return list(io.StringIO(text, newline=""))


def has_header(cells: Iterable[str], fields: Fields) -> bool:
    """Whether a row names a source and a target.

    >>> has_header(["ID", " Source ", '"target"'], Fields())
    True
    """
    found = {_name(cell.strip().strip('"')) for cell in cells}
    return found.issuperset({_name(fields.source), _name(fields.target)})


def columns(path: Path, line: int, header: Sequence[str], fields: Fields) -> dict[str, int]:
    """Which cells of a row are what, by the names in the header, from 0. Raises ReadError.

    >>> columns(Path("talk.tsv"), 1, ["No.", "ZH", "EN"], Fields(id="no.", source="en", target="zh"))
    {'source': 2, 'target': 1, 'id': 0}
    """
    names = [_name(cell) for cell in header]
    wanted = {field: _name(getattr(fields, field)) for field in (*REQUIRED, *OPTIONAL)}
    first = wanted["reference"]
    further = (name for name in names if name.startswith(first) and FURTHER.fullmatch(name, len(first)))
    wanted |= {f"reference {name}": name for name in further}
    for field, name in wanted.items():
        if field in REQUIRED and name not in names:
            found = ", ".join(f"“{cell.strip()}”" for cell in header[:20] if cell.strip()) or "none"
            raise NoPairs(path, line, f"no column “{name}”; found {found}", fields.remedy)
        if names.count(name) > 1:
            raise ReadError(path, line, f"two columns are called “{name}”", "rename one of them")
    return {field: names.index(name) for field, name in wanted.items() if name in names}


def _name(cell: str) -> str:
    return cell.strip().lower()


def _segment(line: int, source: str, target: str, others: dict[str, str]) -> Segment:
    notes: tuple[str, ...] = ()
    if not (source.strip() and target.strip()):
        missing = [side for side, text in (("source", source), ("target", target)) if not text.strip()]
        notes = tuple(f"line {line}: the {side} is empty" for side in missing)
    pair = Segment(id="", source=source, target=target, line=line, notes=notes)
    if not others:  # as in most tables, and the rest takes as long again
        return pair
    return replace(
        pair,
        id=others.get("id", "").strip(),
        reference=others.get("reference") or None,
        more_references=tuple(text for name, text in others.items() if name.startswith("reference ") and text),
        speaker=others.get("speaker") or None,
    )


def _filled(path: Path, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with anything in them, the header first; none has anything beyond that. Raises ReadError."""
    width: int | None = None
    for line, cells in rows:
        if any(map(str.strip, cells)):
            width = len(cells) if width is None else width
            if len(cells) > width and any(map(str.strip, cells[width:])):
                remedy = "quote cells that contain the separator, or replace it"
                raise ReadError(path, line, f"expected {width} cells as in the header, found {len(cells)}", remedy)
            yield line, cells


def _is_quoted(lines: Iterable[str]) -> bool:
    """Whether writing the rows again, with quotation marks where needed or everywhere, gives the same lines."""
    may_be = lines.may_have('"') if isinstance(lines, Lines) else True  # in a file, told without decoding it
    if not (may_be and any('"' in line for line in lines)):
        return False
    read: list[str] = []
    kinds = {csv.QUOTE_MINIMAL, csv.QUOTE_ALL}
    try:
        for _, cells in _rows(Path(), _noted(lines, read), "\t", csv.QUOTE_MINIMAL):
            text = _plain("".join(read))
            kinds = {kind for kind in kinds if _written(cells, kind) == text}
            read.clear()
            if not kinds:
                break
    except ReadError:
        return False
    return bool(kinds)


def _noted(lines: Iterable[str], read: list[str]) -> Iterator[str]:
    """The lines, each added to those that were read."""
    for line in lines:
        read.append(line)
        yield line


def _written(cells: list[str], quoting: int) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n", quoting=quoting).writerow(cells)  # type: ignore[arg-type]
    return _plain(out.getvalue())


def _plain(row: str) -> str:
    return row.replace("\r\n", "\n").rstrip("\n")


def _rows(path: Path, lines: Iterable[str], delimiter: str, quoting: int) -> Iterator[Row]:
    csv.field_size_limit(LONGEST)  # the limit of the module's default is shorter than a long paragraph may be
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "inside a quoted cell write each quotation mark twice, and close the cell with one"
        raise ReadError(path, line, f"the row starting here cannot be read ({error})", remedy) from None
