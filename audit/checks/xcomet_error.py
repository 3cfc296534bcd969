"""Words that XCOMET marks as wrong."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from audit.check import CorpusCheck
from audit.model import Finding, Segment, Severity, Span
from audit.neural.checkpoint import checkpoint
from audit.neural.models import BatchSize, Device, ModelName
from audit.neural.prediction import predictions, to_samples


class XcometError(CorpusCheck, frozen=True):
    """The model XCOMET marks these words of the translation as an error.

    It runs where the metric `xcomet` does, under the options of that metric, and takes its marks from the same
    prediction. The model says how grave an error is, and not which kind it is or what would be right.

    Why: such a model was trained on errors that people marked, and looks at meaning and style that no rule here knows.
    How often it is right on your text nobody has measured, so that a mark weighs nothing unless you say otherwise.

    Fix: read the marked words against the source. Where the model has earned your trust, set `graded`.
    """

    name = "xcomet-error"
    category = "other/unspecified"
    default = False
    metric = "xcomet"
    examples = ()

    severity: Severity = Severity.NEUTRAL
    graded: Annotated[
        bool, Meta(description="Give each finding the severity that the model says: minor, major or critical.")
    ] = False
    model: ModelName = "Unbabel/XCOMET-XL"
    device: Device = "auto"
    batch_size: BatchSize = 8

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield every marked place. Raises ModelError."""
        found = checkpoint(self.model, self.metric)
        read = to_samples(segments, references=True)
        for segment, prediction in zip(segments, predictions(found, read, self.device, self.batch_size), strict=True):
            for marked in prediction.spans:
                words = segment.target[marked.start : marked.end]
                start = marked.start + len(words) - len(words.lstrip())
                if not words.strip():  # the model marks the edge of a sentence, too
                    continue
                finding = self.finding(
                    segment,
                    f"XCOMET marks “{words.strip()}” as a {marked.severity} error",
                    Span("target", start, start + len(words.strip())),
                    facts={"severity": marked.severity, "probability": round(marked.probability, 4)},
                )
                yield replace(finding, severity=marked.severity) if self.graded else finding
