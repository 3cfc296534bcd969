"""What the metrics that compare with a reference share: whose words count, and in which order scores come."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta

from audit.metric import Metric
from audit.model import Score, Segment, Signature
from audit.resampling import SAMPLES, SEED, Samples, Seed, draws, interval
from audit.text.scripts import Letters, locale_by
from audit.text.simplified import simplified
from audit.text.untagged import untagged

Texts = tuple[tuple[str, tuple[str, ...]], ...]
"""Translations, each with its references."""


class ReferenceMetric(Metric, frozen=True):
    """A score of sacreBLEU's: its values to the last digit, under its own signature.

    Only segments with a reference count; where there are none, there is no score.
    """

    needs = frozenset({"reference"})

    title: ClassVar[str]
    """The name that starts the signature."""

    fold: Annotated[
        Literal["none", "t2s"],
        Meta(description="t2s: both texts are put into Simplified characters first, so that scripts do not count."),
    ] = "none"
    samples: Samples = SAMPLES
    seed: Seed = SEED

    @abstractmethod
    def choices(self, *, sentence: bool) -> dict[str, str]:
        """What sacreBLEU's signature says of the options, between `nrefs` and `version`."""

    @abstractmethod
    def scorer(self, *, sentence: bool) -> Any:
        """The metric of sacreBLEU, imported only now: that takes longer than `audit --help` may."""

    @property
    def signature(self) -> Signature:
        """Every choice that moves the corpus score, as sacreBLEU would write it for one reference."""
        return self._signature({1}, sentence=False)

    def _signature(self, references: set[int], *, sentence: bool) -> Signature:
        count = str(*references) if len(references) == 1 else "var"
        drawn = {"bs": str(self.samples), "seed": str(self.seed)} if self.samples and not sentence else {}
        folded = {"fold": self.fold, "opencc": version("opencc")} if self.fold != "none" else {}
        choices = {
            "nrefs": count,
            **drawn,
            **self.choices(sentence=sentence),
            **folded,
            "version": version("sacrebleu"),
        }
        return Signature(self.title, tuple(choices.items()))

    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the corpus score, then one score a segment that has a reference."""
        scored = [segment for segment in segments if segment.references]
        if not scored:
            return
        rows = _statistics(self, _texts(scored))
        counts = [len(segment.references) for segment in scored]
        yield Score(
            metric=self.name,
            signature=str(self._signature(set(counts), sentence=False)),
            value=self.scorer(sentence=False)._aggregate_and_compute(rows).score,
            interval=interval(self._drawn(scored)),
        )
        scorer = self.scorer(sentence=True)
        signatures = {count: str(self._signature({count}, sentence=True)) for count in set(counts)}
        for segment, row, count in zip(scored, rows, counts, strict=True):
            value = scorer._aggregate_and_compute([row]).score
            yield Score(metric=self.name, signature=signatures[count], value=value, segment=segment.id)

    def resamples(self, segments: Sequence[Segment], scores: Sequence[Score]) -> list[float]:
        """The corpus score over each draw: not of the scores, but of what was counted for them."""
        return self._drawn([segment for segment in segments if segment.references])

    def _drawn(self, scored: Sequence[Segment]) -> list[float]:
        """As sacreBLEU's bootstrap has it, without its hunger for memory."""
        if len(scored) < 2:
            return []
        import numpy

        rows = numpy.array(_statistics(self, _texts(scored)), dtype="float32")
        compute = self.scorer(sentence=False)._compute_score_from_stats
        return [float(compute(rows[draw].sum(0)).score) for draw in draws(len(scored), self.samples, self.seed)]


def script_note(segments: Sequence[Segment], metrics: Iterable[Metric]) -> str | None:
    """What to say where the translations are in one script, their references in the other, and a metric counts that.

    >>> class Like(ReferenceMetric, frozen=True): name = "like"
    >>> print(script_note([Segment(id="1", source="", target="營收增長", reference="营收增长")], [Like()]))
    the translation is in Traditional characters, the reference in Simplified: like counts each as wrong; to score
    the words alone, fold the scripts (fold = "t2s", or --fold t2s)
    """
    counting = [metric.name for metric in metrics if isinstance(metric, ReferenceMetric) and metric.fold == "none"]
    if not counting:
        return None
    reference = locale_by(Letters("\n".join(one.references) for one in segments if one.references).clues)
    if reference is None:
        return None
    target = locale_by(Letters(one.target for one in segments if one.references).clues)
    if target is None or (target == "zh-CN") == (reference == "zh-CN"):
        return None
    one, other = ("Simplified", "Traditional") if target == "zh-CN" else ("Traditional", "Simplified")
    return (
        f"the translation is in {one} characters, the reference in {other}: {', '.join(counting)} "
        f"{'counts' if len(counting) == 1 else 'count'} each as wrong; to score the words alone, fold the scripts "
        '(fold = "t2s", or --fold t2s)'
    )


def yes(choice: bool) -> str:
    """A switch as signatures write it."""
    return "yes" if choice else "no"


def _texts(segments: Sequence[Segment]) -> Texts:
    return tuple((untagged(segment).target, segment.references) for segment in segments)


@lru_cache(maxsize=16)
def _statistics(metric: ReferenceMetric, texts: Texts) -> list[list[float]]:
    """What sacreBLEU counts in each segment; every score is made of it, and TER takes long to count."""
    if metric.fold == "t2s":
        texts = tuple((simplified(target), tuple(map(simplified, references))) for target, references in texts)
    most = max(len(references) for _, references in texts)
    streams = [[(*references, *[None] * most)[nth] for _, references in texts] for nth in range(most)]
    found: list[list[float]] = metric.scorer(sentence=False)._extract_corpus_statistics(
        [target for target, _ in texts], streams
    )
    return found
