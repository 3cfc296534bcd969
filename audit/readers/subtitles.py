"""Subtitles in two files, SubRip (SRT) or WebVTT, one for each language."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.model import Segment
from audit.reader import Reader, ReadError, lines, naming, read_text
from audit.text.formats.cues import TIMES, Cue, cues, together


class Subtitles(Reader):
    """Two files, source then target: cues that are shown at the same time are a pair.

    Where one cue of the one language stands for several of the other, those are joined. A cue with none beside it keeps
    an empty side.
    """

    name = "subtitles"
    suffixes = (".srt", ".vtt")
    files = 2

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 2 and all(TIMES.search(head) for head in heads)

    def read(self, *paths: Path) -> Iterator[Segment]:
        if len(paths) != 2:
            raise ReadError(paths[0], None, "subtitles come in two files", "give the source, then the target")
        source, target = (_cues(path) for path in paths)
        for one, other in together(source, target):
            yield _segment(one, other)


def _cues(path: Path) -> list[Cue]:
    with naming(path):
        found = cues(lines(read_text(path)))
    if not found:
        raise ReadError(path, None, "no subtitles found", "give a file in SRT or WebVTT")
    return found


def _segment(source: Sequence[Cue], target: Sequence[Cue]) -> Segment:
    missing = [side for side, found in (("source", source), ("target", target)) if not found]
    line = (source or target)[0].line
    return Segment(
        id="",
        source="\n".join(row for cue in source for row in cue.rows),
        target="\n".join(row for cue in target for row in cue.rows),
        line=line,
        target_line=target[0].line if target else None,
        notes=tuple(f"line {line}: the {side} has nothing on the screen at this time" for side in missing),
    )
