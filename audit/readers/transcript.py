"""Transcripts: lines of English and Chinese in turn, with lines that name the speaker."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from audit.model import Segment
from audit.reader import Reader, ReadError, lines, read_text
from audit.text.formats.cues import TIMES
from audit.text.pairing import Line, Pair, first_language, gaps_part_pairs, joined, pairs, parted, usual_ratio
from audit.text.scripts import Language, language
from audit.text.turns import Turn, turns

Note = tuple[int, str]
"""Something odd, with the number of its line."""
OTHER_FORMAT = re.compile(rf'^(?:msgid "|PK$)|\A\s*\[\s*\{{|{TIMES.pattern}', re.MULTILINE)
"""What transcripts do not have: a line of a PO file, an archive, subtitles, or the beginning of a list in JSON."""
MINORITY = 0.2
"""Share of the lines that the rarer language has at least."""
OTHER: dict[Language | None, Language] = {"en": "zh", "zh": "en", None: "en"}


class Transcript(Reader):
    """English and Chinese lines in turn, either first; told apart by script, so no marks are needed.

    English is the source. Lines that name a speaker, once or twice, in one language or both, become `speaker`.
    A line wholly in square brackets is the transcriber's and has no speaker. Lines of one language in a row pair one
    to one with as many of the other; lines of one broken paragraph are joined; a line without its translation keeps
    an empty one. Each oddity is a note. Text in one language before the first pair, and Chinese alone after the last,
    is a notice: it is quoted whole in a note of the nearest segment.
    """

    name = "transcript"
    suffixes = (".txt",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        if len(heads) != 1 or heads[0].lstrip().startswith(("{", "<")) or OTHER_FORMAT.search(heads[0]):
            return False
        rows = lines(heads[0].lstrip())
        if _is_header(rows[0] if rows else "") or sum("\t" in row for row in rows) * 2 > len(rows):
            return False
        found = [language(row) for row in rows]
        rare, common = sorted([found.count("en"), found.count("zh")])
        return rare > 0 and rare >= MINORITY * (rare + common)

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        said, notes = _lines(read_text(path))
        spoken = turns(said)
        found, notices = _without_notices(list(_pairs(spoken)))
        if not found:
            raise ReadError(path, 1, "no English line with a Chinese line for it", "give lines of both in turn")
        segments = [_segment(turn, pair) for turn, pair in found]
        notes += notices + _speaker_notes(spoken, {segment.speaker for segment in segments})
        return _annotated(segments, sorted(notes))


def _is_header(row: str) -> bool:
    """Whether a table of pairs may begin so, be its columns the right ones or not."""
    cells = {cell.strip(' "').lower() for cell in re.split("[\t,;]", row)}
    return cells.issuperset(("source", "target")) or re.fullmatch(r'["\w-]+(?:[,;]["\w-]+)+', row, re.ASCII) is not None


def _speaker_notes(spoken: list[Turn], heard: set[str | None]) -> list[Note]:
    silent = [turn for turn in spoken if turn.speaker is not None and turn.speaker not in heard]
    guessed = [turn for turn in spoken if turn.guessed]
    return [
        *((turn.line, f"“{turn.speaker}” is named, but says nothing") for turn in silent),
        *((turn.line, f"“{turn.speaker}” taken for the name of the speaker") for turn in guessed),
    ]


def _lines(text: str) -> tuple[list[Line], list[Note]]:
    """The lines with words in them; and notes of the others."""
    said: list[Line] = []
    notes: list[Note] = []
    gap = False
    for number, row in enumerate(lines(text), start=1):
        if any(map(str.isalnum, row)):
            spoken = language(row) or OTHER[said[-1].language if said else None]
            said.append(Line(number, row, spoken, gap))
            gap = False
        else:
            gap = True
            if row.strip():
                notes.append((number, f"left out, for it has no words: “{row}”"))
    return said, notes


def _pairs(spoken: list[Turn]) -> Iterator[tuple[Turn, Pair]]:
    by_gaps = gaps_part_pairs([turn.lines for turn in spoken])
    blocks = [(turn, block) for turn in spoken for block in (parted(turn.lines) if by_gaps else [turn.lines])]
    texts = [block for _, block in blocks]
    first = first_language(texts)
    ratio = usual_ratio(texts, first)
    for turn, block in blocks:
        for pair in pairs(block, first, ratio):
            yield turn, pair


def _without_notices(found: list[tuple[Turn, Pair]]) -> tuple[list[tuple[Turn, Pair]], list[Note]]:
    """Part the pairs from text in one language before the first of them, or in Chinese after the last."""
    whole = [at for at, (_, pair) in enumerate(found) if pair.english and pair.chinese]
    if not whole:
        return [], []
    kept: list[tuple[Turn, Pair]] = []
    notices: list[Note] = []
    named = any(turn.speaker for turn, _ in found)
    for at, (turn, pair) in enumerate(found):
        outside = not whole[0] <= at <= whole[-1]
        preface = at < whole[0] and turn.speaker is None and named
        if outside and (not pair.english or (preface and not pair.chinese)):
            text = joined(pair.english or pair.chinese)
            only = "English" if pair.english else "Chinese"
            notices.append(((pair.english or pair.chinese)[0].number, f"notice in {only} only: “{text}”"))
        else:
            kept.append((turn, pair))
    return kept, notices


def _segment(turn: Turn, pair: Pair) -> Segment:
    source, target = joined(pair.english), joined(pair.chinese)
    return Segment(
        id="",
        source=source,
        target=target,
        line=(pair.english or pair.chinese)[0].number,
        target_line=pair.chinese[0].number if pair.chinese and pair.english else None,
        speaker=None if _in_brackets(source or target) else turn.speaker,
        notes=pair.notes,
    )


def _in_brackets(text: str) -> bool:
    """Whether one pair of square brackets holds it all."""
    text = text.strip()
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in "[【") - (letter in "]】")
        if depth <= 0:
            return 0 < at == len(text) - 1
    return False


def _annotated(segments: list[Segment], notes: list[Note]) -> Iterator[Segment]:
    """Give each note to the segment that begins at its line or next after it, or else to the last."""
    rest = iter([*notes, (sys.maxsize, "")])
    number, text = next(rest)
    for segment in segments:
        mine: list[str] = []
        last = segment is segments[-1]
        while number <= (segment.line or 0) or (last and number < sys.maxsize):
            mine.append(f"line {number}: {text}")
            number, text = next(rest)
        yield replace(segment, notes=(*mine, *segment.notes)) if mine else segment
