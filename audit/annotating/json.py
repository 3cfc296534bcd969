"""Findings as a field of the objects in JSON and JSON Lines: the first one, a list of texts."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from audit.annotating.words import Found, said
from audit.model import Segment, Side
from audit.reader import Fields
from audit.readers.json import starts
from audit.text.formats.annotations import OWNER
from audit.text.formats.written import lines_of

TEXT = r'"(?:[^"\\]|\\.)*+"'
FIELD = re.compile(rf'\{{"{OWNER}": \[{TEXT}(?:, {TEXT})*+\], ')
"""What `annotated` writes; no text of the file looks like it, for its quotation marks have a \\ before them."""


def annotated_lines(text: str, found: Found, segments: Sequence[Segment], side: Side) -> str:
    """The text of JSON Lines with these findings."""
    rows = lines_of(text)
    lines = ((number, rows[(segments[number].line or 1) - 1][0]) for number in found)
    return _written(text, [(text.index("{", start), number) for number, start in lines], found)


def annotated(path: Path, text: str, found: Found, segments: Sequence[Segment], side: Side, fields: Fields) -> str:
    """The text of a document with these findings."""
    places = starts(text, fields)
    return _written(text, [(places[number], number) for number in found], found)


def bare(text: str) -> str:
    """The text of a file without that field."""
    return FIELD.sub("{", text)


def _written(text: str, places: Iterable[tuple[int, int]], found: Found) -> str:
    pieces, at = list[str](), 0
    for start, number in sorted(places):
        told = json.dumps([said(finding) for finding in found[number]], ensure_ascii=text.isascii())
        pieces += text[at : start + 1], f'"{OWNER}": {told}, '
        at = start + 1
    return "".join([*pieces, text[at:]])
