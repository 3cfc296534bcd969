"""What the metrics of COMET share: which model scores, on what, and how its scores are told."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace

from audit.metric import MeanMetric
from audit.model import Score, Segment, Signature
from audit.neural.checkpoint import checkpoint, digest
from audit.neural.models import BatchSize, Device, ModelName, comet_version
from audit.neural.prediction import predictions, to_samples


class NeuralMetric(MeanMetric, frozen=True, kw_only=True):
    """Scores of a trained model of COMET's, value for value; the score of the text is their mean.

    It scores where it is asked for by name or has a table in the configuration, and fetches nothing.
    """

    default = False

    references: ClassVar[bool]
    """Whether the model is shown the references that there are."""

    model: ModelName
    device: Device = "auto"
    batch_size: BatchSize = 16

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
        scored = [segment for segment in segments if "reference" not in self.needs or segment.references]
        if not scored:
            return
        read = to_samples(scored, references=self.references)
        model = checkpoint(self.model, self.name)
        values = [prediction.score for prediction in predictions(model, read, self.device, self.batch_size)]
        own = (("refs", str(int(read[0].reference is not None))), ("weights", digest(model.path)))
        signature = str(replace(self.signature, choices=(*self.signature.choices, *own)))
        yield from self.told(scored, values, signature)
