"""The translation to plant errors in, with the figures that the source has too."""

from collections.abc import Iterator

from msgspec import Struct

from audit.model import Segment
from audit.selftest.figures import TABLES, Figure, figures

Edit = tuple[int, int, str]
"""Replace `[start, end)` of the text by the words."""

TO_SIMPLIFIED = str.maketrans(TABLES["script"]["traditional"], TABLES["script"]["simplified"])
TO_TRADITIONAL = str.maketrans(TABLES["script"]["simplified"], TABLES["script"]["traditional"])
TRADITIONAL = frozenset(TABLES["script"]["traditional"] + TABLES["script"]["marks"])


class Side(Struct, frozen=True):
    """The text to plant in, with the figures that the other side has too."""

    text: str
    folded: str
    """The text in Simplified characters, each in its place."""
    language: str
    traditional: bool
    other: str
    figures: tuple[Figure, ...]
    foreign: frozenset[str]
    """Significant digits of the figures of both sides."""
    spare: frozenset[str]
    """Those that the text has no more often than the other side."""

    def words(self, words: str) -> str:
        """Words given in Simplified characters, in the script of the text."""
        return words.translate(TO_TRADITIONAL) if self.traditional else words


def side_of(segment: Segment) -> Side:
    """The translation of a segment, ready to plant in."""
    language, _, region = segment.target_language.partition("-")
    other = "en" if language == "zh" else "zh"
    own, foreign = figures(segment.target, language), figures(segment.source, other)
    keys = [figure.key for figure in foreign]
    mine = [figure.key for figure in own]
    shared = tuple(figure for figure in own if figure.key in keys and not figure.attached)
    shared = tuple(figure for figure in shared if not _is_label(segment.target, figure))
    spare = frozenset(key for key in mine if mine.count(key) <= keys.count(key))
    return Side(
        text=segment.target,
        folded=segment.target.translate(TO_SIMPLIFIED),
        language=language,
        traditional=region in {"TW", "HK", "MO", "Hant"} or bool(TRADITIONAL & set(segment.target)),
        other=segment.source,
        figures=shared,
        foreign=frozenset(keys + mine),
        spare=spare,
    )


def _is_label(text: str, figure: Figure) -> bool:
    """Number of a list item or a footnote, which a translation may set otherwise."""
    head = text[: figure.start].strip(" \t#-*（(【[")
    return not head and text[figure.numeral_end : figure.numeral_end + 1] in set(".、)）】]\t:：")


def of_digits(side: Side) -> Iterator[Figure]:
    """Figures written in digits."""
    return (figure for figure in side.figures if figure.numeral[0].isdecimal())


def amounts(side: Side) -> Iterator[Figure]:
    """Figures that may be any size: no years, days or ordinals."""
    return (figure for figure in of_digits(side) if not (figure.ordinal or figure.calendar))
