"""Names that are lost, misspelt or another's."""

import re
from collections.abc import Iterator, Mapping

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Side, Span
from audit.text.clauses import explains
from audit.text.literals import prose
from audit.text.names.known import KnownName, known_names
from audit.text.names.latin import stray_names, tickers
from audit.text.scripts import HAN

HAN_LETTER = re.compile(f"[{HAN}]")
LABEL = 3
"""Spaces from which a text is more than a label, such as the name of a currency."""
MARK = re.compile("[，。；、,;]")


class LostName(Check, frozen=True):
    """A name is missing, misspelt, or another name stands in its place.

    Names that the Chinese writes in Latin letters must be those of the English. A name in Chinese characters is judged
    only where a table of well-known countries, places, companies and organisations tells what it is; any other may be a
    sound rendering, and is believed. A country missing from the Chinese, with no other in its place, is a minor fault,
    unless the English gives several names of one thing, as lists of languages do (Low German; Low Saxon); one missing
    from the English, or from a label of up to three words, is only pointed out, as the words around it often say which
    is meant, or it has a rare rendering. So is a Latin name that stands only in the Chinese: it may say who “he” is.

    Why: a wrong name is about somebody else, and reads as fluently as the right one.

    Fix: put the name right, or leave it in Latin letters.
    """

    name = "lost-name"
    category = "accuracy/name"
    examples = (
        Example("We bought more ⟦Nvidia⟧ chips.", "我們採購了更多⟦Nvida⟧晶片。"),
        Example("⟦Nvidia⟧ raised its outlook.", "⟦英特爾⟧上調展望。"),
        Example("Sales in ⟦Belgium⟧ doubled.", "⟦丹麥⟧的銷售額翻倍。"),
        Example("Sales in ⟦Belgium⟧ doubled.", "銷售額翻倍。"),
        Example("The chairman spoke first.", "⟦Gregory⟧董事長首先發言。"),
        Example("主持人是⟦TogoNet⟧電台的李先生。", "The host was Mr. Li of a radio station.", "zh", "en"),
        Example("Kingsoft Cloud (NASDAQ: ⟦KC⟧) reported results.", "金山雲公布業績。"),
        Example("Nvidia and IBM signed.", "輝達與 IBM 簽約。"),
        Example("John Smith asked Nvidia's CFO.", "約翰·史密斯提問NVIDIA財務長。"),
        Example("The World Health Organization warned the US.", "世衛組織向美方發出警告。"),
        Example("Use an automated teller machine.", "請使用ATM。"),
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        chinese, english = segment.side_in("zh"), segment.side_in("en")
        if chinese is None or english is None:
            return
        heard, said = (segment.source, segment.target) if chinese == "source" else (segment.target, segment.source)
        if not HAN_LETTER.search(heard):
            return
        if stray_names(heard, said):
            yield from self._stray(segment, chinese, english)  # which takes the links and tags out first
        if ours := known_names(segment.source):
            yield from self._known(segment, ours)
        for place in tickers(segment.source):
            span = Span("source", *place)
            if (code := segment.text(span)) not in segment.target:
                yield self.finding(segment, f"“{code}” is missing from the translation", span)

    def _stray(self, segment: Segment, chinese: Side, english: Side) -> Iterator[Finding]:
        for name in stray_names(prose(segment, chinese), prose(segment, english)):
            own = Span(chinese, name.start, name.end)
            if name.other:
                other = Span(english, *name.other)
                source, target = (own, other) if chinese == "source" else (other, own)
                right, wrong = segment.text(source), segment.text(target)
                yield self.finding(segment, f"“{right}” became “{wrong}”", source, target, suggestion=right)
            elif chinese == "source":
                yield self.finding(segment, f"“{segment.text(own)}” is missing from the translation", own)
            elif not explains(segment.source, segment.target):
                found = self.finding(segment, f"“{segment.text(own)}” stands nowhere in the source", own)
                yield found.at_most(Severity.NEUTRAL)  # mostly it says who “he” is

    def _known(self, segment: Segment, ours: Mapping[KnownName, tuple[int, int]]) -> Iterator[Finding]:
        theirs = known_names(segment.target)
        lost = [name for name in ours if name not in theirs and not name.is_in(segment.target)]
        if not lost:
            return
        added = [name for name in theirs if name not in ours and not name.is_in(segment.source)]
        for name in lost:
            source = Span("source", *ours[name])
            other = next((other for other in added if other.kind == name.kind), None)
            if other:
                added.remove(other)
                target = Span("target", *theirs[other])
                right = name.rendering(segment.target) if segment.side_in("zh") == "target" else name.english[0]
                message = f"“{segment.text(source)}” became “{segment.text(target)}”"
                yield self.finding(segment, message, source, target, suggestion=right)
            elif name.kind == "country" and (";" not in segment.source or MARK.search(segment.target)):
                found = self.finding(segment, f"“{segment.text(source)}” is missing from the translation", source)
                is_label = segment.source.count(" ") < LABEL  # which may have a rare rendering of it
                limit = Severity.MINOR if segment.side_in("zh") == "target" and not is_label else Severity.NEUTRAL
                yield found.at_most(limit)
