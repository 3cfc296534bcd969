"""One name that the translation writes in several ways."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from audit.check import INSTANCES, Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.spool import held
from audit.text.literals import prose
from audit.text.names.places import Named, named
from audit.text.names.renderings import one_person, renderings, trimmed, ways


class Prose(Sequence[tuple[str, str]]):
    """The English and the Chinese of each pair, as they are asked for; nothing of pairs in other languages."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def __len__(self) -> int:
        return len(self._segments)

    def __getitem__(self, number: int) -> tuple[str, str]:  # type: ignore[override]  # and never a part
        return _prose(self._segments[number])


def _prose(segment: Segment) -> tuple[str, str]:
    return (prose(segment, "source"), prose(segment, "target")) if _is_translated(segment) else ("", "")


def _is_translated(segment: Segment) -> bool:
    return segment.side_in("zh") == "target" and segment.side_in("en") is not None


class InconsistentName(GatheringCheck, frozen=True):
    """A name is written in several ways in one translation into Chinese.

    A name may be left in Latin letters, or be written by its sound: 布萊恩 for Brian. What counts as its rendering are
    characters that such names are written with, that begin with the right sound, and that stand only beside that name.
    A name in Latin letters that follows its rendering in brackets is no second way.

    Why: readers take 史密斯 and 史密思 for two persons.

    Fix: choose one; the way that comes most often, or else first, is proposed.
    """

    name = "inconsistent-name"
    category = "terminology/inconsistent"
    examples = (
        Example("So Brian asked, and ⟦Brian⟧ left with Brian.", "於是布萊恩提問，⟦布賴恩⟧與布萊恩離開。"),
        Example("So Brian asked, and Brian left.", "於是布萊恩提問，布萊恩離開。"),
        Example("With Brian came Brian.", "布萊恩（Brian）與布萊恩同來。"),
        Example("Did Brian ask Henry?", "布萊恩問過亨利嗎？"),
    )

    severity: Severity = Severity.MINOR

    fact = Named

    def gather(self, segment: Segment) -> Named | None:
        """What the segment says of names."""
        return named(*_prose(segment))

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each name that is written in several ways, where it is first written in another than the usual one."""
        pairs, english = Prose(segments), (prose(one, "source") for one in segments if _is_translated(one))
        for name, places in renderings(pairs, english, gathered, held).items():
            if not one_person(places):
                continue
            places = trimmed(places, {place.pair: pairs[place.pair][1] for place in places})
            found = ways(place.text for place in places)
            if len(found) < 2:
                continue
            best = max(found, key=lambda way: found[way])
            wrong = next(place for place in places if place.text in found and place.text != best)
            yield self.finding(
                segments[wrong.pair],
                f"“{name}” is “{wrong.text}” here and “{best}” elsewhere",
                Span("source", *wrong.source),
                Span("target", *wrong.target),
                suggestion=best,
                facts={
                    "renderings": dict(found),
                    "instances": [
                        {"segment": segments[place.pair].id, "rendering": place.text} for place in places[:INSTANCES]
                    ],
                },
            )
