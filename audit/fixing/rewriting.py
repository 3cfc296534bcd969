"""A file with corrections in it: those, and nothing else, are different."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from audit.editing import Rewrite, opened, refusal
from audit.files import read_contents
from audit.fixing.columns import COLUMNAR
from audit.fixing.edits import applied, least
from audit.fixing.packages import PACKAGES
from audit.fixing.places import FINDERS
from audit.model import Segment, Side, Span, Suggestion
from audit.outputs import OutputError
from audit.reader import Reader, ReadError, naming
from audit.text.formats.unpacking import archive
from audit.text.formats.written import Place

Edits = Mapping[int, Sequence[Suggestion]]
"""Corrections by the number of the segment in its file, from 0."""


def rewrite(reader: Reader, paths: Sequence[Path], edits: Edits, side: Side = "target") -> Rewrite:
    """Make corrections in the text of one side, and read the result back to see that nothing else changed.

    Raises OutputError where that cannot be promised; nothing is written in any case.
    """
    path = paths[0] if side == "source" else paths[-1]
    segments = list(reader.read(*paths))
    if reader.name in COLUMNAR:
        change = COLUMNAR[reader.name](reader, path, segments, edits, side)
    else:
        change = _in_text(reader, path, segments, edits, side)
    expected = [edited(segment, edits.get(number, ()), side) for number, segment in enumerate(segments)]
    again = _read_back(reader, [(one, change.content if one == path else one.read_bytes()) for one in paths])
    if again != expected:
        raise refusal(path, None, "with the corrections in it, the file would not be read as the same pairs")
    if change.is_text:
        return change
    old, new = (_listed(segments, [getattr(one, side) for one in which]) for which in (segments, again))
    return replace(change, old=old, new=new)


def _in_text(reader: Reader, path: Path, segments: Sequence[Segment], edits: Edits, side: Side) -> Rewrite:
    """Make corrections in the text of a file, or of the one file in a package that has the words."""
    if reader.name not in FINDERS and reader.name not in PACKAGES:
        problem = f"{reader.name} files cannot be corrected in place"
        raise OutputError(f"{path}: {problem}; correct it by hand, or save it as TSV and correct that")
    if reader.name in PACKAGES:
        there = opened(path, lambda path, package: PACKAGES[reader.name](path, package, reader.fields)[0])
        assert there.package is not None
        finder = PACKAGES[reader.name](path, archive(there.package), reader.fields)[1]
    else:
        there, finder = opened(path), FINDERS[reader.name]
    with naming(path):
        find = finder(there.text, reader.fields)
    found = {number: _certain(path, segments[number], find(number, segments[number], side)) for number in edits}
    pieces, at = list[str](), 0
    done: dict[int, Sequence[Suggestion]] = {}
    for number, place in sorted(found.items(), key=lambda item: item[1].start):
        if done.setdefault(place.start, edits[number]) is not edits[number]:
            if done[place.start] == edits[number]:
                continue  # cells that repeat one another are written once
            raise refusal(path, segments[number].line, "the same words belong to several pairs")
        text = segments[number].source if side == "source" else segments[number].target
        words = (least(edit, text) if place.between else edit for edit in edits[number])
        written = (replace(edit, text=place.escape(edit.text)) for edit in words)
        pieces += there.text[at : place.start], place.finish("".join(applied(place.written, written, place.between)))
        at = place.end
    return there.changed("".join([*pieces, there.text[at:]]))


def _listed(segments: Sequence[Segment], texts: Sequence[str]) -> str:
    """Texts with where they are, a line each."""
    return "\n".join(f"{segment.line}: {text!r}" for segment, text in zip(segments, texts, strict=True))


def _certain(path: Path, segment: Segment, place: Place | None) -> Place:
    if place is None:
        raise refusal(path, segment.line, "the place of the translation is not certain")
    return place


def edited(segment: Segment, edits: Sequence[Suggestion], side: Side) -> Segment:
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
