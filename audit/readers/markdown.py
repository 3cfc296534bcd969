"""Markdown in two files of one structure: each block of the second translates the same block of the first."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from msgspec.structs import replace

from audit.model import Segment, Side, Span
from audit.reader import Reader, ReadError, read_text
from audit.text.formats.blocks import Block
from audit.text.formats.markdown import SUFFIXES, TELLING, blocks
from audit.text.formats.written import Place
from audit.text.scripts import language

REMEDY = "give both files the same blocks, or have their sentences paired by --align (which is --format aligned)"


class Markdown(Reader):
    """Two documents, source then target, with the same headings, items, cells and paragraphs; code is left out."""

    name = "markdown"
    suffixes = SUFFIXES
    files = 2

    def accepts(self, *heads: str) -> bool:
        return (
            len(heads) == 2 and all(map(TELLING.search, heads)) and {language(head) for head in heads} == {"en", "zh"}
        )

    def read(self, *paths: Path) -> Iterator[Segment]:
        if len(paths) != 2:
            raise ReadError(paths[0], None, "Markdown comes in two files", "give the source, then the target")
        source, target = (blocks(read_text(path)) for path in paths)
        _same_structure(paths[0], _words(source), paths[1], _words(target))
        others = iter(_words(target))
        segments: list[Segment] = []
        notes: list[str] = []
        for block in source:
            if block.words:
                segments.append(_segment(block, next(others), notes))
                notes = []
            else:
                notes.append(block.left_out())
        if segments and notes:
            segments[-1] = replace(segments[-1], notes=(*segments[-1].notes, *notes))
        yield from segments


def places(text: str) -> Callable[[int, Side], Place | None]:
    """Where the words of each segment stand, by its number, in a file that is read."""
    found = _words(blocks(text))

    def find(number: int, side: Side) -> Place | None:
        block = found[number]
        return block.place(text, 0, len(block.text))

    return find


def _words(found: Sequence[Block]) -> list[Block]:
    return [block for block in found if block.words]


def _same_structure(path: Path, source: Sequence[Block], other_path: Path, target: Sequence[Block]) -> None:
    """Raises ReadError, at the first block that differs."""
    for one, other in zip_longest(source, target):
        if one is None or other is None or one.kind != other.kind:
            here = f"a {other.kind} here" if other else "the document ends"
            there = f"{path}:{one.line(0)} has a {one.kind}" if one else f"{path} ends before it"
            raise ReadError(other_path, other.line(0) if other else None, f"{here}, but {there}", REMEDY)


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
