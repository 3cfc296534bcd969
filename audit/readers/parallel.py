"""Two files: each line of the second translates the same line of the first."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from audit.lines import Lines
from audit.model import Segment
from audit.reader import Reader, ReadError, lines
from audit.text.formats.cues import TIMES
from audit.text.scripts import Language, language

MAJORITY = 0.8
"""Share of the lines of a file that are in its language at least."""


class Parallel(Reader):
    """Two texts, source then target, with the same number of lines; more blank lines at the end of one do not count."""

    name = "parallel"
    suffixes = (".txt", ".en", ".zh")
    files = 2

    def accepts(self, *heads: str) -> bool:
        if len(heads) != 2 or any(map(TIMES.search, heads)):
            return False
        return {_only_language(head) for head in heads} == {"en", "zh"}

    def read(self, *paths: Path) -> Iterator[Segment]:
        if len(paths) != 2:
            raise ReadError(paths[0], None, "parallel texts come in two files", "give the source, then the target")
        lengths = [0, 0]
        for number, (one, other) in enumerate(zip_longest(Lines(paths[0]), Lines(paths[1])), start=1):
            if one is not None and other is not None:
                lengths = [number, number]
                if one.strip() or other.strip():
                    yield _segment(number, one, other)
            elif (one or other or "").strip():
                lengths[one is None] = number
        if lengths[0] != lengths[1]:
            problem = f"{lengths[1]} lines, but {paths[0]} has {lengths[0]}"
            remedy = (
                "give both files the same lines, with a blank one where a translation is missing, "
                "or have their sentences paired by --align (which is --format aligned)"
            )
            raise ReadError(paths[1], min(lengths) + 1, problem, remedy)


def _only_language(head: str) -> Language | None:
    found = [spoken for line in lines(head) if (spoken := language(line))]
    common: Language = "en" if found.count("en") > found.count("zh") else "zh"
    return common if found and found.count(common) >= MAJORITY * len(found) else None


def _segment(number: int, source: str, target: str) -> Segment:
    missing = [side for side, text in (("source", source), ("target", target)) if not text.strip()]
    notes = tuple(f"line {number}: the {side} is blank" for side in missing)
    return Segment(id="", source=source, target=target, line=number, notes=notes)
