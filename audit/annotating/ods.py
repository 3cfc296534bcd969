"""Findings as comments on the cells of a sheet in OpenDocument (`office:annotation`, 14.1 of ODF 1.2)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.annotating.words import Found, said
from audit.model import Segment, Side
from audit.reader import Fields
from audit.readers.ods import OFFICE, TEXT, cells_of
from audit.text.formats.annotations import OWNER
from audit.text.formats.encodings import NotText
from audit.text.formats.inline import escaped, plain
from audit.text.formats.xml import Element, parse

CREATOR = "http://purl.org/dc/elements/1.1/"
NAMES = f'xmlns:office="{OFFICE}" xmlns:dc="{CREATOR}" xmlns:text="{TEXT}"'


def annotated(path: Path, text: str, found: Found, segments: Sequence[Segment], side: Side, fields: Fields) -> str:
    """The XML of a workbook with a comment on the translation of each row with findings. Raises NotText."""
    cell_of = cells_of(text, fields)
    other: Side = "source" if side == "target" else "target"
    told: dict[int, str] = {}
    for number, findings in found.items():
        line = segments[number].line or 0
        cells = [cell for one in (side, other) if (cell := cell_of(line, one)) and _is_free(cell)]
        if not cells:
            raise NotText(line, "the cells of this row have comments already", "take one out, or use --report")
        words = "".join(f"<text:p>{escaped(said(finding))}</text:p>" for finding in findings)
        told[cells[0].inner] = f"<office:annotation {NAMES}><dc:creator>{OWNER}</dc:creator>{words}</office:annotation>"
    pieces, at = list[str](), 0
    for start, comment in sorted(told.items()):
        pieces += text[at:start], comment
        at = start
    return "".join([*pieces, text[at:]])


def bare(text: str) -> str:
    """The XML of a workbook without those comments."""
    if OWNER not in text:
        return text
    pieces, at = list[str](), 0
    for comment in _comments(text):
        pieces.append(text[at : comment.start])
        at = comment.end
    return "".join([*pieces, text[at:]])


def _is_free(cell: Element) -> bool:
    """Whether a cell has words, and no comment yet."""
    return cell.inner < cell.inner_end and all(one.name != "annotation" for one in cell.children)


def _comments(text: str) -> Iterator[Element]:
    for one in parse(text).below("annotation"):
        creators = (child for child in one.children if child.name == "creator" and child.namespace == CREATOR)
        if any(plain(text, creator) == OWNER for creator in creators):
            yield one
