"""Speaker tags and cues in brackets that are rendered in several ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from audit.check import CorpusCheck, Example
from audit.model import Finding, Segment, Severity, Side, Span
from audit.text.literals import prose

CUE = re.compile(r"[\[［【]([^\[\]［］【】\n]{1,80})[\]］】]")
OPENING_CUE = re.compile(r"\s*[(（]([^()（）\n]{1,60})[)）]")
TAG = re.compile(r"\s*([^\W\d_][^\d:：,，。.!?！？；;()（）\n]{0,30})[:：](?!//)")
MARK = re.compile("[\\[［【(（:：]")
LETTER = re.compile(r"[^\W\d_]")


class Label(NamedTuple):
    """A label of the source and its rendering."""

    segment: Segment
    source: Span
    target: Span


class InconsistentLabel(CorpusCheck, frozen=True):
    """A speaker tag or a cue in brackets is rendered in several ways in one document.

    Labels are what stands in square brackets, in round ones at the start of a segment, and before a colon there. They
    are compared where source and target have equally many. The rendering that stands most often is proposed, and of
    equally many the first; `facts.instances` lists all.

    Why: readers and programs find their way by labels, and take two of them for two things.

    Fix: choose one rendering for the label, and use it throughout.
    """

    name = "inconsistent-label"
    category = "terminology/inconsistent"
    examples = (
        Example("[Interpreted] Good day. [⟦Interpreted⟧] Thank you.", "[口譯]您好。[⟦解讀⟧]謝謝。"),
        Example("[Interpreted] Good day. [Interpreted] Thank you.", "[口譯]您好。【口譯】謝謝。"),
        Example("See [1] and [2], [applause] and [laughter].", "见[1]和[2]，[掌声]和[笑声]。"),
    )

    severity: Severity = Severity.MINOR

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        found: defaultdict[tuple[str | None, str], list[Label]] = defaultdict(list)
        for segment in segments:
            for label in _labels(segment):
                found[segment.origin, segment.text(label.source).casefold()].append(label)
        for labels in found.values():
            renderings = Counter(_rendering(label) for label in labels)
            if len(renderings) > 1:
                yield from self._inconsistent(labels, renderings)

    def _inconsistent(self, labels: Sequence[Label], renderings: Counter[str]) -> Iterator[Finding]:
        usual, count = renderings.most_common(1)[0]
        instances = [
            {"segment": segment.id, "start": target.start, "end": target.end, "text": segment.text(target)}
            for segment, _, target in labels
        ]
        for label in labels:
            if (rendering := _rendering(label)) != usual:
                segment = label.segment
                message = (
                    f"“{segment.text(label.source)}” is “{rendering}” here and “{usual}” elsewhere ({count} times)"
                )
                yield self.finding(
                    segment, message, label.source, label.target, suggestion=usual, facts={"instances": instances}
                )


def _labels(segment: Segment) -> Iterator[Label]:
    if not MARK.search(segment.source):
        return
    source, target = prose(segment, "source"), prose(segment, "target")
    for find in (CUE.finditer, _at_start(OPENING_CUE), _at_start(TAG)):
        sources, targets = _places("source", find(source)), _places("target", find(target))
        if len(sources) == len(targets):
            yield from (Label(segment, *pair) for pair in zip(sources, targets, strict=True))


def _at_start(pattern: re.Pattern[str]) -> Callable[[str], list[re.Match[str]]]:
    return lambda text: [match for match in [pattern.match(text)] if match]


def _places(side: Side, matches: Iterable[re.Match[str]]) -> list[Span]:
    """What stands in the brackets, or before the colon, without spaces around."""
    places = []
    for match in matches:
        words = match[1].strip()
        if LETTER.search(words):
            start = match.start(1) + match[1].index(words)
            places.append(Span(side, start, start + len(words)))
    return places


def _rendering(label: Label) -> str:
    return label.segment.text(label.target)
