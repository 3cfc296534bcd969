"""A learned estimate of what people would say of a translation, without a reference."""

from collections.abc import Iterator, Sequence, Set

from audit.estimation.signature import MODEL
from audit.metric import MeanMetric
from audit.model import Score, Segment, Signature


class Adequacy(MeanMetric, frozen=True):
    """The score from 0 to 100 that people would give the translation, by two models of their direct assessments.

    One is linear, over what the embedded encoder makes of both texts; the other reads them together, where neither is
    longer than about 45 words. It needs no reference, and fetches nothing. A segment's interval is where 95 of 100
    human scores lay; it is wide, so compare means of many segments. Text that is empty, copied or in the language of
    the source scores 0. A wrong figure, name or negation moves it little: that is for the checks.
    It was trained on English to Chinese; of the other direction nothing was measured.

    >>> str(Adequacy().signature)
    'adequacy|model:mlqe-pe-joint-4|encoder:use-multilingual-3|guards:1|bs:1000|seed:12345'
    """

    name = "adequacy"
    needs = frozenset({"source"})
    default = False

    @property
    def signature(self) -> Signature:
        """The model, the encoder that it stands on, what holds broken segments down, and the draws of the interval."""
        return Signature(self.name, (*MODEL, ("guards", "1"), ("bs", str(self.samples)), ("seed", str(self.seed))))

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the mean, then the estimate of each segment with its own interval."""
        from audit.estimation.documents import judged

        found = judged(segments)
        own = [found[segment.id] for segment in segments]
        values, intervals = [one.value for one in own], [(one.low, one.high) for one in own]
        yield from self.told(segments, values, str(self.signature), intervals)

    def guarded(self, segments: Sequence[Segment], scores: Sequence[Score], broken: Set[str]) -> Iterator[Score]:
        """Give a segment that is broken the low end of its interval: the estimate did not see what is wrong."""
        intervals = [score.interval or (score.value, score.value) for score in scores if score.segment is not None]
        values = [
            interval[0] if segment.id in broken else score.value
            for segment, score, interval in zip(segments, scores[1:], intervals, strict=True)
        ]
        yield from self.told(segments, values, str(self.signature), intervals)
