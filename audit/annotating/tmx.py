"""Findings as properties of the translations in TMX (`prop`, section 2.3 of TMX 1.4b), right before their text."""

import re
from collections.abc import Sequence

from audit.annotating.words import Found, said
from audit.model import Segment, Side
from audit.readers.tmx import units
from audit.text.formats.annotations import OWNER
from audit.text.formats.inline import escaped

PROPERTY = re.compile(rf'<prop type="x-{OWNER}">[^<]*</prop>')


def annotated(text: str, found: Found, segments: Sequence[Segment], side: Side) -> str:
    """The text of a file with a property for each of these findings."""
    places = [(getattr(unit, side).start, number) for number, unit in enumerate(units(text)) if number in found]
    pieces, at = list[str](), 0
    for start, number in sorted(places):
        told = (f'<prop type="x-{OWNER}">{escaped(said(finding))}</prop>' for finding in found[number])
        pieces += text[at:start], *told
        at = start
    return "".join([*pieces, text[at:]])


def bare(text: str) -> str:
    """The text of a file without those properties."""
    return PROPERTY.sub("", text)
