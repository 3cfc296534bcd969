"""Holds systems against the first of them: scores with their significance, segments won and lost, findings, figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from audit.comparison.figures import Disagreement, disagreements
from audit.gate import is_error
from audit.metric import Metric
from audit.model import Report, Score
from audit.resampling import interval, p_value

SHOWN = 5


class System(Struct, frozen=True, kw_only=True):
    """A system by the name of its file, and what was found in its translation."""

    name: str
    report: Report
    findings: Mapping[tuple[str, str], int]
    """How many errors by check and severity."""


class Gap(Struct, frozen=True):
    """A segment that two systems translate differently well, with its number in the text."""

    number: int
    baseline: float
    other: float

    @property
    def difference(self) -> float:
        """How much more the other system has than the baseline."""
        return self.other - self.baseline


class Versus(Struct, frozen=True, kw_only=True):
    """A system held against the baseline by one metric. Wins are those of the system."""

    metric: str
    system: str
    difference: float
    interval: tuple[float, float] | None
    p_value: float | None
    wins: int
    losses: int
    ties: int
    largest: tuple[Gap, ...]
    better: bool
    """Whether the difference speaks for the system."""


class Comparison(Struct, frozen=True, kw_only=True):
    """Systems on the same source; the first is the baseline that the others are held against."""

    systems: tuple[System, ...]
    versus: tuple[Versus, ...]
    disagreements: tuple[Disagreement, ...]
    notes: tuple[str, ...] = ()


def compare(
    names: Sequence[str],
    reports: Sequence[Report],
    metrics: Sequence[Sequence[Metric]],
    *,
    shown: int = SHOWN,
    notes: Sequence[str] = (),
) -> Comparison:
    """Compare audits of aligned translations, each with the metrics that scored it."""
    draws = [_draws(reports[0], metric) for metric in metrics[0]]
    versus = [
        found
        for name, report, own in zip(names[1:], reports[1:], metrics[1:], strict=True)
        for theirs, base_draws in zip(own, draws, strict=True)
        if (found := _versus(name, reports[0], report, theirs, base_draws, shown)) is not None
    ]
    return Comparison(
        systems=tuple(_system(name, report) for name, report in zip(names, reports, strict=True)),
        versus=tuple(versus),
        disagreements=tuple(disagreements([report.segments for report in reports])),
        notes=tuple(notes),
    )


def corpus(report: Report) -> Iterator[Score]:
    """The scores of the whole text."""
    return (score for score in report.scores if score.segment is None)


def _system(name: str, report: Report) -> System:
    errors = Counter((found.check, found.severity.value) for found in report.findings if is_error(found))
    return System(name=name, report=report, findings=errors)


def _versus(
    name: str, base: Report, other: Report, metric: Metric, base_draws: Sequence[float], shown: int
) -> Versus | None:
    """None where the metric crashed over one of the two. The metric is the system's, with its file of scores."""
    here, there = _values(base, metric), _values(other, metric)
    if None not in here or None not in there:
        return None
    difference = there[None] - here[None]
    drawn = base_draws, _draws(other, metric)
    gaps = [
        Gap(number, here[segment.id], there[segment.id])
        for number, segment in enumerate(base.segments)
        if segment.id in here and segment.id in there
    ]
    sign = -1 if metric.lower_is_better else 1
    wins, losses = (sum(sign * way * gap.difference > 0 for gap in gaps) for way in (1, -1))
    apart = [gap for gap in gaps if gap.difference]
    return Versus(
        metric=metric.name,
        system=name,
        difference=difference,
        interval=interval([after - before for before, after in zip(*drawn, strict=True)]),
        p_value=p_value(*drawn, difference),
        wins=wins,
        losses=losses,
        ties=len(gaps) - wins - losses,
        largest=tuple(sorted(apart, key=lambda gap: -abs(gap.difference))[:shown]),
        better=sign * difference > 0,
    )


def _values(report: Report, metric: Metric) -> dict[str | None, float]:
    return {score.segment: score.value for score in _scores(report, metric)}


def _draws(report: Report, metric: Metric) -> list[float]:
    """The corpus score over the draws; none where there is no such score, for the metric crashed."""
    scores = _scores(report, metric)
    return metric.resamples(report.segments, scores) if any(score.segment is None for score in scores) else []


def _scores(report: Report, metric: Metric) -> list[Score]:
    return [score for score in report.scores if score.metric == metric.name]
