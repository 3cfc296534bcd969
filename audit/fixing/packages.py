"""Documents that are ZIP archives: in which of their files the words of the pairs are, and where in it."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from audit.fixing.places import Find, Finder, by_number
from audit.model import Segment, Side
from audit.reader import Fields
from audit.readers import docx, ods, xlsx
from audit.text.formats.encodings import decode
from audit.text.formats.inline import escaped, stretches
from audit.text.formats.unpacking import member
from audit.text.formats.wordprocessing import DOCUMENT
from audit.text.formats.written import Place, Stretch, place_of
from audit.text.formats.xml import Element, parse

SHARED = re.compile(r"""(\st\s*=\s*)(["'])s\2""")
"""The type of a cell whose text stands among the shared ones."""


def _document(path: Path, package: zipfile.ZipFile, fields: Fields) -> tuple[str, Finder]:
    return DOCUMENT, by_number(docx.places)


def _ods(path: Path, package: zipfile.ZipFile, fields: Fields) -> tuple[str, Finder]:
    def within(text: str, fields: Fields) -> Find:
        find = ods.places(text, fields)
        return lambda number, segment, side: find(segment.line or 0, side)

    return "content.xml", within


def _xlsx(path: Path, package: zipfile.ZipFile, fields: Fields) -> tuple[str, Finder]:
    """The words of a cell may stand among those that cells share: corrected, they move into the cell itself."""
    name, columns = xlsx.sheet_of(path, package, fields)
    shared_text, shared = _shared(package)

    def within(text: str, fields: Fields) -> Find:
        rows = {row.attributes.get("r", ""): row for row in parse(text).below("row")}

        def find(number: int, segment: Segment, side: Side) -> Place | None:
            row = rows.get(str(segment.line))
            reference = f"{xlsx.letters(columns[side])}{segment.line}"
            cells = [cell for cell in row.named("c") if cell.attributes.get("r") == reference] if row else []
            return _cell_place(text, cells[0], shared_text, shared) if len(cells) == 1 else None

        return find

    return name, within


def _cell_place(text: str, cell: Element, shared_text: str, shared: list[Element]) -> Place | None:
    """Where the words of a cell are written; None where it is no plain text."""
    kind, value, inline = cell.attributes.get("t"), cell.first("v"), cell.first("is")
    if cell.first("f"):
        return None
    if kind == "inlineStr" and inline:
        return place_of(text, _words(text, inline), escaped)
    number = text[value.inner : value.inner_end].strip() if kind == "s" and value else ""
    if not number.isdecimal() or int(number) >= len(shared):
        return None
    item = shared[int(number)]
    place = place_of(shared_text, _words(shared_text, item), escaped)
    tag = text[cell.start : cell.inner]
    if place is None or ":" in tag.split()[0] or shared_text[item.start : item.start + 3] != "<si":
        return None
    before, after = shared_text[item.inner : place.start], shared_text[place.end : item.inner_end]
    opening = SHARED.sub(r"\1\2inlineStr\2", tag)
    return Place(
        cell.start,
        cell.end,
        place.written,
        escaped,
        lambda words: f"{opening}<is>{before}{words}{after}</is></c>",
        place.between,
    )


def _words(text: str, item: Element) -> list[Stretch]:
    """The words of a shared or an inline text; how they are pronounced (`rPh`) is none of them."""
    runs = [item, *item.named("r")]
    texts = sorted((one for run in runs for one in run.named("t")), key=lambda one: one.start)
    return [stretch for one in texts for stretch in stretches(text, one)]


def _shared(package: zipfile.ZipFile) -> tuple[str, list[Element]]:
    """The texts that cells share."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return "", []
    text, _ = decode(member(package, "xl/sharedStrings.xml"))
    return text, list(parse(text).named("si"))


PACKAGES: dict[str, Callable[[Path, zipfile.ZipFile, Fields], tuple[str, Finder]]] = {
    "docx": _document,
    "ods": _ods,
    "xlsx": _xlsx,
}
"""Which file in a package of each format has the words, and how they are found there."""
