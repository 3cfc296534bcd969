"""A learned estimate of what people would say of a translation, without a reference."""

from collections.abc import Iterator, Sequence

from audit.cache import kept
from audit.estimation.signature import MODEL
from audit.metric import MeanMetric
from audit.model import Score, Segment, Signature
from audit.text.scripts import language

NOTHING = (0.0, 0.0, 0.0)


class Adequacy(MeanMetric, frozen=True):
    """The score from 0 to 100 that people would give the translation, by a linear model of their direct assessments.

    It reads both texts with the embedded encoder, needs no reference, and fetches nothing. A segment's interval is
    where 95 of 100 human scores lay; it is wide, so compare means of many segments. Text that is empty, copied
    or in the language of the source scores 0. A wrong figure, name or negation moves it little: that is for the checks.
    It was trained on English to Chinese; of the other direction nothing was measured.

    >>> str(Adequacy().signature)
    'adequacy|model:mlqe-pe-ridge-1|encoder:use-multilingual-3|bs:1000|seed:12345'
    """

    name = "adequacy"
    needs = frozenset({"source"})
    default = False

    @property
    def signature(self) -> Signature:
        """The model, the encoder that it stands on, and the draws of the interval."""
        return Signature(self.name, (*MODEL, ("bs", str(self.samples)), ("seed", str(self.seed))))

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the mean, then the estimate of each segment with its own interval."""
        estimates = _estimates(segments)
        values = [value for value, _, _ in estimates]
        yield from self.told(segments, values, str(self.signature), ((low, high) for _, low, high in estimates))


def _estimates(segments: Sequence[Segment]) -> list[tuple[float, ...]]:
    pairs = [_english_and_chinese(segment) if is_translated(segment) else None for segment in segments]
    model = "|".join(f"{name}:{value}" for name, value in MODEL)
    found = iter(kept(model, list(filter(None, pairs)), _estimated))
    return [next(found) if pair else NOTHING for pair in pairs]


def _estimated(pairs: Sequence[tuple[str, ...]]) -> Iterator[tuple[float, ...]]:
    from audit.estimation.model import estimate  # loads the encoder

    for english, chinese in pairs:
        found = estimate(english, chinese)
        yield found.value, found.low, found.high


def is_translated(segment: Segment) -> bool:
    """Whether the target is something else than the source, and not in its language.

    >>> [is_translated(Segment(id="1", source="OK", target=target)) for target in ("好", "OK")]
    [True, False]
    """
    target = segment.target.strip()
    if not target or target == segment.source.strip():
        return False
    return language(target) != segment.source_language.partition("-")[0]


def _english_and_chinese(segment: Segment) -> tuple[str, ...]:
    pair = segment.source, segment.target
    return pair if segment.side_in("zh") == "target" else pair[::-1]
