"""Translations that stand beside the wrong source."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from audit.check import Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.processes import ENCODER


class Line(Struct, frozen=True):
    """A segment, or a line of one whose sides have as many lines."""

    segment: Segment
    source: Span
    target: Span


class MisalignedPair(GatheringCheck, frozen=True):
    """The translation of a line stands beside another line.

    What each line means is compared with the translations of the five lines before and after it. A line lost or
    entered twice shifts all that follow: that is one finding, at the first of them, and `facts.instances` says where
    each belongs. It runs when selected, since the embedded encoder must read every line.

    Why: after a shift every pair is wrong, and what any other check says of it is worth nothing.

    Fix: move the translations to the lines that are named.
    """

    name = "misaligned-pair"
    category = "accuracy/mistranslation"
    default = False
    loads = ENCODER
    fact = list[tuple[bytes, bytes]]
    each_document = True
    examples = (
        Example(
            "Revenue grew by a fifth.\n⟦The board approved a dividend.⟧\n⟦Our canteen now serves noodles.⟧",
            "营收增长五分之一。\n⟦我们的食堂现在供应面条。⟧\n⟦董事会批准了股息。⟧",
        ),
        Example(
            "Revenue grew by a fifth.\nThe board approved a dividend.\nOur canteen now serves noodles.",
            "营收增长五分之一。\n董事会批准了股息。\n我们的食堂现在供应面条。",
        ),
        Example("Thank you.\nThank you.\nThank you.", "谢谢。\n多谢。\n谢谢大家。"),
    )

    severity: Severity = Severity.MAJOR

    def gather(self, segment: Segment) -> list[tuple[bytes, bytes]]:
        """The vectors of both sides of each line."""
        from audit.encoder.use import whole

        sides = ((segment.text(line.source), segment.text(line.target)) for line in lines(segment))
        return [(whole(source).tobytes(), whole(target).tobytes()) for source, target in sides]

    def weigh(
        self, segments: Sequence[Segment], gathered: Iterable[tuple[int, list[tuple[bytes, bytes]]]]
    ) -> Iterator[Finding]:
        """Yield each run of lines whose translations stand as far away."""
        import numpy as np

        from audit.encoder.shifts import shifts

        document, sources, targets = list[Line](), [], []
        for number, vectors in gathered:
            document.extend(lines(segments[number]))
            for source, target in vectors:
                sources.append(np.frombuffer(source, dtype=np.float32))
                targets.append(np.frombuffer(target, dtype=np.float32))
        for shift, group in groupby(enumerate(shifts(sources, targets)), key=lambda numbered: numbered[1]):
            if shift:
                run = [(document[number], document[number + shift]) for number, _ in group]
                yield self._shifted(run, shift)

    def _shifted(self, run: Sequence[tuple[Line, Line]], shift: int) -> Finding:
        line, other = run[0]
        distance = f"{abs(shift)} line{'s' * (abs(shift) > 1)} {'below' if shift > 0 else 'above'}"
        message = f"the translation of this line stands {distance}"
        if other.segment.id != line.segment.id:
            message += f", at segment {other.segment.id}"
        if len(run) > 1:
            message += f", and so it is for the next {len(run) - 1}"
        instances = [
            {
                "segment": here.segment.id,
                "text": here.segment.text(here.source),
                "translation_at": there.segment.id,
                "translation": there.segment.text(there.target),
            }
            for here, there in run
        ]
        return self.finding(line.segment, message, line.source, line.target, facts={"instances": instances})


def lines(segment: Segment) -> list[Line]:
    """The lines of a pair that has as many on both sides, or the pair as one.

    >>> [line.target.end for line in lines(Segment(id="1", source="a\\nb", target="c\\nd"))]
    [1, 3]
    """
    sources, targets = segment.source.split("\n"), segment.target.split("\n")
    if len(sources) != len(targets):
        sources, targets = [segment.source], [segment.target]
    found, start, place = [], 0, 0
    for source, target in zip(sources, targets, strict=True):
        found.append(
            Line(segment, Span("source", start, start + len(source)), Span("target", place, place + len(target)))
        )
        start, place = start + len(source) + 1, place + len(target) + 1
    return found
