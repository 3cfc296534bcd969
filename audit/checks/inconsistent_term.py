"""One term that the translation renders in two ways."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from audit.check import CorpusCheck, Example
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.simplified import simplified
from audit.text.terminology.renderings import Variation, variations
from audit.text.terminology.word_pairs import term_place


class Line(Struct, frozen=True):
    """A line of a segment, with where it begins on both sides."""

    segment: Segment
    source: str
    target: str
    source_start: int
    target_start: int

    def term(self, stems: str) -> Span | None:
        """Where the term stands."""
        place = term_place(self.source, stems)
        return Span("source", self.source_start + place[0], self.source_start + place[1]) if place else None

    def rendering(self, word: str) -> Span:
        """Where the word, given in Simplified characters, stands."""
        start = self.target_start + max(0, simplified(self.target).find(word))
        return Span("target", start, min(start + len(word), self.target_start + len(self.target)))


class InconsistentTerm(CorpusCheck, frozen=True):
    """One English term is rendered in two ways in one translation into Chinese.

    What renders what is learned from the document itself, so only terms of two words that come several times can be
    judged, and only renderings that share a character where they begin: 數碼 and 數字 for digital. Fewer than four
    segments, or lines, tell nothing. It runs when selected: on right translations it is mostly wrong.

    Why: readers take two words for two things, in a contract above all.

    Fix: choose one; the rendering that comes more often is proposed. A glossary settles it for good.
    """

    name = "inconsistent-term"
    category = "terminology/inconsistent"
    default = False
    examples = (
        Example(
            "The global economy slowed.\nA strong global economy\nOur global economy report\n"
            "The ⟦global economy⟧ grew.\nOne global economy",
            "全球經濟放緩。\n強勁的全球經濟\n我們的全球經濟報告\n⟦環球⟧經濟增長。\n單一環球經濟",
        ),
        Example(
            "The global economy slowed.\nA strong global economy\nOur global economy report\nThe global economy grew.",
            "全球經濟放緩。\n強勁的全球經濟\n我們的全球經濟報告\n全球經濟增長。",
        ),
    )

    severity: Severity = Severity.MINOR

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        able = [segment for segment in segments if segment.side_in("zh") == "target" and segment.side_in("en")]
        lines = [line for segment in able for line in _lines(segment)]
        for found in variations([(line.source, line.target) for line in lines]):
            yield self._finding(found, lines)

    def _finding(self, found: Variation, lines: Sequence[Line]) -> Finding:
        shown, model = lines[found.other_in[0]], lines[found.usual_in[0]]
        source, target = shown.term(found.term), shown.rendering(found.other)
        usual = model.segment.text(model.rendering(found.usual))
        term = shown.segment.text(source) if source else found.term
        return self.finding(
            shown.segment,
            f"“{term}” has “{shown.segment.text(target)}” here and “{usual}” elsewhere",
            *([source] if source else []),
            target,
            suggestion=usual,
            facts={
                "renderings": {usual: len(found.usual_in), shown.segment.text(target): len(found.other_in)},
                "instances": [
                    {"segment": lines[number].segment.id, "rendering": lines[number].segment.text(place)}
                    for word, numbers in ((found.usual, found.usual_in), (found.other, found.other_in))
                    for number in numbers
                    for place in [lines[number].rendering(word)]
                ],
            },
        )


def _lines(segment: Segment) -> Iterator[Line]:
    """The lines of both sides where there are as many, or else the whole."""
    source, target = prose(segment, "source"), prose(segment, "target")
    if "\n" not in source and "\n" not in target:
        yield Line(segment, source, target, 0, 0)
        return
    sides = [text.split("\n") for text in (source, target)]
    if len(sides[0]) != len(sides[1]):
        sides = [[source], [target]]
    places = [0, 0]
    for one, other in zip(*sides, strict=True):
        yield Line(segment, one, other, *places)
        places = [places[0] + len(one) + 1, places[1] + len(other) + 1]
