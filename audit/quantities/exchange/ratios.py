"""Ratios, votes and scores: figures that belong together in their order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from audit.quantities.exchange.surroundings import Side
from audit.quantities.pairing.matching import Pair

_RATIO = re.compile(r"[票分球]? ?[:：比對对] ?|(?: votes?| points?)? to |-to-")
_DASHED = re.compile(_RATIO.pattern + r"|[-–/]")
"""The same in English; a dash in Chinese may be a range."""
_SCORE = re.compile(r" ?[-–:：比對对] ?| to |-to-")
_LOST = re.compile(r"\b(?:los[est]|beaten|defeat|trail|behind\b|down\b)|[负負败敗输輸]|不[敌敵]|失利|落[后後]")
_AROUND = 30
"""Characters around a score in which a defeat is told."""


def turned_round_ratios(
    pairs: list[Pair], sides: tuple[Side, Side], english_first: bool
) -> Iterator[tuple[Pair, Pair]]:
    """Yield the figures of 3:1 that became 1:3, whichever way the two are written."""
    here, there = (_DASHED, _RATIO) if english_first else (_RATIO, _DASHED)
    same = [pair for pair in pairs if pair.how == "same" and pair.source.kind == pair.target.kind == "count"]
    for one, other in pairwise(same):
        first, second = one.source.quantity, other.source.quantity
        last, start = one.target.quantity, other.target.quantity
        if (
            start.start < last.start
            and first.value != second.value
            and here.fullmatch(sides[0].text, first.end, second.start)
            and there.fullmatch(sides[1].text, start.end, last.start)
            and not of_loser(one, other, sides)
        ):
            yield one, other


def of_loser(one: Pair, other: Pair, sides: tuple[Side, Side]) -> bool:
    """Whether this is the score of a defeat, which English tells with the winner's first: they lost 2-1, 以1比2落敗."""
    if one.source.kind != "count":
        return False
    lost = False
    for side in (0, 1):
        first, last = sorted((pair.sides[side].quantity.start, pair.sides[side].quantity.end) for pair in (one, other))
        text = sides[side].text
        if not _SCORE.fullmatch(text, first[1], last[0]):
            return False
        lost = lost or _LOST.search(text, max(0, first[0] - _AROUND), last[1] + _AROUND) is not None
    return lost
