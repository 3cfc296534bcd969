"""Translations that break off."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Annotated, Any

from msgspec import Meta

from audit.check import Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.tables import table

TAIL = 20
"""Characters among which the end of a sentence is looked for."""
CLOSED = re.compile(r"""[.!?。！？…][\s"'”’」』》）)\]】*]*\Z""")
"""The end of a sentence."""
ABBREVIATED = re.compile(r"(?<![A-Za-z])[a-z]\.\Z|[A-Za-z]\.[a-z]{1,3}\.\Z")
"""The end of a short form: b. for born, d.cau., a.m."""
ENDED = re.compile(r"""[.!?。！？…;；:：~～"'”’」』》）)\]】>%\d\ufffc][\s*]*\Z""")
"""What may end a text, if not always a sentence."""


class TruncatedEnding(GatheringCheck, frozen=True):
    """The translation breaks off before its sentence ends.

    The source must end with a full stop or the like. The translation breaks off where its last word cannot end a
    sentence (以及, because). The finding is neutral where a comma ends it, as some translators write one where a
    paragraph goes on, and where it has no mark at its end, is much shorter than the source makes one expect, and
    nearly all other segments of the document do have their marks.

    Why: an engine or a field of a form has a limit, and what was beyond it is gone without a trace.

    Fix: translate the rest of the sentence.
    """

    name = "truncated-ending"
    category = "accuracy/omission"
    examples = (
        Example("We grew in Asia and in Europe.", "我們在亞洲成長⟦，⟧"),
        Example("Sales rose because demand was strong.", "销售额上升，⟦因为⟧"),
        Example("由于需求强劲，销售额上升。", "Sales rose because of ⟦the⟧", "zh", "en"),
        Example("We grew in Asia.", "我們在亞洲成長"),
        Example("Growth in Asia and", "亞洲的增長以及"),
        Example("That is what we hope for.", "这正是我们所希望的。"),
    )

    enough: Annotated[
        int, Meta(description="How many segments a document must have to show that its sentences end with marks.", ge=1)
    ] = 20
    shortest: Annotated[
        float,
        Meta(description="Length below which an end without a mark breaks off, as a share of what is usual.", ge=0),
    ] = 0.75

    each_document = True
    fact = tuple[float, bool]

    def gather(self, segment: Segment) -> tuple[float, bool] | None:
        """How long the translation of a sentence is, as a share of the source, and whether its end has a mark."""
        end = segment.source.rstrip()[-TAIL:]
        if not segment.target.strip() or not CLOSED.search(end) or ABBREVIATED.search(end):
            return None
        is_ended = ENDED.search(prose(segment, "target").rstrip()[-TAIL:]) is not None
        return len(segment.target) / len(segment.source), is_ended

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each translation that breaks off."""
        unmarked = array("L", (number for number, (_, is_ended) in gathered if not is_ended))
        ratios = array("f", (ratio for _, (ratio, _) in gathered) if unmarked else ())
        shows = len(ratios) >= self.enough and len(unmarked) <= max(1, len(ratios) / 50)
        usual = sorted(ratios)[len(ratios) // 2] if shows else 0.0
        for segment in map(segments.__getitem__, unmarked):
            if place := _dangling(segment):
                found = self.finding(segment, f"the translation breaks off at “{segment.text(place)}”", place)
                is_mark = not segment.text(place)[-1].isalpha()
                yield found.at_most(Severity.NEUTRAL) if is_mark else found
            elif len(segment.target) < self.shortest * usual * len(segment.source):
                end = len(segment.target.rstrip())
                place = Span("target", end - 1, end)
                found = self.finding(segment, "the translation ends without a mark, and is short", place)
                yield found.at_most(Severity.NEUTRAL)


def _dangling(segment: Segment) -> Span | None:
    """The last word or mark, if none can end with it."""
    match = _ends(segment.side_in("zh") == "target").search(prose(segment, "target"))
    return Span("target", *match.span(1)) if match else None


@cache
def _ends(chinese: bool) -> re.Pattern[str]:
    rows = table("dangling_words.tsv")
    words = _alternatives(rows["zh" if chinese else "en"])
    if not chinese:
        return re.compile(rf"(\b(?:{words})|,)\s*\Z", re.IGNORECASE)
    whole = "".join(f"(?<!{word})" for word in rows["zh whole"].split(" "))
    return re.compile(rf"((?:{words}){whole}|[,，、])\s*\Z")


def _alternatives(words: str) -> str:
    return "|".join(map(re.escape, words.split(" ")))
