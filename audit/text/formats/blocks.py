"""Running text in blocks: paragraphs, headings, items of lists, each with its place in the file."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from textwrap import shorten

from msgspec import Struct

from audit.text.formats.written import Place, lines_of

_WIDEST = 130
"""Columns of the longest line that somebody wrapped."""
LEAST, FULL, MOST = 3, 0.75, 0.7
"""Lines that show a margin; the share of it that a line fills, and the share of the lines that do."""
_CLOSED = re.compile(r"[.!?。！？:：;；…][\"'”’)\]」』）]*$")
_WIDE = "WF"


class Line(Struct, frozen=True):
    """Where a line of the file begins in the words of a block."""

    at: int
    """Code points of the block before it."""
    start: int
    """Code points of the file before it."""
    number: int
    """From 1."""


class Block(Struct, frozen=True):
    """Words that stand together, with the ends of lines inside them taken out."""

    text: str
    lines: tuple[Line, ...]
    kind: str = "paragraph"
    marks: tuple[tuple[int, int], ...] = ()
    """Which parts of the words are markup: half-open ranges of code points, in order."""
    words: bool = True
    """Whether it is text to be translated, and not code."""

    def line(self, at: int) -> int:
        """The number of the line that a place in the text is on."""
        return self._line(at).number

    def place(self, file: str, start: int, end: int) -> Place:
        """Where a part of the words stands in the file, and how each of its characters is written there.

        >>> text = "One\\n  two."
        >>> [block] = [joined([(0, 3), (6, 10)], text, 1)]
        >>> block.text, block.place(text, 2, 5).written
        ('One two.', ('e', '\\n  ', 't'))
        """
        offsets = [self._offset(at) for at in range(start, end)]
        stops = [*offsets[1:], offsets[-1] + 1]
        return Place(offsets[0], stops[-1], tuple(map(file.__getitem__, map(slice, offsets, stops))))

    def left_out(self) -> str:
        """What to tell a person of a block that is not read."""
        return f"line {self.line(0)}: {self.kind} left out: “{shorten(self.text, 60, placeholder=' …')}”"

    def _offset(self, at: int) -> int:
        line = self._line(at)
        return line.start + at - line.at

    def _line(self, at: int) -> Line:
        return self.lines[bisect_right(self.lines, at, key=lambda line: line.at) - 1]


def joined(rows: Iterable[tuple[int, int]], text: str, number: int, kind: str = "paragraph") -> Block:
    """The block that rows of the file make, the first of which is on the line of this number.

    Between two wide characters the end of a line is nothing, else it is a space.

    >>> joined([(0, 2), (3, 5)], "營收\\n成長", 1).text
    '營收成長'
    """
    words, lines = "", list[Line]()
    for more, (start, end) in enumerate(rows):
        row = text[start:end]
        if words and row and not (_is_wide(words[-1]) and _is_wide(row[0])):
            words += " "
        lines.append(Line(len(words), start, number + more))
        words += row
    return Block(words, tuple(lines), kind)


def paragraphs(text: str) -> list[Block]:
    """The paragraphs of plain text: parted by blank lines where lines are wrapped at a margin, else one a line.

    >>> [block.text for block in paragraphs("A title\\n\\nOne sentence. Another.\\nOne more.")]
    ['A title', 'One sentence. Another.', 'One more.']
    """
    rows = list(enumerate(_bare(text), start=1))
    grouped = groupby(rows, lambda row: row[1][0] < row[1][1])
    groups = [list(some) for written, some in grouped if written]
    if not _wrapped(
        [(text[slice(*row)], text[below[0]]) for group in groups for (_, row), (_, below) in pairwise(group)]
    ):
        groups = [[row] for group in groups for row in group]
    return [joined([row for _, row in group], text, group[0][0]) for group in groups]


def _bare(text: str) -> Iterable[tuple[int, int]]:
    """The lines without the blanks around them."""
    for start, end in lines_of(text):
        row = text[start:end]
        first = start + len(row) - len(row.lstrip())
        yield first, max(first, start + len(row.rstrip()))


def _wrapped(rows: Sequence[tuple[str, str]]) -> bool:
    """Whether lines, each with the letter that the next begins with, end where the margin is, and not a thought."""
    if 2 * sum(below.islower() for _, below in rows) > len(rows):
        return True
    if len(rows) < LEAST:
        return False
    widths = [_width(row) for row, _ in rows]
    full = sum(width >= FULL * max(widths) for width in widths)
    closed = sum(_CLOSED.search(row[-4:]) is not None for row, _ in rows)
    return max(widths) <= _WIDEST and full >= MOST * len(rows) and 2 * closed <= len(rows)


def _width(row: str) -> int:
    return sum(1 + _is_wide(character) for character in row[: _WIDEST + 1])


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _WIDE
