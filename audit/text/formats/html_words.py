"""Words of HTML as a browser shows them, in the cells of tables and outside.

Blanks in a row are one, a line ends where one ends on the screen.
"""

from html import escape
from typing import NamedTuple

from msgspec import Struct

from audit.text.formats.html import Token
from audit.text.formats.written import Place, Stretch, place_of, trimmed


class Words(Struct):
    """A text that is being read, and where each of its characters is written."""

    file: str
    stretches: list[Stretch] = []
    space: tuple[int, int] | None = None
    """Blanks that have been read: they are one, if a word comes after them."""
    broken: int | None = None
    """Where a line has ended, if a word comes after that."""

    @property
    def text(self) -> str:
        """The words, without line ends after them."""
        return "".join(one.shown for one in self.stretches).rstrip("\n")

    @property
    def place(self) -> Place | None:
        """Where they are written; None where there are none."""
        return place_of(self.file, trimmed(self.stretches, "\n"), lambda words: escape(words, quote=False))

    def add(self, token: Token, *, keeps_blanks: bool = False) -> None:
        """Read a piece of text."""
        if token.kind == "space" and not keeps_blanks:
            self.space = self.space or (token.start, token.end)
            return
        if self.stretches and not self.stretches[-1].shown.endswith("\n"):
            if self.broken is not None:
                self.stretches.append(Stretch("\n", self.broken, self.broken))
            elif self.space:
                self.stretches.append(Stretch(" ", *self.space))
        self.space = self.broken = None
        self.stretches.append(Stretch(token.name or self.file[token.start : token.end], token.start, token.end))

    def end_line(self, start: int, end: int) -> None:
        """Read the tag that ends a line."""
        if self.stretches:
            self.stretches.append(Stretch("\n", start, end))
        self.space = self.broken = None

    def end_block(self, at: int) -> None:
        """Read a tag before or after which there is another line."""
        self.broken = at


class Cell(Struct):
    """A cell of a table."""

    words: Words
    columns: int = 1
    rows: int = 1
    is_hidden: bool = False


class Row(Struct):
    """A row of a table."""

    line: int
    cells: list[Cell] = []
    is_hidden: bool = False
    hidden: list[str] = []
    """What of it is not shown."""


class Outside(NamedTuple):
    """Words that are in no cell."""

    text: str
    line: int
    is_hidden: bool = False


Table = list[Row]
