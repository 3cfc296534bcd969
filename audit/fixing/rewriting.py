"""A file with corrections in it: those, and nothing else, are different."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from audit.fixing.edits import applied
from audit.fixing.places import FINDS
from audit.model import Segment, Side, Span, Suggestion
from audit.outputs import OutputError
from audit.reader import STANDARD_INPUT, Reader, ReadError, raw_bytes, read_contents
from audit.text.encodings import decode
from audit.text.unpacking import unpacked
from audit.text.written import Place

Edits = Mapping[int, Sequence[Suggestion]]
"""Corrections by the number of the segment in its file, from 0."""


class Rewrite(Struct, frozen=True):
    """What a file has, and what it is to have."""

    path: Path
    old: str
    new: str
    content: bytes
    """The new text in the encoding of the old one."""


def rewrite(reader: Reader, paths: Sequence[Path], edits: Edits, side: Side = "target") -> Rewrite:
    """Make corrections in the text of one side, and read the result back to see that nothing else changed.

    Raises OutputError where that cannot be promised; nothing is written in any case.
    """
    path = paths[0] if side == "source" else paths[-1]
    if reader.name not in FINDS:
        problem = f"{reader.name} files cannot be corrected in place"
        raise OutputError(f"{path}: {problem}; correct it by hand, or save it as TSV and correct that")
    raw = raw_bytes(path)
    if path == STANDARD_INPUT or unpacked(raw) != raw:
        problem = "standard input" if path == STANDARD_INPUT else "a compressed file"
        raise OutputError(f"{path}: {problem} cannot be corrected in place; give the file itself")
    segments = list(reader.read(*paths))
    old, encoding = decode(raw)
    find = FINDS[reader.name](old)
    places = {number: _certain(path, segments[number], find(number, segments[number], side)) for number in edits}
    pieces, at = list[str](), 0
    for number, place in sorted(places.items(), key=lambda item: item[1].start):
        words = (replace(edit, text=place.escape(edit.text)) for edit in edits[number])
        pieces += old[at : place.start], place.finish("".join(applied(place.written, words)))
        at = place.end
    new = "".join([*pieces, old[at:]])
    content = _encoded(path, raw, encoding, old, new)
    expected = [_edited(segment, edits.get(number, ()), side) for number, segment in enumerate(segments)]
    if _read_back(reader, [(one, content if one == path else one.read_bytes()) for one in paths]) != expected:
        raise _refusal(path, None, "with the corrections in it, the file would not be read as the same pairs")
    return Rewrite(path, old, new, content)


def _certain(path: Path, segment: Segment, place: Place | None) -> Place:
    if place is None:
        raise _refusal(path, segment.line, "the place of the translation is not certain")
    return place


def _edited(segment: Segment, edits: Sequence[Suggestion], side: Side) -> Segment:
    """The segment as it should be read with the corrections in it."""
    protected = sorted(
        replace(span, **_moved(span, edits)) if span.side == side else span for span in segment.protected
    )
    text = "".join(applied(segment.source if side == "source" else segment.target, edits))
    return _content(replace(segment, **{side: text}, protected=tuple(protected)))


def _moved(span: Span, edits: Sequence[Suggestion]) -> dict[str, int]:
    """Where a tag is when the words before it have changed."""
    by = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= span.start)
    return {"start": span.start + by, "end": span.end + by}


def _content(segment: Segment) -> Segment:
    """All but line numbers and notes, which may quote what changed."""
    return replace(segment, line=None, target_line=None, notes=(), protected=tuple(sorted(segment.protected)))


def _read_back(reader: Reader, files: Sequence[tuple[Path, bytes]]) -> list[Segment] | None:
    try:
        return [_content(segment) for segment in read_contents(reader, files)]
    except ReadError:
        return None


def _encoded(path: Path, raw: bytes, encoding: str, old: str, new: str) -> bytes:
    """The new text as bytes, written in the way that turns the old text into the very bytes of the file."""
    for name in (encoding, f"{encoding}-le", f"{encoding}-be"):
        for mark in ("", "\ufeff"):
            try:
                if (mark + old).encode(name) == raw:
                    return (mark + new).encode(name)
            except LookupError:
                continue
            except UnicodeEncodeError as error:
                letter = error.object[error.start]
                raise _refusal(path, None, f"{encoding} has no “{letter}”, which a correction needs") from None
    raise _refusal(path, None, f"its {encoding} would not come out as it is")


def _refusal(path: Path, line: int | None, problem: str) -> OutputError:
    where = str(path) if line is None else f"{path}:{line}"
    return OutputError(f"{where}: left as it is: {problem}; correct it by hand, or save it as UTF-8 and try again")
