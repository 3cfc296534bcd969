"""English and Chinese lines in turn: which line translates which."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from math import log
from statistics import median, pstdev

from msgspec import Struct

from audit.text.scripts import Language

Paragraph = tuple["Line", ...]
LANGUAGES: tuple[Language, Language] = ("en", "zh")
USUAL_RATIO = 0.33
"""Chinese characters for one English character, where a text has too few pairs to tell."""


class Line(Struct, frozen=True):
    """A line with words in it."""

    number: int
    text: str
    language: Language
    gap: bool = False
    """Whether it comes after a blank line."""


class Pair(Struct, frozen=True):
    """A paragraph and its translation; one of them is empty where it is missing."""

    english: Paragraph
    chinese: Paragraph
    notes: tuple[str, ...] = ()


def parted(block: Sequence[Line]) -> list[list[Line]]:
    """Split at the gaps."""
    parts: list[list[Line]] = []
    for line in block:
        if line.gap or not parts:
            parts.append([])
        parts[-1].append(line)
    return parts


def gaps_part_pairs(blocks: Sequence[Sequence[Line]]) -> bool:
    """Whether blank lines stand between pairs, rather than between all lines or none."""
    parts = [part for block in blocks for part in parted(block)]
    whole = sum(len({line.language for line in part}) == 2 for part in parts)
    return whole * 2 > len(parts) > 1


def first_language(blocks: Sequence[Sequence[Line]]) -> Language:
    """The language that each pair begins with: the one that leaves fewer lines alone, or else pairs likelier lengths.

    >>> first_language([[Line(1, "見效", "zh"), Line(2, "Hello.", "en"), Line(3, "大家好。", "zh")]])
    'en'
    """
    return min(LANGUAGES, key=lambda first: misfit(blocks, first))


def misfit(blocks: Sequence[Sequence[Line]], first: Language) -> tuple[int, float]:
    """How many lines would have no partner if each pair began with a language, and how uneven the others' lengths."""
    alone = 0
    ratios: list[float] = []
    for block in blocks:
        for english, chinese in _exchanges(block, first):
            alone += abs(len(english) - len(chinese))
            if english and chinese:
                ratios.append(log(_length(chinese) / _length(english)))
    return alone, round(pstdev(ratios), 3) if ratios else 0.0


def usual_ratio(blocks: Sequence[Sequence[Line]], first: Language) -> float:
    """Chinese characters for one English character, over the lines that are surely a pair."""
    exchanges = [exchange for block in blocks for exchange in _exchanges(block, first)]
    sure = [_length(chinese) / _length(english) for english, chinese in exchanges if len(english) == len(chinese) == 1]
    return median(sure) if len(sure) >= 5 else USUAL_RATIO


def pairs(block: Sequence[Line], first: Language, ratio: float) -> Iterator[Pair]:
    """Pair the lines of a block, in order; every line is in exactly one pair."""
    for english, chinese in _exchanges(block, first):
        yield from _aligned(_paragraphs(english), _paragraphs(chinese), first, ratio)


def _exchanges(block: Sequence[Line], first: Language) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Runs of English and Chinese lines that belong together; one of them may be empty."""
    runs = [(language, tuple(run)) for language, run in groupby(block, key=lambda line: line.language)]
    if runs and runs[0][0] != first:
        runs.insert(0, (first, ()))
    if len(runs) % 2:
        runs.append(("zh" if first == "en" else "en", ()))
    for (_, one), (_, other) in zip(runs[::2], runs[1::2], strict=True):
        yield (one, other) if first == "en" else (other, one)


def _paragraphs(run: Paragraph) -> list[Paragraph]:
    """Join lines that were broken in the middle of a sentence."""
    found: list[list[Line]] = []
    for line in run:
        if found and _goes_on(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [tuple(paragraph) for paragraph in found]


def _goes_on(line: Line, following: Line) -> bool:
    text, rest = line.text.rstrip(), following.text.lstrip()
    if following.gap or text.endswith(tuple('.!?。！？…:：;；"”」』)）]')):
        return False
    if line.language == "en":
        return rest[:1].islower() or len(text) >= 60
    return len(text) >= 25


def _aligned(english: list[Paragraph], chinese: list[Paragraph], first: Language, ratio: float) -> Iterator[Pair]:
    repeats, english = _untranslated(english, len(english) - len(chinese))
    if english and len(english) == len(chinese):
        found = _in_order(english, chinese)
    elif english and chinese:
        found = _uneven(english, chinese, first, ratio)
    else:
        found = [_alone(paragraph) for paragraph in english + chinese]
    yield from sorted([*repeats, *found], key=lambda pair: (pair.english or pair.chinese)[0].number)


def _untranslated(english: list[Paragraph], surplus: int) -> tuple[list[Pair], list[Paragraph]]:
    """Pair lines that come twice in a row, as far as there are lines to spare; and the lines that are left."""
    repeats: list[Pair] = []
    rest: list[Paragraph] = []
    for paragraph in english:
        if surplus >= 2 and rest and joined(rest[-1]) == joined(paragraph):
            note = f"line {paragraph[0].number}: repeats line {rest[-1][0].number} instead of translating it"
            repeats.append(Pair(rest.pop(), paragraph, (note,)))
            surplus -= 2
        else:
            rest.append(paragraph)
    return repeats, rest


def _in_order(english: list[Paragraph], chinese: list[Paragraph]) -> list[Pair]:
    row = (*english[0], *english[-1], *chinese[0], *chinese[-1])
    note = f"{_where(row)}: {len(english)} English and {len(chinese)} Chinese lines in a row, paired in order"
    notes = (note,) if len(english) > 1 else ()
    pairs = zip(english, chinese, strict=True)
    return [Pair(one, two, (*_broken(one), *_broken(two), *notes)) for one, two in pairs]


def _uneven(english: list[Paragraph], chinese: list[Paragraph], first: Language, ratio: float) -> list[Pair]:
    """Pair the lines that touch, if their lengths fit better than those of all lines together."""
    touching = (english[-1], chinese[0]) if first == "en" else (english[0], chinese[-1])
    whole = tuple(chain.from_iterable(english)), tuple(chain.from_iterable(chinese))
    if 1 in (len(english), len(chinese)) and _strain(*touching, ratio) <= _strain(*whole, ratio):
        alone = [_alone(paragraph) for paragraph in english + chinese if paragraph not in touching]
        return [*alone, *_in_order([touching[0]], [touching[1]])]
    counts = f"{len(english)} English and {len(chinese)} Chinese lines in a row, joined"
    return [Pair(*whole, (f"{_where(whole[0] + whole[1])}: {counts}",))]


def _strain(english: Paragraph, chinese: Paragraph, ratio: float) -> float:
    return abs(log(_length(chinese) / (ratio * _length(english))))


def _alone(paragraph: Paragraph) -> Pair:
    english = paragraph[0].language == "en"
    one, missing = ("English", "Chinese") if english else ("Chinese", "English")
    notes = (*_broken(paragraph), f"{_where(paragraph)}: no {missing} for this {one} text")
    return Pair(paragraph, (), notes) if english else Pair((), paragraph, notes)


def _broken(paragraph: Paragraph) -> tuple[str, ...]:
    return (f"{_where(paragraph)}: a paragraph over several lines, joined",) if len(paragraph) > 1 else ()


def _where(lines: Paragraph) -> str:
    numbers = [line.number for line in lines]
    return f"lines {min(numbers)}–{max(numbers)}" if len(numbers) > 1 else f"line {numbers[0]}"


def joined(paragraph: Paragraph) -> str:
    """The text of its lines, one under the other."""
    return "\n".join(line.text for line in paragraph)


def _length(lines: Paragraph) -> int:
    return sum(len(line.text) for line in lines)
