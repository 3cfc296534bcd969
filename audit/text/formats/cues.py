"""Subtitles: what is on the screen from when to when, in SubRip (SRT) and WebVTT."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.text.formats.encodings import NotText

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
TIMES = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?\r?$", re.MULTILINE)
"""The line that says when a cue is shown."""
_ASIDE = ("NOTE", "STYLE", "REGION")


class Cue(NamedTuple):
    """Words on the screen, `[start, end)` in milliseconds."""

    start: int
    end: int
    line: int
    """That of its first words."""
    rows: tuple[str, ...]


def cues(rows: Sequence[str]) -> list[Cue]:
    """The cues that have words, in the order of time. Raises NotText.

    >>> cues(["1", "00:00:01,000 --> 00:00:02,500", "Good morning,", "everyone.", ""])
    [Cue(start=1000, end=2500, line=3, rows=('Good morning,', 'everyone.'))]
    """
    return sorted(_cues(rows))


def _cues(rows: Sequence[str]) -> Iterator[Cue]:
    at = 0
    while at < len(rows):
        first = at
        while at < len(rows) and rows[at].strip():
            at += 1
        block = rows[first:at]
        at += 1
        if not block or (first == 0 and block[0].startswith("WEBVTT")) or block[0].startswith(_ASIDE):
            continue
        # The time is on the first line, or on the second, under the name of the cue.
        timed = next((number for number, row in enumerate(block[:2]) if TIMES.match(row)), None)
        if timed is None:
            remedy = "write the time of each cue on a line before it, and a blank line after it"
            raise NotText(first + 1, "expected a time such as 00:00:01,000 --> 00:00:02,500", remedy)
        times = TIMES.match(block[timed])
        assert times is not None
        start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
        if end < start:
            raise NotText(first + timed + 1, "the cue ends before it starts", "correct its times")
        if words := tuple(block[timed + 1 :]):
            yield Cue(start, end, first + timed + 2, words)


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def together(one: Sequence[Cue], other: Sequence[Cue]) -> Iterator[tuple[list[Cue], list[Cue]]]:
    """The cues of two files that are on the screen at the same time, in its order; one side may have none.

    Two belong together where they share half the time of the shorter.

    >>> [(len(left), len(right)) for left, right in together([Cue(0, 4, 1, ()), Cue(5, 6, 2, ())], [Cue(0, 2, 1, ())])]
    [(1, 1), (1, 0)]
    """
    left: list[Cue] = []
    right: list[Cue] = []
    for mine, cue in sorted([*((True, cue) for cue in one), *((False, cue) for cue in other)], key=_order):
        here, there = (left, right) if mine else (right, left)
        if not any(_shared(cue, before) for before in there[-2:]) and (left or right):
            yield left, right
            left, right = [], []
            here = left if mine else right
        here.append(cue)
    if left or right:
        yield left, right


def _order(side: tuple[bool, Cue]) -> tuple[int, int, bool]:
    mine, cue = side
    return cue.start, cue.end, not mine


def _shared(one: Cue, other: Cue) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start)
