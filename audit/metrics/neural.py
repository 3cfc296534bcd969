"""What the metrics of COMET share: which model scores, on what, and how its scores are told."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace

from audit.metric import Metric
from audit.model import Score, Segment, Signature
from audit.neural.checkpoint import Checkpoint, checkpoint, digest
from audit.neural.models import BatchSize, Device, ModelName, comet_version
from audit.neural.prediction import Sample, predictions, to_samples
from audit.resampling import SAMPLES, SEED, Samples, Seed, means


class NeuralMetric(Metric, frozen=True):
    """Scores of a trained model of COMET's, value for value; the score of the text is their mean.

    It scores where it is asked for by name or has a table in the configuration, and fetches nothing.
    """

    default = False

    references: ClassVar[bool]
    """Whether the model is shown the references that there are."""

    model: ModelName
    device: Device = "auto"
    batch_size: BatchSize = 16
    samples: Samples = SAMPLES
    seed: Seed = SEED

    @property
    def signature(self) -> Signature:
        """Every choice that moves the number; a score adds the digest of the weights, and whether it saw references."""
        choices = {
            "model": self.model,
            "device": self.device,
            "batch": str(self.batch_size),
            "bs": str(self.samples),
            "seed": str(self.seed),
            "version": comet_version() or "none",
        }
        return Signature(self.name, tuple(choices.items()))

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the mean, then the score of each segment that the model can read. Raises ModelError."""
        scored = self._able(segments)
        if not scored:
            return
        read = to_samples(scored, references=self.references)
        values = self._values(read)
        own = (("refs", str(int(read[0].reference is not None))), ("weights", digest(self._checkpoint.path)))
        signature = str(replace(self.signature, choices=(*self.signature.choices, *own)))
        yield from self.told(scored, values, signature, means(values, self.samples, self.seed))

    def resamples(self, segments: Sequence[Segment]) -> list[float]:
        """The mean over each draw; what was predicted for the score is not predicted again."""
        return means(
            self._values(to_samples(self._able(segments), references=self.references)), self.samples, self.seed
        )

    @property
    def _checkpoint(self) -> Checkpoint:
        return checkpoint(self.model, self.name)

    def _able(self, segments: Sequence[Segment]) -> Sequence[Segment]:
        return [segment for segment in segments if "reference" not in self.needs or segment.references]

    def _values(self, read: tuple[Sample, ...]) -> Sequence[float]:
        found = predictions(self._checkpoint, read, self.device, self.batch_size)
        return [prediction.score for prediction in found]
