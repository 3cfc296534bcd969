"""A pair a line with three bars between, as word aligners take it."""

from collections.abc import Iterator
from pathlib import Path

from audit.model import Segment
from audit.reader import Reader, ReadError, lines, read_text


class Bars(Reader):
    """Lines of the form `source ||| target`."""

    name = "bars"
    suffixes = (".bars",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        """Tell by the first line that says anything."""
        return len(heads) == 1 and " ||| " in heads[0].lstrip().partition("\n")[0]

    def read(self, *paths: Path) -> Iterator[Segment]:
        """Yield a segment for each line that says anything."""
        (path,) = paths
        for number, line in enumerate(lines(read_text(path)), start=1):
            if not line.strip():
                continue
            sides = line.split(" ||| ")
            if len(sides) != 2:
                raise ReadError(path, number, f"found {len(sides)} texts", "write source ||| target")
            yield Segment(id="", source=sides[0], target=sides[1], line=number)
