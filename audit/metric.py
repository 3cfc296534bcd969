"""The contract of a metric: a number that never comes without its signature."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import repeat
from typing import ClassVar

from msgspec import Struct

from audit.model import Score, Segment, Signature
from audit.resampling import SAMPLES, SEED, Samples, Seed, interval, means


class Metric(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to score translations. Its fields are its options in the configuration."""

    name: ClassVar[str]
    needs: ClassVar[frozenset[str]]
    """What it reads besides the target: "source", "reference", or "scores" that were made elsewhere."""
    lower_is_better: ClassVar[bool] = False
    default: ClassVar[bool] = True
    """Whether it scores where nothing asks for it: neither its name on the command line nor a table of its own."""

    @property
    @abstractmethod
    def signature(self) -> Signature:
        """Every choice that moves the number, from the fields alone."""

    @abstractmethod
    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the corpus score, then one score a segment. `segments` is not empty."""

    def guarded(self, segments: Sequence[Segment], scores: Sequence[Score], broken: Set[str]) -> Iterable[Score]:
        """The same scores, knowing which segments are broken, by their ids: unchanged, for others know these values."""
        return scores

    def resamples(self, segments: Sequence[Segment], scores: Sequence[Score]) -> list[float]:
        """The corpus score over draws of the segments, the same for every system: means, unless it is no mean.

        `scores` are those that this metric gave the segments, so that none is scored twice.
        """
        return means([score.value for score in scores if score.segment is not None])


class MeanMetric(Metric, frozen=True):
    """A metric whose score of a text is the mean of those of its segments."""

    samples: Samples = SAMPLES
    seed: Seed = SEED

    def told(
        self,
        segments: Sequence[Segment],
        values: Sequence[float],
        signature: str,
        intervals: Iterable[tuple[float, float] | None] = repeat(None),
    ) -> Iterator[Score]:
        """The mean of these values, with its interval over the draws, then the value of each segment."""
        mean, drawn = sum(values) / len(values), means(values, self.samples, self.seed)
        yield Score(metric=self.name, signature=signature, value=mean, interval=interval(drawn))
        for (segment, value), own in zip(zip(segments, values, strict=True), intervals, strict=False):
            yield Score(metric=self.name, signature=signature, value=value, segment=segment.id, interval=own)

    def resamples(self, segments: Sequence[Segment], scores: Sequence[Score]) -> list[float]:
        """The mean over each draw."""
        return means([score.value for score in scores if score.segment is not None], self.samples, self.seed)
