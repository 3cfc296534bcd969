"""Reads the inputs, whatever their format, into segments that know their id and languages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from audit import registry
from audit.files import Files, files, is_report, suffix
from audit.ids import Numbers, identified
from audit.lines import Lines
from audit.model import Input, Segment, Side, Span
from audit.reader import Fields, NoPairs, Reader, ReadError, head, sha256
from audit.spool import held
from audit.text.scripts import AT_ONCE, Letters, locale_by
from audit.text.untagged import untagged

Direction = Literal["auto", "en-zh", "zh-en"]
NAMED = Fields()
OPPOSITE: dict[Side, Side] = {"source": "target", "target": "source"}


def directed(segments: Sequence[Segment], direction: Direction = "auto", locale: str = "auto") -> Sequence[Segment]:
    """Set the languages of both sides, detected over the whole text unless they are given.

    A locale that a segment has already is kept, if its script is that of the text. Where the sides clearly stand the
    other way round than the given direction, they are swapped.

    >>> [pair] = directed([Segment(id="1", source="Revenue rose.", target="營收成長。")])
    >>> pair.source_language, pair.target_language
    ('en', 'zh-TW')
    >>> [pair] = directed([Segment(id="1", source="營收成長。", target="Revenue rose.")], "en-zh")
    >>> pair.source, pair.target_language
    ('Revenue rose.', 'zh-TW')
    """
    clues = {side: defaultdict[str | None, Counter[str]](Counter) for side in OPPOSITE}
    letters = {side: Letters() for side in OPPOSITE}
    for origin, together in groupby(segments, key=lambda segment: segment.origin):
        own = {side: Letters() for side in OPPOSITE}
        while some := list(map(untagged, islice(together, AT_ONCE))):  # both sides at once: a long text lies in a file
            for side, these in own.items():
                these.add(getattr(one, side) for one in some)
        for side, these in own.items():
            letters[side].update(these)
            clues[side][origin].update(these.clues)
    source, target = (letters[side].language(getattr(untagged(one), side) for one in segments) for side in clues)
    found: Direction = "zh-en" if (source, target) in (("zh", "en"), ("zh", None), (None, "en")) else "en-zh"
    if direction == "auto":
        direction = found
    elif {source, target} == {"en", "zh"} and direction != found:
        segments = held(map(_swapped, segments), Segment)
        clues = {side: clues[OPPOSITE[side]] for side in clues}
    locales = _locales(clues["source" if direction == "zh-en" else "target"]) if locale == "auto" else {}

    def with_languages(segment: Segment) -> Segment:
        here = locales.get(segment.origin, locale)
        own = segment.source_language if direction == "zh-en" else segment.target_language
        if locale == "auto" and own.startswith("zh-") and (here == "zh" or (own == "zh-CN") == (here == "zh-CN")):
            here = own
        languages = (here, "en") if direction == "zh-en" else ("en", here)
        return replace(segment, source_language=languages[0], target_language=languages[1])

    return held(map(with_languages, segments), Segment)


def _locales(clues: Mapping[str | None, Counter[str]]) -> dict[str | None, str]:
    """The locale of each input: that of all of them together, but for an input in the other script."""
    found = {origin: locale_by(here) for origin, here in clues.items()}
    common = locale_by(sum(clues.values(), Counter())) or "zh"
    return {
        origin: here if here and (here == "zh-CN") != (common == "zh-CN") else common for origin, here in found.items()
    }


def _swapped(segment: Segment) -> Segment:
    protected = tuple(Span(OPPOSITE[span.side], span.start, span.end) for span in segment.protected)
    lines = {"line": segment.target_line, "target_line": segment.line} if segment.target_line else {}
    return replace(segment, source=segment.target, target=segment.source, protected=protected, **lines)


def read(
    paths: Sequence[Path],
    format: str | None = None,  # noqa: A002
    fields: Fields = NAMED,
) -> tuple[Sequence[Segment], list[Input]]:
    """Read every input in its format, given or detected: files, folders, patterns, "-". Raises ReadError, UnknownName.

    Files in a folder that are in no known format, or reports of ours, are left out: notes of the first input name them.
    """
    inputs: list[Input] = []
    left_out: dict[str, list[Path]] = {}
    segments = held((numbers := Numbers()).given(_read(files(paths), format, fields, inputs, left_out)), Segment)
    told = [f"left out, for they are {reason}: {', '.join(map(str, some))}" for reason, some in left_out.items()]
    if told and not inputs:
        raise ReadError(paths[0], None, f"no file has pairs; {'; '.join(told)}", "give --format, or other files")
    if told:
        inputs[0] = replace(inputs[0], notes=tuple(told))
    return segments if numbers.for_all else held(identified(segments), Segment), inputs


def _read(
    meant: Files, asked: str | None, fields: Fields, inputs: list[Input], left_out: dict[str, list[Path]]
) -> Iterator[Segment]:
    """The segments of all files, and on the way what is to be said of these."""
    for reader, group in _grouped(meant, asked, fields, left_out):
        origin = str(group[0]) if len(group) < len(meant.paths) else None
        count = 0
        try:
            for count, segment in enumerate(reader.read(*group), start=1):  # noqa: B007 - the last is how many there are
                yield replace(segment, origin=origin) if origin else segment
        except NoPairs:
            if not meant.found.issuperset(group):
                raise
            left_out.setdefault("without the columns of pairs", []).extend(group)
            continue
        if not count:
            raise ReadError(group[0], None, f"no pairs found, read as {reader.name}", "give the right --format")
        inputs += [Input(path=str(path), format=reader.name, sha256=sha256(path), segments=count) for path in group]


def with_references(segments: Sequence[Segment], *paths: Path, fields: Fields = NAMED) -> Sequence[Segment]:
    """Give each segment its references: a line of each file, or the target of its pair where a file has pairs."""
    rows = zip(*(_references(path, len(segments), fields) for path in paths), strict=True)
    return held(
        (
            replace(segment, reference=first or None, more_references=tuple(filter(None, more)))
            for segment, (first, *more) in zip(segments, rows, strict=True)
        ),
        Segment,
    )


def _references(path: Path, count: int, fields: Fields) -> Iterable[str]:
    rows = Lines(path)
    if sum(1 for _ in rows) == count:
        return rows
    pairs, _ = read([path], fields=fields)
    if len(pairs) != count:
        problem = f"{len(pairs)} references for {count} segments"
        raise ReadError(path, None, problem, "give one reference a line, in the order of the segments")
    return (pair.target for pair in pairs)


def _grouped(
    meant: Files, asked: str | None, fields: Fields, left_out: dict[str, list[Path]]
) -> Iterator[tuple[Reader, Sequence[Path]]]:
    """Give every reader the files that make one of its inputs."""
    readers = [registry.reader(name, fields) for name in registry.readers()]
    rest = list(meant.paths)
    while rest:
        found = rest[0] in meant.found
        if found and is_report(rest[0]):
            left_out.setdefault("reports of audits", []).append(rest.pop(0))
            continue
        try:
            reader = registry.reader(asked, fields) if asked else _detected(rest, readers, found=found)
        except _UnknownFormat:
            if not found:
                raise
            left_out.setdefault("in no known format", []).append(rest.pop(0))
            continue
        group, rest = rest[: reader.files], rest[reader.files :]
        if len(group) < reader.files:
            raise ReadError(
                group[0], None, f"{reader.name} needs {reader.files} files", "give the source, then the target"
            )
        yield reader, group


class _UnknownFormat(ReadError):
    """A file that no reader accepts."""


def _detected(paths: Sequence[Path], readers: Iterable[Reader], *, found: bool) -> Reader:
    """The reader for the first of the files: by its suffix if its content agrees, then by content alone.

    Files that nobody named go together only where they are called alike, and need agree with their content.
    """
    together = not found or (len(paths) > 1 and _called_alike(*paths[:2]))
    kind = suffix(paths[0])
    ordered = sorted(readers, key=lambda reader: (kind not in reader.suffixes, reader.files))
    heads = [head(path) for path in paths[: 2 if together else 1]]
    for reader in ordered:
        if reader.files <= len(heads) and reader.accepts(*heads[: reader.files]):
            return reader
    if kind in ordered[0].suffixes and ordered[0].files == 1 and not found:
        return ordered[0]
    names = ", ".join(sorted(reader.name for reader in readers))
    raise _UnknownFormat(paths[0], None, "not in a known format", f"give --format, one of {names}")


def _called_alike(one: Path, other: Path) -> bool:
    """Whether the names differ only in what says the language: talk.en and talk.zh, talk.en.txt and talk.zh.txt."""
    return one.parent == other.parent and one.name.split(".")[0] == other.name.split(".")[0]
