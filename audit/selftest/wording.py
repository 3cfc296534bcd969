"""Errors of the words beside a figure: its unit, currency, direction, bound and the like."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any

from audit.selftest.figures import TABLES, Figure, figures
from audit.selftest.side import Edit, Side, amounts

TO_SIMPLIFIED = str.maketrans(TABLES["script"]["traditional"], TABLES["script"]["simplified"])
TO_TRADITIONAL = str.maketrans(TABLES["script"]["simplified"], TABLES["script"]["traditional"])
TRADITIONAL = frozenset(TABLES["script"]["traditional"] + TABLES["script"]["marks"])
LOWERED = re.compile(
    r"[降減减跌負负虧亏縮缩]|(?<!\w)[-−]\d|negative|minus|down|fell|decreas|declin|loss|less", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[。！？；;!?]|\.(?=\s|$)")


def in_script_of(text: str, words: str) -> str:
    """Chinese words in the script that the text is in.

    >>> in_script_of("營收下降", "减少"), in_script_of("营收下降", "减少")
    ('減少', '减少')
    """
    return words.translate(TO_TRADITIONAL) if TRADITIONAL & set(text) else words


def worded(kind: str) -> Callable[[Side, Random], Iterator[Edit]]:
    def edits(side: Side, rng: Random) -> Iterator[Edit]:
        for figure in side.figures:
            yield from _exchanged(kind, side.text, side.language, figure, side.other)

    return edits


def sign(side: Side, rng: Random) -> Iterator[Edit]:
    yield from worded("sign")(side, rng)
    if not LOWERED.search(side.text) and not LOWERED.search(side.other):
        for figure in amounts(side):
            if figure.unit in {"%", "％"} or figure.unit.endswith("元"):
                after_han = side.language == "zh" and side.text[: figure.start].rstrip()[-1:].isalpha()
                yield figure.start, figure.start, in_script_of(side.text, "负") if after_han else "-"


def _exchanged(kind: str, text: str, language: str, figure: Figure, other: str) -> Iterator[Edit]:
    """Edits of this kind at a figure that what the other side says makes errors."""
    folded = text.translate(TO_SIMPLIFIED)
    windows: list[str] | None = None
    for before, pattern, wrong, evidence in _rules(kind, language):
        found = pattern.search(folded[: figure.start]) if before else pattern.match(folded, figure.scale_end)
        if found is None:
            continue
        if windows is None:
            windows = list(_windows(figure, other, "en" if language == "zh" else "zh"))
        if any(evidence.search(window) for window in windows):
            yield *found.span("word"), in_script_of(text, wrong)
            return


@cache
def _rules(kind: str, language: str) -> list[tuple[bool, re.Pattern[str], str, re.Pattern[str]]]:
    rules: list[Any] = []
    for row in TABLES["word"]:
        if row["kind"] == kind and row["language"] == language:
            gap = TABLES["gap"][row["gap"]]
            for word, wrong in row["swaps"]:
                before = row["place"] == "before"
                pattern = re.compile(rf"(?P<word>{word}){gap}$" if before else rf"{gap}(?P<word>{word})")
                rules.append((before, pattern, wrong, re.compile(row["evidence"])))
    if kind == "unit":
        for word, wrong, evidence in TABLES["units"][language]:
            pattern = re.compile(rf"[\s-]?(?P<word>{word})(?![A-Za-z])")
            rules.append((False, pattern, wrong, re.compile(rf"#[\s-]*(?:{evidence})")))
    return rules


def _windows(figure: Figure, other: str, language: str) -> Iterator[str]:
    """The other side's sentences about the figure, with # where it stands."""
    for match in figures(other, language):
        if match.key == figure.key:
            starts = [end.end() for end in SENTENCE_END.finditer(other, 0, match.start)]
            stop = SENTENCE_END.search(other, match.scale_end)
            head = other[starts[-1] if starts else 0 : match.start]
            tail = other[match.scale_end : stop.start() if stop else len(other)]
            yield f"{head[-80:]}#{tail[:80]}"
