"""Plants one known error of each kind in the translation of a segment."""

from collections.abc import Iterator
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from audit.model import Segment
from audit.selftest import numerals, wording
from audit.selftest.side import Edit, Side, side_of

KINDS: dict[str, numerals.Edits] = {
    "dropped": numerals.dropped,
    "added": numerals.added,
    "digit": numerals.digit,
    "transposition": numerals.transposition,
    "decimal-point": numerals.decimal_point,
    "times-10": numerals.times(1),
    "times-100": numerals.times(2),
    "times-1000": numerals.scale(numerals.THOUSANDS),
    "times-10000": numerals.scale(numerals.MYRIADS),
    "swap": numerals.swap,
    "currency": wording.worded("currency"),
    "unit": wording.worded("unit"),
    "percent-point": wording.worded("percent-point"),
    "sign": wording.sign,
    "direction": wording.worded("direction"),
    "by-to": wording.worded("by-to"),
    "period": wording.worded("period"),
    "bound": wording.worded("bound"),
}
"""How to plant each kind of error."""


class Planted(Struct, frozen=True):
    """A segment whose translation is wrong in one known place, and how."""

    kind: str
    segment: Segment
    start: int
    """Where the edit begins, in the right translation as in the wrong one."""
    was: str
    now: str


def plant(segment: Segment, rng: Random) -> Iterator[Planted]:
    """Yield one wrong translation for every kind of error that the segment has room for.

    >>> pair = Segment(id="1", source="Revenue was up 5.2%.", target="營收增長5.2%。")
    >>> [(planted.kind, planted.segment.target) for planted in plant(pair, Random(4))][-2:]
    [('sign', '營收增長負5.2%。'), ('direction', '營收下降5.2%。')]
    """
    side = side_of(segment)
    for kind, edits in KINDS.items():
        found = [edit for edit in edits(side, rng) if _tells(side, edit)]
        if found:
            start, end, text = rng.choice(found)
            wrong = side.text[:start] + text + side.text[end:]
            yield Planted(kind, replace(segment, target=wrong), start, side.text[start:end], text)


def _tells(side: Side, edit: Edit) -> bool:
    """Whether the edit leaves a text, and another one."""
    start, end, text = edit
    wrong = side.text[:start] + text + side.text[end:]
    return wrong != side.text and sum(map(str.isalnum, wrong)) >= 2
