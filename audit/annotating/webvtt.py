"""Findings as comments (`NOTE`) right before the cues of WebVTT that they are about."""

import re
from collections.abc import Sequence

from audit.annotating.words import Found, said
from audit.model import Segment, Side
from audit.text.formats.annotations import OWNER
from audit.text.formats.encodings import NotText
from audit.text.formats.written import lines_of

NOTE = re.compile(rf"^NOTE {OWNER}: [^\r\n]*(\r\n|\r|\n)\1", re.MULTILINE)


def annotated(text: str, found: Found, segments: Sequence[Segment], side: Side) -> str:
    """The text of a file with a comment for each of these findings. Raises NotText for SubRip, which has none."""
    if not text.startswith("WEBVTT"):
        raise NotText(None, "SubRip (SRT) has no comments", "save the subtitles as WebVTT, or use --report")
    rows = lines_of(text)
    ending = text[rows[0][1] : rows[1][0]]
    pieces, at = list[str](), 0
    for number in sorted(found, key=lambda number: _line(segments[number], side)):
        first = _line(segments[number], side) - 1
        while first > 0 and text[slice(*rows[first - 1])].strip():
            first -= 1
        start = rows[first][0]
        told = [f"NOTE {OWNER}: {said(finding)}".replace("-->", "→") for finding in found[number]]
        pieces += text[at:start], *(f"{one}{ending}{ending}" for one in told)
        at = start
    return "".join([*pieces, text[at:]])


def bare(text: str) -> str:
    """The text of a file without those comments."""
    return NOTE.sub("", text)


def _line(segment: Segment, side: Side) -> int:
    """The line of the first words in the file of that side, or of those before which they would stand."""
    return (segment.target_line if side == "target" else None) or segment.line or 1
