"""Findings as comments of translators in PO files."""

from collections.abc import Sequence

from audit.annotating.words import Found, said
from audit.model import Segment, Side
from audit.readers.po import first_lines
from audit.text.formats.annotations import COMMENT, OWNER
from audit.text.formats.written import lines_of


def annotated(text: str, found: Found, segments: Sequence[Segment], side: Side) -> str:
    """The text of a file with a comment for each of these findings, right before the message."""
    rows = lines_of(text)
    pieces, at = list[str](), 0
    for number, line in enumerate(first_lines(text)):
        start, end = rows[line - 1]
        ending = text[end : rows[line][0]] if line < len(rows) else ""
        for finding in found.get(number, ()):
            pieces += text[at:start], f"# {OWNER}: {said(finding)}{ending or chr(10)}"
            at = start
    return "".join([*pieces, text[at:]])


def bare(text: str) -> str:
    """The text of a file without those comments."""
    return COMMENT.sub("", text)
