"""What must be known before a score is believed: segments that are no translation of their source."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median

from audit import registry
from audit.check import Check, by_document
from audit.estimation.documents import judged, readers
from audit.model import Guard, Segment
from audit.text.scripts import HAN, LATIN

FAULTS = ("untranslated-text", "wrong-language")
SHORTEST = 8
"""Characters from which two sources are not translated alike by chance."""
FEWEST = 8
"""Lines from which their nearness tells something of the document."""
NEAR = 0.85
"""Nearness of a line in its place: the median over 55 clean documents is 1, and .83 at most where lines are not."""
WORD = re.compile(f"[{LATIN}]+|[{HAN}]|[0-9]+")
MOST = 20
"""Sources of one translation that are held against each other."""


def guards(segments: Sequence[Segment], *, encoder: bool = True) -> list[Guard]:
    """Name the segments that are empty, untranslated, in a wrong language, or the translation of another source.

    Those that are truncated or shifted are named, too, unless the encoder is to be left alone.

    >>> copied = Segment(id="1", source="We grew in every region.", target="We grew in every region.")
    >>> guards([copied, Segment(id="2", source="Thank you.", target="")])
    [Guard(fault='empty', segments=('2',)), Guard(fault='untranslated-text', segments=('1',))]
    """
    found = {"empty": [segment for segment in segments if not segment.target.strip()]}
    for check in (registry.checks()[fault]() for fault in FAULTS):
        if isinstance(check, Check):
            said = (segment for segment in segments if segment.target.strip())
            found[check.name] = [segment for segment in said if any(check.find(segment))]
    found["duplicated"] = list(_duplicated(segments))
    if encoder:
        lines, apart = judged(segments), astray(segments)
        near = {name for name, line in lines.items() if line.nearness is not None and line.nearness >= NEAR}
        found["duplicated"] = [segment for segment in found["duplicated"] if segment.id not in near]
        found["truncated"] = list(_truncated(segments))
        lost = {segment.id for segment in segments if segment.origin in apart and segment.id not in near}
        found["shifted"] = [segment for segment in segments if lines[segment.id].shift or segment.id in lost]
    return [Guard(fault, tuple(segment.id for segment in some)) for fault, some in found.items() if some]


def astray(segments: Sequence[Segment]) -> dict[str | None, str]:
    """Why no mean of scores says anything of a document: most of its translations are not beside their source.

    >>> english = ["Revenue fell sharply.", "The canteen now serves noodles.", "Our lawyers appealed the verdict."]
    >>> chinese = ["公司食堂現在供應麵條。", "我們的律師對判決提出上訴。", "營收大幅下降。"]
    >>> pairs = [Segment(id=source, source=source, target=target) for source, target in zip(english, chinese)]
    >>> print(*astray(pairs).values())
    3 of 3 translations do not stand beside their source
    """
    lines = judged(segments)
    found = {}
    for document in by_document(segments):
        own = [lines[segment.id] for segment in document]
        moved = sum(line.shift != 0 for line in own)
        near = [line.nearness for line in own if line.nearness is not None]
        if moved > len(own) / 2:
            found[document[0].origin] = f"{moved} of {len(own)} translations do not stand beside their source"
        elif len(near) >= FEWEST and median(near) < NEAR:
            found[document[0].origin] = "the translations are no nearer to their sources than to the lines around them"
    return found


def _truncated(segments: Sequence[Segment]) -> Iterator[Segment]:
    with readers(len(segments)) as crew:
        for some, found in crew.each(_cut_short, segments, lambda lost: None):
            yield from (segment for segment, is_cut in zip(some, found, strict=True) if is_cut)


def _cut_short(segments: Sequence[Segment]) -> list[bool]:
    from audit.coverage import truncated  # loads numpy

    return [truncated(segment) for segment in segments]


def _duplicated(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Segments whose translation also stands beside a source that says it in other words."""
    sources: dict[str, dict[str, set[str]]] = {}
    for segment in segments:
        target = _plain(segment.target)
        if len(target) >= SHORTEST:
            sources.setdefault(target, {})[_plain(segment.source)] = set(WORD.findall(segment.source.casefold()))
    for segment in segments:
        others = sources.get(_plain(segment.target), {})
        own = others.get(_plain(segment.source), set())
        if any(2 * len(own & words) < min(len(own), len(words)) for words in islice(others.values(), MOST)):
            yield segment


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
