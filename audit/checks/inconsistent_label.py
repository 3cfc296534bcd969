"""Speaker tags and cues in brackets that are rendered in several ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from audit.check import INSTANCES, CorpusCheck, Example
from audit.model import Finding, Segment, Severity, Side, Span
from audit.text.literals import prose

CUE = re.compile(r"[\[［【]([^\[\]［］【】\n]{1,80})[\]］】]")
OPENING_CUE = re.compile(r"\s*[(（]([^()（）\n]{1,60})[)）]")
TAG = re.compile(r"\s*([^\W\d_][^\d:：,，。.!?！？；;()（）\n]{0,30})[:：](?!//)")
MARK = re.compile("[\\[［【(（:：]")
LETTER = re.compile(r"[^\W\d_]")


Name = tuple[str | None, str]
"""What a label is called, in the input of that name."""


class Label(NamedTuple):
    """A label of the source and its rendering."""

    segment: Segment
    source: Span
    target: Span


class InconsistentLabel(CorpusCheck, frozen=True):
    """A speaker tag or a cue in brackets is rendered in several ways in one document.

    Labels are what stands in square brackets, in round ones at the start of a segment, and before a colon there. They
    are compared where source and target have equally many. The rendering that stands most often is proposed, and of
    equally many the first; `facts.instances` lists 10,000 of
    them at most.

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
        renderings: defaultdict[Name, Counter[str]] = defaultdict(Counter)
        for segment in segments:
            for label in _labels(segment):
                renderings[_name(label)][_rendering(label)] += 1
        several = {name: found for name, found in renderings.items() if len(found) > 1}
        if several:
            yield from self._inconsistent(segments, several)

    def _inconsistent(self, segments: Sequence[Segment], several: Mapping[Name, Counter[str]]) -> Iterator[Finding]:
        usual = {name: renderings.most_common(1)[0] for name, renderings in several.items()}
        wrong: dict[Name, list[Label]] = {name: [] for name in several}
        instances: dict[Name, list[dict[str, Any]]] = {name: [] for name in several}
        for segment in segments:
            for label in _labels(segment):
                if (name := _name(label)) in several:
                    if _rendering(label) != usual[name][0]:
                        wrong[name].append(label)
                    if len(instances[name]) < INSTANCES:
                        start, end, text = label.target.start, label.target.end, _rendering(label)
                        instances[name].append({"segment": segment.id, "start": start, "end": end, "text": text})
        for name, labels in wrong.items():
            best, count = usual[name]
            for label in labels:
                told = f"“{label.segment.text(label.source)}” is “{_rendering(label)}” here"
                message = f"{told} and “{best}” elsewhere ({count} times)"
                facts = {"instances": instances[name]}
                yield self.finding(label.segment, message, label.source, label.target, suggestion=best, facts=facts)


def _name(label: Label) -> Name:
    return label.segment.origin, label.segment.text(label.source).casefold()


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
