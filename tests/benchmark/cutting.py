"""Documents made of right pairs, with sentences merged, split and dropped on one side, and which pairs they have."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from audit.model import Segment
from audit.text.scripts import Language
from audit.text.sentences import sentences

RATE = 0.08
"""Share of the rows that each of the changes is tried on."""


class Piece(NamedTuple):
    """Sentences of both sides that belong together."""

    english: list[str]
    chinese: list[str]
    change: str
    """kept, merged, split or dropped; or "several": a row with more than a sentence, in which pairs are not known."""


def documents(segments: Sequence[Segment]) -> Iterator[tuple[str, list[Piece]]]:
    """The rows of each document, cut into sentences."""
    rows: defaultdict[str, list[Piece]] = defaultdict(list)
    for segment in segments:
        english, chinese = cut(segment.source, "en"), cut(segment.target, "zh")
        single = len(english) == len(chinese) == 1
        rows[segment.origin or ""].append(Piece(english, chinese, "kept" if single else "several"))
    yield from rows.items()


def cut(text: str, language: Language) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentences(text, language)]


def changed(rows: Sequence[Piece], random: Random, rate: float = RATE) -> Iterator[Piece]:
    """Merge, split and drop sentences of rows that have one on each side."""
    rest = list(rows)
    while rest:
        row = rest.pop(0)
        lot, english_side = random.random(), random.random() < 0.5
        if row.change != "kept" or lot >= 3 * rate:
            yield row
        elif lot < rate:
            yield Piece([], row.chinese, "dropped") if english_side else Piece(row.english, [], "dropped")
        elif lot < 2 * rate and rest and rest[0].change == "kept":
            yield _merged(row, rest.pop(0), english_side)
        else:
            yield _split(row, english_side)


def _merged(one: Piece, other: Piece, english_side: bool) -> Piece:
    if english_side:
        return Piece([f"{one.english[0].rstrip('.;')}; {other.english[0]}"], one.chinese + other.chinese, "merged")
    return Piece(one.english + other.english, [f"{one.chinese[0].rstrip('。；')}，{other.chinese[0]}"], "merged")


def _split(row: Piece, english_side: bool) -> Piece:
    """The row with one side cut at a comma near the middle, or as it is where there is none."""
    [text] = row.english if english_side else row.chinese
    commas = re.finditer(r", (?=[a-z])" if english_side else "，", text)
    near = [comma for comma in commas if 0.3 * len(text) < comma.start() < 0.7 * len(text)]
    if not near:
        return row
    before, after = text[: near[len(near) // 2].start()], text[near[len(near) // 2].end() :]
    if english_side:
        return Piece([f"{before}.", after[0].upper() + after[1:]], row.chinese, "split")
    return Piece(row.english, [f"{before}。", after], "split")
