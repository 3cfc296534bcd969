"""The two sides of a pair, each cut into parts that are either said on the other side or not."""

from functools import lru_cache

from msgspec import Struct

from audit import model
from audit.encoder.pieces import LONGEST as LONGEST_READ
from audit.encoder.pieces import pieces
from audit.model import Segment
from audit.pool import FEW
from audit.text.clauses import clauses
from audit.text.literals import BLANK, prose
from audit.text.scripts import Language, language
from audit.text.sentences import Place, cut

SIDES: tuple[model.Side, model.Side] = ("source", "target")
LONGEST: dict[Language, int] = {"en": 60, "zh": 20}
"""Code points of the longest part: a longer clause makes several."""


class Side(Struct, frozen=True, eq=False):
    """One side of a pair as a text with its parts: clauses, long ones cut between words."""

    side: model.Side
    language: Language
    text: str
    parts: tuple[Place, ...]


@lru_cache(maxsize=FEW)
def sides(segment: Segment) -> tuple[Side, Side] | None:
    """Source and target, literals blanked; None unless one is in English, the other in Chinese, and both have parts.

    None too where a side is longer than the encoder reads.

    >>> sides(Segment(id="1", source="Good morning", target="Good morning")) is None
    True
    >>> words = "We thank all of our shareholders for the trust they have shown."
    >>> english, _ = sides(Segment(id="1", source=words, target="感謝股東。"))
    >>> [english.text[start:end] for start, end in english.parts]
    ['We thank all of our shareholders', 'for the trust they have shown.']
    """
    found = []
    for side in SIDES:
        text = prose(segment, side).replace(BLANK, " ")
        tongue = language(text)
        if tongue is None or segment.side_in(tongue) != side or len(text) > LONGEST_READ:
            return None
        parts = [part for clause in clauses(text, tongue) for part in _parts(text, clause, tongue)]
        found.append(Side(side, tongue, text, tuple(parts)))
    return (found[0], found[1]) if all(side.parts for side in found) else None


def _parts(text: str, clause: Place, tongue: Language) -> list[Place]:
    """The clause in parts of about one length, cut where a word begins."""
    start, end = clause
    count = -(-(end - start) // LONGEST[tongue])
    words = [piece.start for piece in pieces(text) if start < piece.start < end] if count > 1 else []
    words = [place for place in words if tongue == "zh" or text[place - 1].isspace()]
    aims = [start + (end - start) * number // count for number in range(1, count)]
    cuts = {min(words, key=lambda place: abs(place - aim)) for aim in aims} if words else set()
    return cut(text, [start, *sorted(cuts), end])
