"""How a text is written in a file: where it stands, and what stands there for each of its characters."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

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
    between: Mapping[int, str] = {}
    """Markup that stands before code points, by their number: it stays, whatever becomes of them."""


class Stretch(NamedTuple):
    """Some code points of a text, and `[start, end)` where the file has them: each as it is, or all together."""

    shown: str
    start: int
    end: int


def place_of(file: str, stretches: Iterable[Stretch], escape: Callable[[str], str]) -> Place | None:
    """Where a text stands that may have markup between its stretches; None for no text.

    >>> found = place_of("<b>5</b>&#37;", [Stretch("5", 3, 4), Stretch("%", 8, 13)], same)
    >>> found.start, found.end, found.written, found.between
    (3, 13, ('5', '&#37;'), {1: '</b>'})
    """
    written, between = list[str](), dict[int, str]()
    start = at = None
    for one in stretches:
        if start is None or at is None:
            start = at = one.start
        if at < one.start:
            between[len(written)] = file[at : one.start]
        here = file[one.start : one.end]
        written += here if len(here) == len(one.shown) else [here, *[""] * (len(one.shown) - 1)]
        at = one.end
    return None if start is None or at is None else Place(start, at, tuple(written), escape, between=between)


def trimmed(stretches: Iterable[Stretch], blanks: str) -> list[Stretch]:
    """The stretches of a text without these characters at either end of it.

    >>> trimmed([Stretch(" \\n", 0, 2), Stretch(" a ", 2, 5)], " \\n")
    [Stretch(shown='a', start=3, end=4)]
    """
    found = list(stretches)
    first, last = 0, len(found)
    while first < last and not found[first].shown.strip(blanks):
        first += 1
    while first < last and not found[last - 1].shown.strip(blanks):
        last -= 1
    found = found[first:last]
    if found:
        shown, start, end = found[0]
        kept = shown.lstrip(blanks)
        found[0] = Stretch(kept, start + len(shown) - len(kept), end)
        shown, start, end = found[-1]
        kept = shown.rstrip(blanks)
        found[-1] = Stretch(kept, start, end - len(shown) + len(kept))
    return found


def lines_of(text: str) -> list[Row]:
    """The rows of a text, split as readers split it.

    >>> lines_of("one\\r\\ntwo")
    [(0, 3), (5, 8), (8, 8)]
    """
    return [match.span(1) for match in _LINE.finditer(text)]
