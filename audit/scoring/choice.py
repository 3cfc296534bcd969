"""Which metrics score, and how, from the configuration and the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import replace

from audit import registry
from audit.config import Config, ConfigError
from audit.metric import Metric
from audit.metrics.reference import ReferenceMetric
from audit.model import Segment
from audit.registry import UnknownName

Fold = Literal["none", "t2s"]
UNASKED = ("adequacy",)
"""Metrics that score where no metric is named, though `audit check` leaves them out."""
MISSING = {
    "reference": "a reference; give --reference FILE, or a column “reference” in the input",
    "scores": "scores that were made elsewhere; give --scores FILE",
}


def adjusted(config: Config, fold: Fold | None = None, scores: Path | None = None, asked: Sequence[str] = ()) -> Config:
    """The configuration with what the command line says of the metrics, and with a table for each that it asks for."""
    options: dict[str, Mapping[str, Any]] = {**config.with_metrics(*asked).metrics}
    for name, metric in registry.metrics().items():
        if fold is not None and issubclass(metric, ReferenceMetric):
            options[name] = {**options.get(name, {}), "fold": fold}
    if scores is not None:
        options["given"] = {**options.get("given", {}), "file": str(scores)}
    return replace(config, metrics=options)


def chosen(metrics: Sequence[Metric], names: Sequence[str], segments: Sequence[Segment]) -> tuple[Metric, ...]:
    """The metrics of these names; without names, all that have what they need. Raises UnknownName and ConfigError."""
    by_name = {metric.name: metric for metric in metrics}
    for name in names:
        if name not in by_name:
            raise UnknownName("metric", name, by_name)
        if missing := _missing(by_name[name], segments):
            raise ConfigError(f"{name} needs {MISSING[missing]}")
    asked = [by_name[name] for name in dict.fromkeys(names)]
    return tuple(asked or (metric for metric in metrics if not _missing(metric, segments)))


def _missing(metric: Metric, segments: Sequence[Segment]) -> str | None:
    if "reference" in metric.needs and not any(segment.references for segment in segments):
        return "reference"
    return "scores" if "scores" in metric.needs and not getattr(metric, "file", None) else None
