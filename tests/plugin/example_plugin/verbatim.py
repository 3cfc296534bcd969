"""How much of a translation is the reference, word for word."""

from collections.abc import Iterator, Sequence

from audit.metric import Metric
from audit.model import Score, Segment, Signature


class Verbatim(Metric, frozen=True):
    """Segments that are exactly a reference, in percent."""

    name = "verbatim"
    needs = frozenset({"reference"})

    strip: bool = True

    @property
    def signature(self) -> Signature:
        """Whether blanks at the ends count is all there is to choose."""
        return Signature("verbatim", (("strip", "yes" if self.strip else "no"), ("version", "1")))

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the share of all segments, then 0 or 100 for each."""
        values = {one.id: 100.0 * self._is_verbatim(one) for one in segments if one.references}
        if values:
            yield self._score(sum(values.values()) / len(values), None)
        for name, value in values.items():
            yield self._score(value, name)

    def _is_verbatim(self, segment: Segment) -> bool:
        if self.strip:
            return segment.target.strip() in {text.strip() for text in segment.references}
        return segment.target in segment.references

    def _score(self, value: float, segment: str | None) -> Score:
        return Score(metric=self.name, signature=str(self.signature), value=value, segment=segment)
