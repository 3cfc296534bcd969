"""Halfwidth marks left behind in Chinese text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from audit.check import INSTANCES, Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span, Suggestion
from audit.text.literals import prose
from audit.text.scripts import HAN

FULLWIDTH = str.maketrans(",;:?!().", "，；：？！（）。")
PLACES = rf"""(?x)
      (?<=[{HAN}」』》）】”])[,;:?!]+(?![\w)(/\\.,;:?!]|\s*[)DPpoO](?:\W|$))  # after Chinese, and no emoticon
    | (?<=[{HAN}」』》）】”])[,;:?!]+(?=[{HAN}])
    | (?<=[\w%])[,;](?=[{HAN}「『《（【“])                                    # between a word or figure and Chinese
    | (?<=[{HAN}]{{2}})\.(?=\s|$|[」』”])                                      # a full stop
    | (?<=[{HAN}」』》）】”，。；：])\([^()\n]{{0,200}}\)(?!\s)   # brackets, kept if Chinese is inside
"""
HALFWIDTH_MARK = re.compile("[,;:?!.(]")
"""What every place begins with: quick to find, as the places are not."""
ASCII = "\x7f"
HAN_LETTER = re.compile(f"[{HAN}]")
TIGHT = re.compile(r"(?<=[^\W\d])[:,;](?=[^\W\d])|(?<=[^\W\d])\((?!e?s\))")
LOOSE = re.compile(r"[:,;](?!\w)|(?<!\w)\(")
FULLWIDTH_MARKS = "，；：？！。（"


class Place(NamedTuple):
    """Where halfwidth marks stand, and what should stand there."""

    segment: Segment
    marks: tuple[Span, ...]
    edit: Suggestion

    @property
    def kind(self) -> str:
        """The first of its marks."""
        return self.text[0]

    @property
    def text(self) -> str:
        return "".join(map(self.segment.text, self.marks))


class HalfwidthPunctuation(GatheringCheck, frozen=True):
    """Chinese text uses a halfwidth mark where a fullwidth one belongs.

    Marks inside numbers, times, links and Latin text stay halfwidth, and so do brackets with spaces around, and marks
    that are no punctuation in the source either, as they have no space after them (Expenses:Car, sum(all)). Where a
    document writes most of its marks that way, or of one kind such as brackets, it is the style of the house: then
    there is one neutral finding, and `facts.instances` lists them, 10,000 at most.

    Why: a comma that kept its English width crowds the characters around it, and is the plainest sign that a
    machine's output was not read by anyone.

    Fix: write the fullwidth form, or list the mark under `allowed`.
    """

    name = "halfwidth-punctuation"
    category = "locale/punctuation"
    examples = (
        Example("Hello, everyone.", "大家好⟦,⟧欢迎。"),
        Example("Ready?", "准备好了吗⟦?⟧"),
        Example("Up 8%, as planned.", "增长8%⟦,⟧符合计划。"),
        Example("It rose (see the table).", "有所上升⟦(⟧见表⟦)⟧。"),
        Example("Python 3,000 lines", "Python 3,000行"),
        Example("The call starts at 10:30.", "会议10:30开始，比分是3:2。"),
        Example("The Fund (IMF) agreed :)", "基金组织(IMF)同意了 :)"),
        Example("Ms. Lam (35) is well.", "林女士 (35 歲) 平安。"),
        Example("Yahoo! is back.", "Yahoo!回来了。"),
        Example("Hello, everyone.", "大家好，欢迎。"),
    )

    severity: Severity = Severity.MINOR
    allowed: Annotated[str, Meta(description="Marks that may stay halfwidth.")] = ""
    house_style: Annotated[
        int,
        Meta(
            description="How many halfwidth marks, if they are most of a document or of a kind, make a house style.",
            ge=1,
        ),
    ] = 20

    each_document = True
    fact = str

    def gather(self, segment: Segment) -> str | None:
        """The kinds of the places that the segment has: the places are not kept."""
        if segment.side_in("zh") != "target":
            return None
        return "".join(match[0][0] for match in self._marks(segment)) or None

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield the style that places are, and each of the others."""
        counts = Counter(kind for _, kinds in gathered for kind in kinds)
        style = self._style(segments, counts)
        if style:
            count = sum(counts[kind] * (1 + (kind == "(")) for kind in style)
            places = (place for number, _ in gathered for place in self._places(segments[number]))
            yield self._house_style((place for place in places if place.kind in style), count)
        for number, kinds in gathered:
            if not style.issuperset(kinds):
                yield from (self._place(place) for place in self._places(segments[number]) if place.kind not in style)

    def _style(self, segments: Sequence[Segment], counts: Counter[str]) -> set[str]:
        """The kinds that the document writes that way."""
        count = counts.total()
        if count >= self.house_style and _has_fewer(segments, FULLWIDTH_MARKS, count):
            return set(counts)
        often = {kind: count for kind, count in counts.items() if count >= self.house_style}
        return {kind for kind, count in often.items() if _has_fewer(segments, kind.translate(FULLWIDTH), count)}

    def _marks(self, segment: Segment) -> Iterator[re.Match[str]]:
        """The marks that belong in full width, or the brackets with what is inside."""
        for match in _matches(prose(segment, "target")):
            marks = match[0]
            if marks[0] == "(":
                if not HAN_LETTER.search(marks):
                    continue
                marks = "()"
            if not _is_syntax(marks[0], segment.source) and not (self.allowed and set(marks) <= set(self.allowed)):
                yield match

    def _places(self, segment: Segment) -> Iterator[Place]:
        for match in self._marks(segment):
            start, end = match.span()
            marks: tuple[Span, ...] = (Span("target", start, end),)
            if match[0][0] == "(":
                marks = (Span("target", start, start + 1), Span("target", end - 1, end))
            text = segment.target[start:end]
            edit = text.translate(FULLWIDTH) if len(marks) == 1 else f"（{text[1:-1]}）"
            yield Place(segment, marks, Suggestion(start, end, edit))

    def _place(self, place: Place) -> Finding:
        message = f"“{place.text}” should be “{place.text.translate(FULLWIDTH)}”"
        return self.finding(place.segment, message, *place.marks, suggestion=place.edit)

    def _house_style(self, places: Iterable[Place], count: int) -> Finding:
        some = list(islice(places, INSTANCES))
        instances = [
            {"segment": place.segment.id, "start": mark.start, "end": mark.end, "text": place.segment.text(mark)}
            for place in some
            for mark in place.marks
        ]
        message = f"halfwidth marks are the style of the document: {count} of them stand in Chinese text"
        finding = self.finding(some[0].segment, message, *some[0].marks, facts={"instances": instances})
        return finding.at_most(Severity.NEUTRAL)


def _is_syntax(mark: str, source: str) -> bool:
    """Whether the source writes the mark only without a space, between letters, as in a path, a list or a command."""
    loose = " (" if mark == "(" else f"{mark} "  # as nearly always: quicker to see than the rest
    if mark not in source or loose in source or any(match[0] == mark for match in LOOSE.finditer(source)):
        return False
    return any(match[0] == mark for match in TIGHT.finditer(source))


def _has_fewer(segments: Iterable[Segment], marks: str, count: int) -> bool:
    """Whether the Chinese translations have fewer of these marks than so many."""
    mark = re.compile(f"[{marks}]")
    targets = (segment.target for segment in segments if segment.side_in("zh") == "target")
    found = (match for target in targets for match in mark.finditer(target))
    return next(islice(found, count - 1, None), None) is None


def _matches(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for mark in HALFWIDTH_MARK.finditer(text):
        start, after = mark.span()
        beside_chinese = text[start - 1 : start] > ASCII or text[after : after + 1] > ASCII
        if start >= end and beside_chinese and (match := _expression().match(text, start)):
            end = match.end()
            yield match


@cache
def _expression() -> re.Pattern[str]:
    """Compiled for the first mark beside Chinese: that takes long, and a clean text may have none."""
    return re.compile(PLACES)
