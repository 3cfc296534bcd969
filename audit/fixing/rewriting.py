"""A file with corrections in it: those, and nothing else, are different."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from audit.editing import Rewrite, opened, refusal, rewritten
from audit.fixing.edits import applied
from audit.fixing.places import FINDS
from audit.model import Segment, Side, Span, Suggestion
from audit.outputs import OutputError
from audit.reader import Reader, ReadError, naming, read_contents
from audit.text.written import Place

Edits = Mapping[int, Sequence[Suggestion]]
"""Corrections by the number of the segment in its file, from 0."""


def rewrite(reader: Reader, paths: Sequence[Path], edits: Edits, side: Side = "target") -> Rewrite:
    """Make corrections in the text of one side, and read the result back to see that nothing else changed.

    Raises OutputError where that cannot be promised; nothing is written in any case.
    """
    path = paths[0] if side == "source" else paths[-1]
    if reader.name not in FINDS:
        problem = f"{reader.name} files cannot be corrected in place"
        raise OutputError(f"{path}: {problem}; correct it by hand, or save it as TSV and correct that")
    segments = list(reader.read(*paths))
    raw, old, encoding = opened(path)
    with naming(path):
        find = FINDS[reader.name](old)
    places = {number: _certain(path, segments[number], find(number, segments[number], side)) for number in edits}
    pieces, at = list[str](), 0
    for number, place in sorted(places.items(), key=lambda item: item[1].start):
        words = (replace(edit, text=place.escape(edit.text)) for edit in edits[number])
        pieces += old[at : place.start], place.finish("".join(applied(place.written, words)))
        at = place.end
    change = rewritten(path, raw, encoding, old, "".join([*pieces, old[at:]]))
    expected = [_edited(segment, edits.get(number, ()), side) for number, segment in enumerate(segments)]
    if _read_back(reader, [(one, change.content if one == path else one.read_bytes()) for one in paths]) != expected:
        raise refusal(path, None, "with the corrections in it, the file would not be read as the same pairs")
    return change


def _certain(path: Path, segment: Segment, place: Place | None) -> Place:
    if place is None:
        raise refusal(path, segment.line, "the place of the translation is not certain")
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
    """All but line numbers, likeness, and notes, which may quote what changed."""
    return replace(
        segment, line=None, target_line=None, likeness=None, notes=(), protected=tuple(sorted(segment.protected))
    )


def _read_back(reader: Reader, files: Sequence[tuple[Path, bytes]]) -> list[Segment] | None:
    try:
        return [_content(segment) for segment in read_contents(reader, files)]
    except ReadError:
        return None
