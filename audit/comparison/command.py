"""The command `audit compare`: systems on the same source."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from audit import cache, inputs, outputs
from audit import config as configuration
from audit.comparison.aligning import aligned
from audit.comparison.compare import SHOWN, Comparison, compare
from audit.comparison.html import html
from audit.comparison.json import json
from audit.comparison.text import text
from audit.config import ConfigError
from audit.inputs import Direction
from audit.metrics.reference import script_note
from audit.model import Input, Segment
from audit.outputs import CRASHED, PASSED
from audit.pipeline import audit
from audit.reader import Fields
from audit.scoring.choice import UNASKED, Fold, adjusted, chosen

SUFFIXES = {".txt": "text", ".json": "json", ".html": "html"}


def command(
    *files: Path,
    source: Path | None = None,
    reference: tuple[Path, ...] = (),
    metric: tuple[str, ...] = (),
    scores: tuple[Path, ...] = (),
    fold: Fold | None = None,
    largest: int = SHOWN,
    format: str | None = None,  # noqa: A002 - the name of the option
    config: Path | None = None,
    profile: str | None = None,
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Direction | None = None,
    output: Literal["text", "json", "html"] = "text",
    report: tuple[Path, ...] = (),
    no_cache: bool = False,
) -> int:
    """Compare translations of one source by several systems; the first is what the others are held against.

    Each metric comes with its difference, the interval of that and a p-value by paired bootstrap resampling; then
    segments won and lost, findings, and the quantities that not all systems have as the source has them.

    Parameters
    ----------
    files:
        A file of pairs for each system; two at least. They are aligned by id or by source text.
    source:
        Source text, a line each: then the files are translations, a line each.
    reference:
        Reference translations: a line for each pair of the first file, or a file of pairs; may be repeated.
    metric:
        Metric to score with, such as bleu, chrf, ter; may be repeated. All that have what they need if not given.
    scores:
        Table of scores that were made elsewhere; give one for each file, in the same order.
    fold:
        t2s puts all texts into Simplified characters before they are compared with the reference.
    largest:
        How many of the largest differences to show for a metric.
    format:
        Format of the files; detected if not given.
    config:
        Configuration; `audit.toml` in the current folder if it is there.
    profile:
        Ready configuration instead.
    target_locale:
        Locale of the Chinese; detected for each file if not given.
    direction:
        Which language is the source; detected if not given.
    output:
        Form of the output.
    report:
        Report file, the kind by its suffix: .html, .json or .txt; may be repeated.
    no_cache:
        Work out every score anew, and keep none for the next run.
    """
    if len(files) < 2:
        raise ConfigError(
            "compare needs two files or more; try `audit compare one.tsv other.tsv --reference human.txt`"
        )
    if scores and len(scores) != len(files):
        raise ConfigError(f"{len(scores)} tables of scores for {len(files)} files; give --scores once for each file")
    places = [_destination(path, [*files, *reference]) for path in report]
    settings = configuration.chosen(config, profile).given(direction=direction, target_locale=target_locale)
    systems, read = _systems(
        files, source, format, reference, settings.direction, settings.target_locale, settings.input
    )
    plans = [adjusted(settings, fold, table, metric or UNASKED).plan() for table in scores or [None] * len(files)]
    metrics = [chosen(plan.metrics, metric, segments) for plan, segments in zip(plans, systems, strict=True)]
    with cache.opened(use=not no_cache):
        reports = [
            audit(segments, replace(plan, metrics=own), inputs=[part], track=outputs.progress, jobs=None)
            for segments, plan, own, part in zip(systems, plans, metrics, read, strict=True)
        ]
    names = _names(files)
    noted = ((name, script_note(segments, own)) for name, segments, own in zip(names, systems, metrics, strict=True))
    astray = ((name, reason) for name, report in zip(names, reports, strict=True) for reason in report.astray)
    notes = [f"{name}: {note}" for name, note in (*astray, *noted) if note]
    result = compare(names, reports, metrics, shown=largest, notes=notes)
    outputs.note(notes)
    for path in places:
        with outputs.whole(path) as file:
            file.write(f"{_written(result, SUFFIXES[path.suffix.lower()])}\n".encode())
    outputs.say(_written(result, output))
    return CRASHED if any(found.failures for found in reports) else PASSED


def _systems(
    files: Sequence[Path],
    source: Path | None,
    kind: str | None,
    references: Sequence[Path],
    direction: Direction,
    locale: str,
    fields: Fields,
) -> tuple[list[list[Segment]], list[Input]]:
    """The systems' segments, in the order and under the ids of the first, each with its references."""
    systems: list[Sequence[Segment]] = []
    read = []
    for path in files:
        segments, parts = inputs.read([source, path], "parallel") if source else inputs.read([path], kind, fields)
        read.append(parts[-1])
        if not systems and references:
            segments = inputs.with_references(segments, *references, fields=fields)
        directed = inputs.directed(segments, direction, locale)
        if systems:
            directed = aligned(systems[0], directed, (str(files[0]), str(path)))
        elif directed:
            direction = "zh-en" if directed[0].source_language.startswith("zh") else "en-zh"
        systems.append(directed)
    giving = next((system for system in systems if any(segment.references for segment in system)), systems[0])
    return [
        [
            replace(segment, reference=given.reference, more_references=given.more_references)
            for segment, given in zip(system, giving, strict=True)
        ]
        for system in systems
    ], read


def _names(files: Sequence[Path]) -> list[str]:
    """The names of the files as far as they tell them apart."""
    for short in (lambda path: path.stem, lambda path: path.name, str):
        names = [short(path) for path in files]
        if len(set(names)) == len(names):
            return names
    raise ConfigError("a file is given twice; give each system once")


def _destination(path: Path, given: Sequence[Path]) -> Path:
    place, _ = outputs.destination(path, given)
    if place.suffix.lower() not in SUFFIXES:
        raise ConfigError(f"{path}: a comparison is written as one of {', '.join(SUFFIXES)}")
    return place


def _written(comparison: Comparison, form: str) -> str:
    if form == "html":
        return html(comparison)
    return "\n".join((json if form == "json" else text)(comparison))
