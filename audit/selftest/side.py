"""The translation to plant errors in, with the figures that the source has too."""

import re
from collections.abc import Iterator

from msgspec import Struct

from audit.model import Segment
from audit.selftest.figures import Figure, figures

Edit = tuple[int, int, str]
"""Replace `[start, end)` of the text by the words."""

CALENDAR = re.compile(r"年|月|日|[號号]|季|世[紀纪]|年代|[財财]年")


class Side(Struct, frozen=True):
    """The text to plant in, with the figures that the other side has too."""

    text: str
    language: str
    other: str
    figures: tuple[Figure, ...]
    foreign: frozenset[str]
    """Significant digits of the figures of both sides."""
    spare: frozenset[str]
    """Those that the text has no more often than the other side."""


def side_of(segment: Segment) -> Side:
    language = "zh" if segment.target_language.partition("-")[0] == "zh" else "en"
    other = "en" if language == "zh" else "zh"
    own, foreign = figures(segment.target, language), figures(segment.source, other)
    keys = [figure.key for figure in foreign]
    mine = [figure.key for figure in own]
    shared = tuple(figure for figure in own if figure.key in keys and not figure.attached)
    shared = tuple(figure for figure in shared if not _is_label(segment.target, figure))
    spare = frozenset(key for key in mine if mine.count(key) <= keys.count(key))
    return Side(segment.target, language, segment.source, shared, frozenset(keys + mine), spare)


def _is_label(text: str, figure: Figure) -> bool:
    """Number of a list item or a footnote, which a translation may set otherwise."""
    head = text[: figure.start].strip(" \t#-*（(【[")
    return not head and text[figure.numeral_end : figure.numeral_end + 1] in set(".、)）】]\t:：")


def of_digits(side: Side) -> Iterator[Figure]:
    return (figure for figure in side.figures if figure.numeral[0].isdecimal())


def amounts(side: Side) -> Iterator[Figure]:
    """Figures that may be any size: no years, days or ordinals."""
    for figure in of_digits(side):
        bare_year = not figure.unit and not figure.scale and re.fullmatch(r"(?:1\d|20)\d\d", figure.numeral)
        if not (figure.ordinal or bare_year or CALENDAR.match(figure.unit)):
            yield figure
