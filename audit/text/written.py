"""How a text is written in a file: where it stands, and what stands there for each of its characters."""

import re
from collections.abc import Callable

from msgspec import Struct

Row = tuple[int, int]
"""Where a line starts and ends."""
_LINE = re.compile("(.*?)(\r\n|\r|\n|\\Z)", re.DOTALL)


def same(text: str) -> str:
    """Words that are written as they are."""
    return text


class Place(Struct, frozen=True):
    """Where a text stands in a file, `[start, end)`, and how it is written there."""

    start: int
    end: int
    written: tuple[str, ...]
    """Each code point of the text as the file has it: an escape, or itself."""
    escape: Callable[[str], str] = same
    """Writes new words in the same way."""
    finish: Callable[[str], str] = same
    """Given the whole text with its new words as written, what the file must have instead."""


def lines_of(text: str) -> list[Row]:
    """The rows of a text, split as readers split it.

    >>> lines_of("one\\r\\ntwo")
    [(0, 3), (5, 8), (8, 8)]
    """
    return [match.span(1) for match in _LINE.finditer(text)]
