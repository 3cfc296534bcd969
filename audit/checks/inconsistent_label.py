"""Speaker tags and cues in brackets that are rendered in several ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from audit.check import INSTANCES, Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import BLANK, prose

CUE = re.compile(rf"[\[［【]([^\[\]［］【】|{BLANK}\n]{{1,80}})[\]］】]")
OPENING_CUE = re.compile(rf"\s*[(（]([^()（）{BLANK}\n]{{1,60}})[)）](?![a-z])")
TAG = re.compile(rf"\s*([^\W\d_][^\d:：,，。.!?！？；;()（）{BLANK}\n]{{0,30}})[:：](?!//|:|\s*\Z)")
MARK = re.compile("[\\[［【(（:：]")
LETTER = re.compile(r"[^\W\d_]")
SIGN = re.compile(r"[\W_]+")
"""What two renderings may differ in: spaces, quotation marks, hyphens."""

Place = tuple[int, int]


class Label(NamedTuple):
    """A label of the source, as it is compared, and its rendering, with the places of both."""

    name: str
    rendering: str
    source: Place
    target: Place


class InconsistentLabel(GatheringCheck, frozen=True):
    """A speaker tag or a cue in brackets is rendered in several ways in one document.

    Labels are what stands in square brackets, in round ones at the start of a segment, and before a colon there with
    more behind it, but no single letters, and nothing with a placeholder: the name of a field alone, such as `Size:`,
    may be another thing elsewhere. They are compared where source and target have equally many, and none of the source
    is kept as it is; spaces and quotation marks make no difference. The rendering that stands most often is proposed,
    and of equally many the first; `facts.instances` lists 10,000 of them at most.

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

    each_document = True
    fact = tuple[Label, ...]

    def gather(self, segment: Segment) -> tuple[Label, ...] | None:
        """The labels of a segment."""
        return tuple(_labels(segment)) or None

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each label whose rendering is not the usual one."""
        renderings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for label in (label for _, labels in gathered for label in labels):
            renderings[label.name][label.rendering] += 1
        several = {name: found.most_common(1)[0] for name, found in renderings.items() if len(found) > 1}
        if several:
            yield from self._inconsistent(segments, gathered, several)

    def _inconsistent(
        self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]], usual: Mapping[str, tuple[str, int]]
    ) -> Iterator[Finding]:
        wrong: dict[str, list[tuple[int, Label]]] = {name: [] for name in usual}
        instances: dict[str, list[dict[str, Any]]] = {name: [] for name in usual}
        for number, label in ((number, label) for number, labels in gathered for label in labels):
            if label.name in usual:
                if SIGN.sub("", label.rendering) != SIGN.sub("", usual[label.name][0]):
                    wrong[label.name].append((number, label))
                if len(instances[label.name]) < INSTANCES:
                    start, end = label.target
                    instance = {"segment": segments[number].id, "start": start, "end": end, "text": label.rendering}
                    instances[label.name].append(instance)
        for name, labels in wrong.items():
            best, count = usual[name]
            for number, label in labels:
                segment, source, target = segments[number], Span("source", *label.source), Span("target", *label.target)
                told = f"“{segment.text(source)}” is “{label.rendering}” here"
                message = f"{told} and “{best}” elsewhere ({count} times)"
                facts = {"instances": instances[name]}
                yield self.finding(segment, message, source, target, suggestion=best, facts=facts)


def _labels(segment: Segment) -> Iterator[Label]:
    if not MARK.search(segment.source):
        return
    source, target = prose(segment, "source"), prose(segment, "target")
    for find in (CUE.finditer, _at_start(OPENING_CUE), _at_start(TAG)):
        if not (sources := _places(find(source))) or len(sources) != len(targets := _places(find(target))):
            continue
        names = [segment.source[slice(*place)].casefold() for place in sources]
        renderings = [segment.target[slice(*place)] for place in targets]
        if set(names).isdisjoint(rendering.casefold() for rendering in renderings):
            for name, rendering, one, other in zip(names, renderings, sources, targets, strict=True):
                if len(name) > 1:
                    yield Label(name, rendering, one, other)


def _at_start(pattern: re.Pattern[str]) -> Callable[[str], list[re.Match[str]]]:
    return lambda text: [match for match in [pattern.match(text)] if match]


def _places(matches: Iterable[re.Match[str]]) -> list[Place]:
    """What stands in the brackets, or before the colon, without spaces around."""
    places = []
    for match in matches:
        words = match[1].strip()
        if LETTER.search(words):
            start = match.start(1) + match[1].index(words)
            places.append((start, start + len(words)))
    return places
