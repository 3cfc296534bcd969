"""What the metrics that compare with a reference share: whose words count, and in which order scores come."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any, ClassVar

from audit.metric import Metric
from audit.model import Score, Segment, Signature


class ReferenceMetric(Metric, frozen=True):
    """A score of sacreBLEU's: its values to the last digit, under its own signature.

    Only segments with a reference count; where there are none, there is no score.
    """

    needs = frozenset({"reference"})

    title: ClassVar[str]
    """The name that starts the signature."""

    @abstractmethod
    def choices(self, *, sentence: bool) -> dict[str, str]:
        """What sacreBLEU's signature says of the options, between `nrefs` and `version`."""

    @abstractmethod
    def scorer(self, *, sentence: bool) -> Any:
        """The metric of sacreBLEU, imported only now: that takes longer than `audit --help` may."""

    @property
    def signature(self) -> Signature:
        """Every choice that moves the corpus score, as sacreBLEU would write it."""
        return self._signature(sentence=False)

    def _signature(self, *, sentence: bool) -> Signature:
        choices = {"nrefs": "1", **self.choices(sentence=sentence), "version": version("sacrebleu")}
        return Signature(self.title, tuple(choices.items()))

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the corpus score, then one score a segment that has a reference."""
        pairs = [(segment, segment.reference) for segment in segments if segment.reference]
        if not pairs:
            return
        corpus = self.scorer(sentence=False).corpus_score(
            [segment.target for segment, _ in pairs], [[reference for _, reference in pairs]]
        )
        yield Score(metric=self.name, signature=str(self.signature), value=corpus.score)
        scorer, signature = self.scorer(sentence=True), str(self._signature(sentence=True))
        for segment, reference in pairs:
            value = scorer.sentence_score(segment.target, [reference]).score
            yield Score(metric=self.name, signature=signature, value=value, segment=segment.id)


def yes(choice: bool) -> str:
    """A switch as signatures write it."""
    return "yes" if choice else "no"
