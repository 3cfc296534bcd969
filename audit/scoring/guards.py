"""What must be known before a score is believed: segments that are no translation at all."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from audit import registry
from audit.check import Check
from audit.model import Segment

FAULTS = ("untranslated-text", "wrong-language")
SHORTEST = 8
"""Characters from which two sources are not translated alike by chance."""


class Guard(Struct, frozen=True):
    """A fault that no score sees, and the ids of the segments that have it."""

    fault: str
    segments: tuple[str, ...]


def guards(segments: Sequence[Segment]) -> list[Guard]:
    """Name the segments that are empty, untranslated, in a wrong language, or the translation of another source.

    >>> copied = Segment(id="1", source="We grew in every region.", target="We grew in every region.")
    >>> guards([copied, Segment(id="2", source="Thank you.", target="")])
    [Guard(fault='empty', segments=('2',)), Guard(fault='untranslated-text', segments=('1',))]
    """
    checks = [registry.checks()[fault]() for fault in FAULTS]
    found = {"empty": tuple(segment.id for segment in segments if not segment.target.strip())}
    for check in checks:
        if isinstance(check, Check):
            named = (segment.id for segment in segments if segment.target.strip() and any(check.find(segment)))
            found[check.name] = tuple(named)
    found["duplicated"] = tuple(_duplicated(segments))
    return [Guard(fault, ids) for fault, ids in found.items() if ids]


def _duplicated(segments: Sequence[Segment]) -> Iterator[str]:
    """Segments whose translation also stands beside another source."""
    sources: dict[str, set[str]] = {}
    for segment in segments:
        sources.setdefault(_plain(segment.target), set()).add(_plain(segment.source))
    for segment in segments:
        target = _plain(segment.target)
        if len(target) >= SHORTEST and len(sources[target]) > 1:
            yield segment.id


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
