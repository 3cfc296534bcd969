"""Where a text stands in a file, and how each of its characters is written there."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from audit.model import Segment, Side
from audit.objects import steps_of
from audit.reader import Fields
from audit.readers import aligned, html, markdown, po, tmx, xliff
from audit.readers import json as json_reader
from audit.text.formats.json_text import place, values
from audit.text.formats.written import Place, Row, lines_of

DIALECTS = (("\t", False), ("\t", True), (",", True), (";", True))
"""What parts the cells, and whether they may be quoted; the first that shows the text where it should be is right."""


Find = Callable[[int, Segment, Side], Place | None]
"""Finds one side of a segment, whose number from 0 is given too; None where it is not to be found."""
Finder = Callable[[str, Fields], Find]
"""Reads a text for that."""


def in_lines(text: str, rows: Sequence[Row], segment: Segment, side: Side, fields: Fields) -> Place | None:
    """Find a text that stands on lines of its own, perhaps with lines between that have no words."""
    first = segment.target_line or segment.line if side == "target" else segment.line
    at = (first or 1) - 1
    found: list[Row] = []
    for wanted in _side(segment, side).split("\n"):
        while found and at < len(rows) and text[slice(*rows[at])] != wanted:
            at += 1
        if at == len(rows) or text[slice(*rows[at])] != wanted:
            return None
        found.append(rows[at])
        at += 1
    written = list(text[slice(*found[0])])
    for (_, gap), (start, end) in pairwise(found):
        written += [text[gap:start], *text[start:end]]
    return Place(found[0][0], found[-1][1], tuple(written))


def in_table(text: str, rows: Sequence[Row], segment: Segment, side: Side, fields: Fields) -> Place | None:
    """Find a text in the cell of its row under the name of its side."""
    header = next((start for start, end in rows if any(map(str.isalnum, text[start:end]))), 0)
    start = rows[(segment.line or 1) - 1][0]
    wanted = (fields.source if side == "source" else fields.target).strip().lower()
    for mark, quoted in DIALECTS:
        names = [_words(place).strip().lower() for place in _cells(text, header, mark, quoted)]
        cells = _cells(text, start, mark, quoted)
        column = names.index(wanted) if wanted in names else len(cells)
        if column < len(cells) and _words(cells[column]) == _side(segment, side):
            return cells[column]
    return None


def in_json(text: str, rows: Sequence[Row], segment: Segment, side: Side, fields: Fields) -> Place | None:
    """Find a text that is a value of the object on its line."""
    start, end = rows[(segment.line or 1) - 1]
    steps = steps_of(json.loads(text[start:end]), fields)[side == "target"]
    found = [value for value in values(text, start, end) if value.is_text and value.steps == steps]
    return place(text, found[-1]) if found else None


def by_line(find: Callable[[str, Sequence[Row], Segment, Side, Fields], Place | None]) -> Finder:
    """Find by the line that the segment remembers."""

    def within(text: str, fields: Fields) -> Find:
        rows = lines_of(text)
        return lambda number, segment, side: find(text, rows, segment, side, fields)

    return within


def by_number(places: Callable[[str, Fields], Callable[[int, Side], Place | None]]) -> Finder:
    """Find by counting, as the reader counts."""

    def within(text: str, fields: Fields) -> Find:
        find = places(text, fields)
        return lambda number, segment, side: find(number, side)

    return within


def without_fields(places: Callable[[str], Callable[[int, Side], Place | None]]) -> Finder:
    """The same for formats in which nothing is called anything."""
    return by_number(lambda text, fields: places(text))


FINDERS: dict[str, Finder] = {
    "transcript": by_line(in_lines),
    "parallel": by_line(in_lines),
    "subtitles": by_line(in_lines),
    "tsv": by_line(in_table),
    "csv": by_line(in_table),
    "jsonl": by_line(in_json),
    "json": by_number(json_reader.places),
    "html": by_number(html.places),
    "xliff": without_fields(xliff.places),
    "tmx": without_fields(tmx.places),
    "po": without_fields(po.places),
    "markdown": without_fields(markdown.places),
    "aligned": lambda text, fields: aligned.places(text),
}
"""How to find texts in the text of a file, by format."""


def _side(segment: Segment, side: Side) -> str:
    return segment.source if side == "source" else segment.target


def _cells(text: str, at: int, mark: str, quoted: bool) -> list[Place]:
    """The cells of the row that starts here."""
    plain = f"[^{mark}\r\n]*"
    cell = re.compile(rf'"[^"]*(?:""[^"]*)*"(?=[{mark}\r\n]|\Z)|{plain}' if quoted else plain)
    found: list[Place] = []
    while match := cell.match(text, at):
        found.append(_cell(text, *match.span(), mark if quoted else ""))
        at = match.end() + 1
        if text[match.end() : at] != mark:
            break
    return found


def _cell(text: str, start: int, end: int, mark: str) -> Place:
    if mark and text[start:end].startswith('"'):
        written = tuple(re.findall('""|[^"]', text[start + 1 : end - 1]))
        return Place(start + 1, end - 1, written, lambda words: words.replace('"', '""'))
    return Place(start, end, tuple(text[start:end]), finish=lambda words: _quoted(words, mark))


def _words(cell: Place) -> str:
    return "".join('"' if character == '""' else character for character in cell.written)


def _quoted(words: str, mark: str) -> str:
    if mark and any(special in words for special in (mark, "\r", "\n", '"')):
        return '"' + words.replace('"', '""') + '"'
    return words
