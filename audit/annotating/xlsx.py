"""Findings as the last column of a sheet in a workbook of Excel: no formula and no width of another one changes."""

import re
from collections.abc import Sequence
from pathlib import Path

from audit.annotating.words import Found, said
from audit.model import Segment, Side
from audit.reader import Fields
from audit.readers.xlsx import found_layout, letters
from audit.text.formats.annotations import OWNER
from audit.text.formats.encodings import NotText
from audit.text.formats.inline import escaped
from audit.text.formats.xml import Element, parse

REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
HEADER = re.compile(rf'<c r="([A-Z]+)[0-9]+" t="inlineStr"><is><t xml:space="preserve">{OWNER}</t></is></c></row>')


def annotated(path: Path, text: str, found: Found, segments: Sequence[Segment], side: Side, fields: Fields) -> str:
    """The XML of a sheet with a cell for the findings of each row."""
    rows = {row.attributes.get("r", ""): row for row in parse(text).below("row")}
    column = letters(1 + max((_column(cell) for row in rows.values() for cell in row.named("c")), default=0))
    told = {str(found_layout(path, fields).header): OWNER}
    told |= {str(segments[number].line): "\n".join(map(said, findings)) for number, findings in found.items()}
    pieces, at = list[str](), 0
    for number, row in rows.items():
        if number in told:
            if not text.startswith("</row>", row.inner_end):
                raise NotText(None, "its rows are not written as Excel writes them", "open it and save it again")
            words = f'<is><t xml:space="preserve">{escaped(told[number])}</t></is>'
            pieces += text[at : row.inner_end], f'<c r="{column}{number}" t="inlineStr">{words}</c>'
            at = row.inner_end
    return "".join([*pieces, text[at:]])


def bare(text: str) -> str:
    """The XML of a sheet without those cells; the same where it has none."""
    header = HEADER.search(text)
    if header is None:
        return text
    cell = rf'<c r="{header[1]}[0-9]+" t="inlineStr"><is><t xml:space="preserve">[^<]*</t></is></c>(?=</row>)'
    return re.sub(cell, "", text)


def _column(cell: Element) -> int:
    """The number of a cell's column, from 0."""
    match = REFERENCE.fullmatch(cell.attributes.get("r", ""))
    number = 0
    for letter in match[1] if match else "A":
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
