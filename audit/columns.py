"""Two columns of text for a terminal."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, get_character_cell_size
from rich.console import Console
from rich.text import Text

INDENT = 2
_JOINERS = re.compile(r"(?<!\S)\u200d+")
_WORD = re.compile(r"\s*\S+\s*")

Styled = Sequence[tuple[str, str]]
"""A text in parts, each with its style; that of the first is under those of the others, too."""
Row = tuple[Styled, Styled]
"""What stands in either column."""


class _Sizes(dict[int, str]):
    """How many cells of a terminal a character takes, as a digit: ready for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = size = str(get_character_cell_size(chr(code)))
        return size


_SIZES = _Sizes()


def _sizes(line: str) -> str:
    """How many cells each character takes: one each, in what a typewriter has."""
    return "1" * len(line) if line.isascii() and line.isprintable() else line.translate(_SIZES)


def lines(rows: Sequence[Row], gap: int, console: Console) -> Iterator[Text]:
    """The lines of two columns, the second wrapped; a table of Rich would measure and cut every cell, and is slow.

    >>> console = Console(width=16)
    >>> row = [("en", "dim")], [("Revenue rose", ""), (" again.", "bold")]
    >>> [line.plain.rstrip() for line in lines([row], 2, console)]
    ['  en  Revenue', '      rose', '      again.']
    """
    start = _start([_plain(head) for head, _ in rows], gap)
    width = console.width - start
    for head, body in ((_text(head), _text(body)) for head, body in rows):
        blank = " " * (start - INDENT - head.cell_len)
        for number, line in enumerate(body.wrap(console, width, justify="left", overflow="fold")):
            yield Text.assemble(" " * start, line) if number else Text.assemble(" " * INDENT, head, blank, line)


def plain_lines(rows: Sequence[Row], gap: int, width: int) -> Iterator[str]:
    """The same without a style, many times faster; what spaces lines end in may be others.

    >>> list(plain_lines([([("en", "")], [("Revenue rose ", ""), ("again.", "")]), ([("", "")], [("1", "")])], 2, 16))
    ['  en  Revenue ', '      rose ', '      again.', '      1']
    """
    heads = [_plain(head) for head, _ in rows]
    start = _start(heads, gap)
    for head, (_, body) in zip(heads, rows, strict=True):
        first = " " * INDENT + head + " " * (start - INDENT - cell_len(head))
        for number, line in enumerate(wrapped(_plain(body), width - start)):
            yield (" " * start if number else first) + line


def _start(heads: Sequence[str], gap: int) -> int:
    """Where the second column starts."""
    return INDENT + gap + max(map(cell_len, heads), default=0)


def _plain(styled: Styled) -> str:
    return "".join([_joined(part) for part, _ in styled])


def _joined(text: str) -> str:
    """Text without joiners that join nothing: Rich 15 fails on long words that begin with them."""
    return _JOINERS.sub("", text) if "\u200d" in text else text


def _text(styled: Styled) -> Text:
    (first, ground), *rest = styled
    text = Text(_joined(first), style=ground)
    for part, style in rest:
        text.append(_joined(part), style=style or None)
    return text


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines that Rich would make of a text, but for spaces at their ends.

    >>> list(wrapped("營收成長5%。\\n", 6))
    ['營收成', '長5%。', '']
    """
    for line in text.split("\n"):
        sizes = _sizes(line)
        if "0" in sizes or "\t" in line or width < 2:  # what joins other characters: seldom, and a matter of tables
            rich = Text(line).wrap(Console(), width, justify="left", overflow="fold")
            yield from (one.plain for one in rich)
        elif len(line) + sizes.count("2") <= width:
            yield line
        elif "2" not in sizes and not line[0].isspace() and max(map(len, line.split())) <= width:
            yield from _cut_evenly(line, width)
        else:
            yield from _cut(line, sizes, width)


def _cut_evenly(line: str, width: int) -> Iterator[str]:
    """The same as `_cut`, where each character takes one cell and each word fits."""
    begun, words = 0, len(line.rstrip())
    while begun + width < words:
        space = next(at for at in range(begun + width, begun, -1) if line[at].isspace())
        start = space + 1
        while line[start].isspace():
            start += 1
        yield _without_end(line[begun:start], width)
        begun = start
    yield _without_end(line[begun:], width)


def _cut(line: str, sizes: str, width: int) -> Iterator[str]:
    """A line in parts that are not too long, between words if that can be."""
    begun = used = 0
    for word in _WORD.finditer(line):
        start, end = word.span()
        least = _between(sizes, start, start + len(word[0].rstrip()))
        if used + least <= width:
            used += _between(sizes, start, end)
        elif least > width or (used and start):
            if start:
                yield _without_end(line[begun:start], width)
                begun = start
            while (cut := _fitting(sizes, begun, end, width)) < end and least > width:
                yield line[begun:cut]
                begun = cut
            used = _between(sizes, begun, end)
    yield _without_end(line[begun:], width)


def _fitting(sizes: str, start: int, end: int, width: int) -> int:
    """Up to where characters from the start fit into the width."""
    at, left = start, width
    while at < end and (more := left // 2 or int(int(sizes[at]) <= left)):
        at, before = min(end, at + more), at
        left -= _between(sizes, before, at)
    return at


def _between(sizes: str, start: int, end: int) -> int:
    return end - start + sizes.count("2", start, end)


def _without_end(line: str, width: int) -> str:
    """A line without what of the spaces at its end stands over."""
    if not line[-1:].isspace() or _between(sizes := _sizes(line), 0, len(sizes)) <= width:
        return line
    text = Text(line)
    text.rstrip_end(width)
    text.truncate(width, overflow="fold")
    return text.plain
