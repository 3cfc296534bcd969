"""Stray spaces in Chinese text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from audit.check import INSTANCES, Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.scripts import HAN

SPACE = "[ \u00a0\u2009\u202f]"
SPACES, LATIN = re.compile(SPACE), re.compile("[A-Za-z0-9%]")
"""What must be there for anything to be found: quick to ask for."""
OPENING, CLOSING = "（「『《【", "）」』》】"
OTHER_MARKS = "，。、；：！？" + CLOSING
BESIDE_MARK = (
    rf"(?<=[{HAN}{CLOSING}]{SPACE}){SPACE}{{0,2}}(?=[{OTHER_MARKS}])"
    rf"|(?<=[{OPENING}]{SPACE}){SPACE}{{0,2}}(?=[{OPENING}{HAN}])"
)
STRAY = re.compile(f"{SPACE}(?:{BESIDE_MARK})")
"""What it may stand beside is looked at behind the first space, for spaces are quick to find."""
STRAY_IN_SENTENCE = re.compile(f"{SPACE}(?:{BESIDE_MARK}|(?<=[{HAN}]{SPACE}){SPACE}{{0,2}}(?=[{HAN}]))")
SENTENCE = re.compile("[，。；！？,;!?]")
"""A mark that shows running text: in headings and lines of verse, spaces stand for marks."""
BEFORE_LATIN = re.compile(f"[A-Za-z0-9](?:(?<=[{HAN}].)|(?<=[{HAN}]({SPACE}).))")
AFTER_LATIN = re.compile(f"[A-Za-z0-9%](?=({SPACE}?)[{HAN}])")


class Place(NamedTuple):
    """Where something stands in a segment."""

    segment: Segment
    span: Span


class CjkSpacing(GatheringCheck, frozen=True):
    """A space stands between Chinese characters, or between one and its mark.

    Headings without marks keep their spaces. Whether a space stands between Chinese and Latin letters or figures is a
    matter of style, but a document should have one: where it has two, there is one neutral finding, and
    `facts.instances` lists the rarer, 10,000 at most. Where spaces are everywhere, as in text cut into words, that is
    one neutral finding, too.

    Why: Chinese has no spaces between words, so one in the middle of a sentence looks like a word that is missing.

    Fix: delete the space; between Chinese and Latin, decide for one style.
    """

    name = "cjk-spacing"
    category = "locale/spacing"
    examples = (
        Example("The quarter was good, we think.", "我们认为，本⟦ ⟧季度不错。"),
        Example("It grew.", "有所增长⟦ ⟧。"),
        Example("The bank (in London) agreed.", "该银行（⟦ ⟧在伦敦）同意了。"),
        Example("Chapter 1 Results", "第一章 业绩"),
        Example("Kingsoft Cloud grew 5%.", "金山云 Kingsoft Cloud 增长了 5%。"),
    )

    severity: Severity = Severity.MINOR
    house_style: Annotated[
        int,
        Meta(description="How many spaces, if there are more than half as many as segments, are a style.", ge=1),
    ] = 20
    fewest: Annotated[
        int, Meta(description="How often each style of spacing beside Latin must be found to speak of two.", ge=1)
    ] = 3

    each_document = True
    fact = tuple[int, int, int]

    def gather(self, segment: Segment) -> tuple[int, int, int] | None:
        """How many spaces are stray, and how often there is a space beside Latin, and none: the places are not kept."""
        if segment.side_in("zh") != "target":
            return None
        text = prose(segment, "target")
        strays = sum(1 for _ in _strays(text)) if SPACES.search(text) else 0
        joints = [end > start for start, end in _joints(text)] if LATIN.search(text) else []
        spaced = sum(joints)
        return (strays, spaced, len(joints) - spaced) if strays or joints else None

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each stray space, or the style that they are, and what is told of spaces beside Latin."""
        strays = spaced = tight = 0
        for _, counts in gathered:
            strays, spaced, tight = strays + counts[0], spaced + counts[1], tight + counts[2]
        places = _places(segments, (number for number, counts in gathered if counts[0]), _strays)
        if strays >= self.house_style and _are_fewer(segments, 2 * strays):
            yield self._style(places, f"{strays} spaces stand between Chinese characters or beside fullwidth marks")
        else:
            for place in places if strays else ():
                yield self.finding(place.segment, "a space that Chinese does not have", place.span, suggestion="")
        if min(spaced, tight) >= self.fewest:
            where = "between Chinese and Latin letters or figures"
            message = f"{where} there is a space {spaced} times, and none {tight} times"
            is_spaced = spaced < tight
            numbers = (number for number, counts in gathered if counts[1 if is_spaced else 2])
            joints = _places(segments, numbers, _joints)
            yield self._style((one for one in joints if (one.span.end > one.span.start) == is_spaced), message)

    def _style(self, places: Iterable[Place], message: str) -> Finding:
        first, *others = islice(places, INSTANCES)
        instances = [
            {"segment": segment.id, "start": span.start, "end": span.end} for segment, span in (first, *others)
        ]
        finding = self.finding(first.segment, message, first.span, facts={"instances": instances})
        return finding.at_most(Severity.NEUTRAL)


def _places(
    segments: Sequence[Segment], numbers: Iterable[int], find: Callable[[str], Iterable[tuple[int, int]]]
) -> Iterator[Place]:
    """What is found in the segments of these numbers."""
    for segment in map(segments.__getitem__, numbers):
        yield from (Place(segment, Span("target", *place)) for place in find(prose(segment, "target")))


def _are_fewer(segments: Iterable[Segment], count: int) -> bool:
    """Whether fewer than so many segments have a Chinese translation."""
    chinese = (segment for segment in segments if segment.side_in("zh") == "target")
    return next(islice(chinese, count - 1, None), None) is None


def _strays(text: str) -> Iterator[tuple[int, int]]:
    spaces = STRAY_IN_SENTENCE if SENTENCE.search(text) else STRAY
    return (match.span() for match in spaces.finditer(text))


def _joints(text: str) -> Sequence[tuple[int, int]]:
    """Where Latin letters and figures meet Chinese: what stands between."""
    before = [(match.start() - len(match[1] or ""), match.start()) for match in BEFORE_LATIN.finditer(text)]
    return sorted([*before, *(match.span(1) for match in AFTER_LATIN.finditer(text))])
