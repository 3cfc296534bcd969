"""Pairs without their inline tags, and findings about such pairs moved to where the tags are."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from audit.model import Finding, Segment, Side, Span, Suggestion


def untagged(segment: Segment) -> Segment:
    """The pair without its protected spans: words that a tag parts are one again.

    >>> spans = (Span("target", 2, 5), Span("target", 7, 11))
    >>> pair = Segment(id="1", source="Up 12%", target="成長<b>12</b>%", protected=spans)
    >>> untagged(pair).target
    '成長12%'
    """
    if not segment.protected:
        return segment
    source, target = (_words(segment, side) for side in ("source", "target"))
    return replace(segment, source=source, target=target, protected=())


def tagged(segment: Segment, finding: Finding) -> Finding:
    """A finding about the pair without tags, moved into the pair; a correction that would lose a tag is left out.

    >>> pair = Segment(id="1", source="Up 12%", target="成長<b>13</b>%", protected=(Span("target", 2, 5),))
    >>> found = Finding(check="c", category="accuracy", severity="major", segment="1", message="m",
    ...                 target_spans=(Span("target", 2, 4),), suggestion=Suggestion(0, 4, "成長12"))
    >>> moved = tagged(pair, found)
    >>> moved.target_spans, moved.suggestion
    ((Span(side='target', start=5, end=7),), Suggestion(start=6, end=7, text='2'))
    """
    if not segment.protected:
        return finding
    source, target = _kept(segment, "source"), _kept(segment, "target")
    edit = finding.suggestion and _moved(finding.suggestion, _words(segment, "target"), target)
    return replace(
        finding,
        source_spans=tuple(Span("source", *_range(source, span)) for span in finding.source_spans),
        target_spans=tuple(Span("target", *_range(target, span)) for span in finding.target_spans),
        suggestion=edit,
    )


@lru_cache(maxsize=128)
def _kept(segment: Segment, side: Side) -> tuple[int, ...]:
    """The places of the words, and the end of the text; remembered, since a dozen checks ask in turn."""
    kept: list[int] = []
    at = 0
    for span in sorted(span for span in segment.protected if span.side == side):
        kept += range(at, span.start)
        at = max(at, span.end)
    return (*kept, *range(at, len(_text(segment, side)) + 1))


@lru_cache(maxsize=128)
def _words(segment: Segment, side: Side) -> str:
    text = _text(segment, side)
    return "".join(text[place] for place in _kept(segment, side)[:-1])


def _text(segment: Segment, side: Side) -> str:
    return segment.source if side == "source" else segment.target


def _range(kept: Sequence[int], span: Span | Suggestion) -> tuple[int, int]:
    """Where the words of a span begin and end among the tags."""
    start = kept[span.start]
    return start, kept[span.end - 1] + 1 if span.end > span.start else start


def _moved(edit: Suggestion, words: str, kept: Sequence[int]) -> Suggestion | None:
    """The correction in its place, without words that stay the same if there is a tag among them."""
    start, end = _range(kept, edit)
    if end - start == edit.end - edit.start:
        return Suggestion(start, end, edit.text)
    old, new = words[edit.start : edit.end], edit.text
    before = common(old, new)
    after = common(old[before:][::-1], new[before:][::-1])
    least = Suggestion(edit.start + before, edit.end - after, new[before : len(new) - after])
    start, end = _range(kept, least)
    return Suggestion(start, end, least.text) if end - start == least.end - least.start else None


def common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (here, there) in enumerate(pairs) if here != there), min(len(one), len(other)))
