"""Errors of the words beside a figure: its unit, currency, direction, bound and the like."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any

from audit.selftest.figures import TABLES, YEAR, Figure, figures
from audit.selftest.side import TO_SIMPLIFIED, Edit, Side, amounts

LOWERED = re.compile(
    r"[降減减跌負负虧亏縮缩]|(?<!\w)[-−]\d|negative|minus|down|fell|decreas|declin|loss|less", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[。！？；;!?]|\.(?=\s|$)")


def worded(kind: str) -> Callable[[Side, Random], Iterator[Edit]]:
    """The words of this kind exchanged, wherever the other side bears them out."""

    def edits(side: Side, rng: Random) -> Iterator[Edit]:
        for figure in side.figures:
            if YEAR.fullmatch(figure.numeral) and not figure.scale:
                continue
            yield from _exchanged(kind, side, figure)

    return edits


def sign(side: Side, rng: Random) -> Iterator[Edit]:
    """A minus left out, or put in where nothing on either side is negative."""
    yield from worded("sign")(side, rng)
    if not LOWERED.search(side.text) and not LOWERED.search(side.other):
        for figure in amounts(side):
            if side.language == "en" and figure.unit in {"%", "percent"}:
                yield figure.start, figure.start, "negative "
            elif side.language == "zh" and (figure.unit in {"%", "％"} or figure.unit.endswith("元")):
                bare = side.text[: figure.start].endswith(("(", "（"))
                yield figure.start, figure.start, "-" if bare else side.words("负")


def _exchanged(kind: str, side: Side, figure: Figure) -> Iterator[Edit]:
    """Edits of this kind at a figure that what the other side says makes errors."""
    windows: list[str] | None = None
    for before, pattern, wrong, evidence in _rules(kind, side.language):
        found = pattern.search(side.folded[: figure.start]) if before else pattern.match(side.folded, figure.scale_end)
        if found is None:
            continue
        if windows is None:
            windows = list(
                _windows(figure, side.other.translate(TO_SIMPLIFIED), "en" if side.language == "zh" else "zh")
            )
        if any(evidence.search(window) for window in windows):
            yield *found.span("word"), side.words(wrong)
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
