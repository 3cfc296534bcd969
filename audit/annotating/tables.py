"""Findings as a column of a table, the first: so it is as easy to take out as to put in."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.annotating.words import Found, said
from audit.model import Segment, Side
from audit.reader import Fields
from audit.readers.table import separator
from audit.rows import quoting, separated, with_ends
from audit.text.formats.annotations import OWNER
from audit.text.formats.written import lines_of

QUOTES = str.maketrans({'"': "”"})


def annotated(name: str, text: str, found: Found, segments: Sequence[Segment], side: Side, fields: Fields) -> str:
    """The text of a table with a column before all others that has these findings."""
    delimiter = separator(name, text, fields)
    by_line = {segments[number].line: findings for number, findings in found.items()}
    places = lines_of(text)
    pieces, at, header, all_quoted = list[str](), 0, True, False
    for line, _ in _filled(text, delimiter):
        start = places[line - 1][0]
        all_quoted = all_quoted or (header and name == "tsv" and text.startswith('"', start))
        words = " | ".join(said(finding) for finding in by_line.get(line, ())).translate(QUOTES)
        words = OWNER if header else words
        quoted = all_quoted or (name == "csv" and words != "")
        pieces += text[at:start], f'"{words}"' if quoted else words, delimiter
        at, header = start, False
    return "".join([*pieces, text[at:]])


def bare(name: str, text: str, fields: Fields) -> str:
    """The text of a table without that column; the same where it has none."""
    delimiter = separator(name, text, fields)
    marks, places = quoting(with_ends(text), delimiter), lines_of(text)
    pieces, at = list[str](), 0
    for number, (line, cells) in enumerate(_filled(text, delimiter)):
        if number == 0 and cells[0] != OWNER:
            return text
        start = places[line - 1][0]
        end = start + _width(text[start : places[line - 1][1]], delimiter, marks)
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]])


def _filled(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows from the header on that have any cell."""
    found = ((line, cells) for line, cells in separated(Path(), with_ends(text), delimiter) if cells)
    started = False
    for line, cells in found:
        started = started or any(map(str.strip, cells))
        if started:
            yield line, cells


def _width(row: str, delimiter: str, marks: int) -> int:
    """How long the first cell is, as it is written, with what ends it: ours has no quotation mark in it."""
    if marks != csv.QUOTE_NONE and row.startswith('"'):
        return row.index('"', 1) + 1 + len(delimiter)
    return row.index(delimiter) + len(delimiter)
