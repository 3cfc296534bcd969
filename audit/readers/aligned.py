"""Two documents that nobody has paired, plain text or Markdown: their sentences are paired by what they say."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from audit.model import Segment, Side, Span
from audit.reader import Reader, ReadError, read_text
from audit.text.formats.blocks import Block, paragraphs
from audit.text.formats.markdown import SUFFIXES, blocks
from audit.text.formats.written import Place
from audit.text.scripts import Language, language
from audit.text.sentences import sentences

NAMES: dict[Language, str] = {"en": "English", "zh": "Chinese"}
LONGEST_RUN = 3
"""Sentences of one side that a segment may have."""
OTHER: dict[Language | None, Language] = {"en": "zh", "zh": "en", None: "zh"}


class Sentence(Struct, frozen=True):
    """A sentence in its block."""

    number: int
    """Of the block, from 0."""
    block: Block
    start: int
    end: int


class Document(Struct, frozen=True):
    """What one of the files has."""

    sentences: list[Sentence]
    language: Language
    notes: list[str]
    """What is left out."""


class Aligned(Reader):
    """Two documents, one in English and one in Chinese; read only where `--align` asks for it.

    Every sentence is in one segment, in order; one that the other document lacks has an empty side.
    """

    name = "aligned"
    suffixes = ()
    files = 2

    def accepts(self, *heads: str) -> bool:
        return False

    def read(self, *paths: Path) -> Iterator[Segment]:
        if len(paths) != 2:
            raise ReadError(paths[0], None, "documents to align come in two files", "give the source, then the target")
        source, target = _documents(*paths)
        from audit.alignment import beads  # loads the encoder
        from audit.alignment.sides import Sentence as Read

        read = [
            [Read(_words(one), not one.start, one.block.kind) for one in side.sentences] for side in (source, target)
        ]
        found = [
            _segment(source.sentences[slice(*bead.source)], target.sentences[slice(*bead.target)], bead.likeness)
            for bead in beads.align(read[0], read[1], (source.language, target.language))
        ]
        if found:
            found[0] = replace(found[0], notes=(*source.notes, *target.notes))
        yield from found


def places(text: str) -> Callable[[int, Segment, Side], Place | None]:
    """Where the words of a segment stand in one of the files, by the line that it remembers."""
    readings = []
    for found in (blocks(text), paragraphs(text)):
        cut = _document(found, _spoken(found) or "zh").sentences
        readings.append((cut, _by_line(cut)))

    def find(number: int, segment: Segment, side: Side) -> Place | None:
        words, line = (segment.source, segment.line) if side == "source" else (segment.target, segment.target_line)
        for cut, firsts in readings:
            for first in firsts.get(line, ()):
                for last in range(first + 1, min(first + LONGEST_RUN, len(cut)) + 1):
                    if _text(cut[first:last]) == words:
                        return _place(text, cut[first:last])
        return None

    return find


def _by_line(cut: Sequence[Sentence]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    for number, sentence in enumerate(cut):
        found.setdefault(_line([sentence]), []).append(number)
    return found


def _place(text: str, run: Sequence[Sentence]) -> Place:
    found = [part.block.place(text, part.start, part.end) for part in _parts(run)]
    written = list(found[0].written)
    for before, place in pairwise(found):
        written += [text[before.end : place.start], *place.written]
    return Place(found[0].start, found[-1].end, tuple(written))


def _documents(*paths: Path) -> tuple[Document, Document]:
    found = [_blocks(path) for path in paths]
    spoken = [_spoken(some) for some in found]
    if spoken[0] and spoken[0] == spoken[1]:
        problem = f"this is {NAMES[spoken[0]]}, and so is {paths[0]}"
        raise ReadError(paths[1], None, problem, "give a document in English and one in Chinese")
    first = spoken[0] or OTHER[spoken[1]]
    return _document(found[0], first), _document(found[1], OTHER[first])


def _spoken(found: Sequence[Block]) -> Language | None:
    return language("\n".join(block.text for block in found if block.words))


def _blocks(path: Path) -> list[Block]:
    text = read_text(path)
    packed = path.suffix.lower() not in SUFFIXES and Path(path.stem).suffix.lower() in SUFFIXES  # talk.md.gz
    return blocks(text) if packed or path.suffix.lower() in SUFFIXES else paragraphs(text)


def _document(found: Sequence[Block], spoken: Language) -> Document:
    cut = [
        Sentence(number, block, start, end)
        for number, block in enumerate(found)
        if block.words
        for start, end in sentences(block.text, spoken)
    ]
    return Document(cut, spoken, [block.left_out() for block in found if not block.words])


def _segment(source: Sequence[Sentence], target: Sequence[Sentence], likeness: float) -> Segment:
    return Segment(
        id="",
        source=_text(source),
        target=_text(target),
        line=_line(source),
        target_line=_line(target),
        likeness=round(likeness, 2) if source and target else None,
        protected=(*_marks("source", source), *_marks("target", target)),
    )


def _parts(run: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences of one block as one, with what stands between them."""
    for _, group in groupby(run, lambda sentence: sentence.number):
        some = list(group)
        yield replace(some[0], end=some[-1].end)


def _text(run: Sequence[Sentence]) -> str:
    return "\n".join(part.block.text[part.start : part.end] for part in _parts(run))


def _words(sentence: Sentence) -> str:
    """A sentence without its markup."""
    words, at = "", sentence.start
    for start, end in sentence.block.marks:
        if at <= start and end <= sentence.end:
            words += sentence.block.text[at:start]
            at = end
    return words + sentence.block.text[at : sentence.end]


def _line(run: Sequence[Sentence]) -> int | None:
    return run[0].block.line(run[0].start) if run else None


def _marks(side: Side, run: Sequence[Sentence]) -> Iterator[Span]:
    at = 0
    for part in _parts(run):
        for start, end in part.block.marks:
            if part.start <= start and end <= part.end:
                yield Span(side, at + start - part.start, at + end - part.start)
        at += part.end - part.start + 1
