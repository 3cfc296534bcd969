"""Rows of a table with a header, made into segments."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from audit.model import Segment
from audit.reader import ReadError

REQUIRED = ("source", "target")
OPTIONAL = ("id", "reference", "speaker")
FURTHER_REFERENCE = re.compile("reference ?[0-9]+")

Row = tuple[int, list[str]]
"""The line where a row starts, and its cells."""


def segments(path: Path, rows: Iterator[Row]) -> Iterator[Segment]:
    """A segment for each row after the header, which is the first with anything in it. Raises ReadError."""
    filled = ((line, cells) for line, cells in rows if any(map(str.strip, cells)))
    columns, width = _columns(path, *next(filled, (1, [])))
    for line, cells in filled:
        if len(cells) <= max(columns["source"], columns["target"]):
            remedy = "give every row a cell for the source and one for the target"
            raise ReadError(path, line, f"expected {width} cells as in the header, found {len(cells)}", remedy)
        if any(map(str.strip, cells[width:])):
            remedy = "quote cells that contain the separator, or replace it"
            raise ReadError(path, line, f"expected {width} cells as in the header, found {len(cells)}", remedy)
        yield _segment(line, {name: cells[at] for name, at in columns.items() if at < len(cells)})


def has_header(cells: Iterable[str]) -> bool:
    """Whether a row names a source and a target.

    >>> has_header(["ID", " Source ", '"target"'])
    True
    """
    return {cell.strip().strip('"').strip().lower() for cell in cells}.issuperset(REQUIRED)


def _columns(path: Path, line: int, header: list[str]) -> tuple[dict[str, int], int]:
    names = [cell.strip().lower() for cell in header]
    for name in REQUIRED:
        if name not in names:
            found = ", ".join(f"“{cell.strip()}”" for cell in header[:20]) or "none"
            raise ReadError(
                path, line, f"no column “{name}”; found {found}", "name the columns source and target in the first row"
            )
    known = (*REQUIRED, *OPTIONAL, *dict.fromkeys(filter(FURTHER_REFERENCE.fullmatch, names)))
    for name in known:
        if names.count(name) > 1:
            raise ReadError(path, line, f"two columns are called “{name}”", "rename one of them")
    return {name: names.index(name) for name in known if name in names}, len(names)


def _segment(line: int, cells: dict[str, str]) -> Segment:
    missing = [side for side in REQUIRED if not cells[side].strip()]
    return Segment(
        id=cells.get("id", "").strip(),
        source=cells["source"],
        target=cells["target"],
        reference=cells.get("reference") or None,
        more_references=tuple(text for name, text in cells.items() if FURTHER_REFERENCE.fullmatch(name) and text),
        line=line,
        speaker=cells.get("speaker") or None,
        notes=tuple(f"line {line}: the {side} is empty" for side in missing),
    )
