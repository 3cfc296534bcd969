"""Two columns of text for a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

INDENT = 2


def lines(rows: Sequence[tuple[Text, Text]], gap: int, console: Console) -> Iterator[Text]:
    """The lines of two columns, the second wrapped; a table of Rich would measure and cut every cell, and is slow.

    >>> console = Console(width=16)
    >>> [line.plain.rstrip() for line in lines([(Text("en"), Text("Revenue rose again."))], 2, console)]
    ['  en  Revenue', '      rose', '      again.']
    """
    start = INDENT + gap + max((head.cell_len for head, _ in rows), default=0)
    width = console.width - start
    for head, body in rows:
        blank = " " * (start - INDENT - head.cell_len)
        for number, line in enumerate(body.wrap(console, width, justify="left", overflow="fold")):
            yield Text.assemble(" " * start, line) if number else Text.assemble(" " * INDENT, head, blank, line)
