"""Markdown in two files of one structure: each block of the second translates the same block of the first."""

from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from msgspec.structs import replace

from audit.model import Segment, Side, Span
from audit.reader import Reader, ReadError, read_text
from audit.text.blocks import Block
from audit.text.markdown import SUFFIXES, TELLING, blocks
from audit.text.scripts import language
from audit.text.written import Place

ALIGN = "or have their sentences paired by what they say: --align"


class Markdown(Reader):
    """Two documents, source then target, with the same headings, items, cells and paragraphs; code is left out."""

    name = "markdown"
    suffixes = SUFFIXES
    files = 2

    def accepts(self, *heads: str) -> bool:
        return (
            len(heads) == 2
            and all(map(TELLING.search, heads))
            and {language(_prose(head)) for head in heads} == {"en", "zh"}
        )

    def read(self, *paths: Path) -> Iterator[Segment]:
        if len(paths) != 2:
            raise ReadError(paths[0], None, "Markdown comes in two files", "give the source, then the target")
        segments: list[Segment] = []
        notes: list[str] = []
        for one, other in _pairs(*paths):
            if one.words:
                segments.append(_segment(one, other, notes))
                notes = []
            else:
                notes.append(one.left_out())
        if segments and notes:
            segments[-1] = replace(segments[-1], notes=(*segments[-1].notes, *notes))
        yield from segments


def places(text: str) -> Callable[[int, Side], Place | None]:
    """Where the words of each segment stand, by its number, in a file that is read."""
    found = [block for block in blocks(text) if block.words]

    def find(number: int, side: Side) -> Place | None:
        block = found[number]
        return block.place(text, 0, len(block.text))

    return find


def _prose(text: str) -> str:
    return "\n".join(block.text for block in blocks(text) if block.words)


def _pairs(*paths: Path) -> Iterator[tuple[Block, Block]]:
    for one, other in zip_longest(*(blocks(read_text(path)) for path in paths)):
        if one is None or other is None or one.kind != other.kind:
            here = f"{_named(other)} here" if other else "the document ends"
            there = f"{paths[0]}:{one.line(0)} has {_named(one)}" if one else f"{paths[0]} ends before it"
            remedy = f"give both files the same blocks, {ALIGN}"
            raise ReadError(paths[1], other.line(0) if other else None, f"{here}, but {there}", remedy)
        yield one, other


def _named(block: Block) -> str:
    return f"a {block.kind}"


def _segment(one: Block, other: Block, notes: list[str]) -> Segment:
    return Segment(
        id="",
        source=one.text,
        target=other.text,
        line=one.line(0),
        target_line=other.line(0),
        protected=(*_marks("source", one), *_marks("target", other)),
        notes=tuple(notes),
    )


def _marks(side: Side, block: Block) -> Iterator[Span]:
    return (Span(side, start, end) for start, end in block.marks)
