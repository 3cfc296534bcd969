"""The table of scores as every form of a comparison shows it."""

from collections.abc import Iterator

from msgspec import Struct

from audit.comparison.compare import Comparison, corpus
from audit.model import Severity
from audit.scoring.writing import figure, places, ranged

SURE = 0.05


class Row(Struct, frozen=True, kw_only=True):
    """A score and what parts it from the baseline's, in words ready to show."""

    metric: str
    system: str
    score: str
    interval: str = ""
    difference: str = ""
    spread: str = ""
    p_value: str = ""
    won: str = ""
    lost: str = ""
    even: str = ""
    tone: str = ""
    """good or bad, where the difference is no chance."""


def rows(comparison: Comparison) -> Iterator[Row]:
    """Yield a row for each metric and system, the systems of a metric under each other, the MQM score last."""
    versus = {(found.metric, found.system): found for found in comparison.versus}
    scored = {(score.metric, system.name): score for system in comparison.systems for score in corpus(system.report)}
    metrics = dict.fromkeys(score.metric for system in comparison.systems for score in system.report.scores)
    for metric, name in ((metric, system.name) for metric in metrics for system in comparison.systems):
        if (score := scored.get((metric, name))) is None:
            yield Row(metric=metric, system=name, score=figure(None, 0))
            continue
        digits = places(score)
        value, interval = figure(score.value, digits), ranged(score.interval, digits)
        if (found := versus.get((metric, name))) is None:
            yield Row(metric=metric, system=name, score=value, interval=interval)
            continue
        sure = found.p_value is not None and found.p_value < SURE
        yield Row(
            metric=metric,
            system=name,
            score=value,
            interval=interval,
            difference=figure(found.difference, digits, "+"),
            spread=ranged(found.interval, digits, "+"),
            p_value=_probability(found.p_value),
            won=str(found.wins),
            lost=str(found.losses),
            even=str(found.ties),
            tone=("good" if found.better else "bad") if sure else "",
        )
    for system in comparison.systems:
        yield Row(metric="mqm", system=system.name, score=figure(system.report.mqm.score, 2))


def kinds(comparison: Comparison) -> list[tuple[str, str]]:
    """The checks and severities of all findings, the worst first."""
    found = {kind for system in comparison.systems for kind in system.findings}
    return sorted(found, key=lambda kind: (-Severity(kind[1]).weight, kind[0]))


def _probability(p: float | None) -> str:
    """A p-value as people read it.

    >>> _probability(0.0009990), _probability(0.0421), _probability(None)
    ('< 0.001', '0.042', '')
    """
    if p is None:
        return ""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
