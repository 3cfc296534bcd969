"""The command `audit score`: scores alone."""

import sys
from pathlib import Path
from typing import Literal

from audit import cache, inputs, outputs
from audit import config as configuration
from audit.metrics.reference import script_note
from audit.outputs import CRASHED, PASSED
from audit.pipeline import measure
from audit.pool import limited
from audit.scoring import writing
from audit.scoring.choice import UNASKED, Fold, adjusted, chosen

FORMS = {"text": writing.text, "json": writing.json, "jsonl": writing.jsonl, "csv": writing.csv_rows}


def command(
    *files: Path,
    reference: tuple[Path, ...] = (),
    metric: tuple[str, ...] = (),
    scores: Path | None = None,
    fold: Fold | None = None,
    segments: bool = False,
    format: str | None = None,  # noqa: A002 - the name of the option
    config: Path | None = None,
    profile: str | None = None,
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Literal["en-zh", "zh-en", "auto"] | None = None,
    output: Literal["text", "json", "jsonl", "csv"] = "text",
    no_cache: bool = False,
) -> int:
    """Print scores alone, each with its interval and its signature, and decide nothing.

    Segments that are no translation of their source are named first: no score sees them all. A text that is mostly
    misaligned has no score, but a reason.

    Parameters
    ----------
    files:
        Files of pairs.
    reference:
        Reference translations: a line for each pair, or a file of pairs; may be repeated.
    metric:
        Metric to score with, such as bleu, chrf, ter; may be repeated. All that have what they need if not given.
    scores:
        Table of scores that were made elsewhere, with the columns id and score.
    fold:
        t2s puts both texts into Simplified characters before they are compared.
    segments:
        Give the score of every segment, too.
    format:
        Format of the files; detected if not given.
    config:
        Configuration; `audit.toml` in the current folder if it is there.
    profile:
        Ready configuration instead.
    target_locale:
        Locale of the Chinese; detected if not given.
    direction:
        Which language is the source; detected if not given.
    output:
        Form of the output.
    no_cache:
        Work out every score anew, and keep none for the next run.
    """
    if not files:
        raise configuration.ConfigError("no input given; try `audit score talk.tsv --reference human.txt`")
    settings = configuration.chosen(config, profile).given(direction=direction, target_locale=target_locale)
    settings = adjusted(settings, fold, scores, metric or UNASKED)
    plan = settings.plan()
    found, read = inputs.read(files, format, settings.input)
    if reference:
        found = inputs.with_references(found, *reference, fields=settings.input)
    pairs = inputs.directed(found, settings.direction, settings.target_locale)
    metrics = chosen(plan.metrics, metric, pairs)
    note = script_note(pairs, metrics)
    with cache.opened(use=not no_cache), limited(None):
        measured = measure(pairs, metrics)
    result = writing.Scores(
        inputs=tuple(read),
        segments=tuple(pairs),
        guards=tuple(measured.guards),
        scores=tuple(measured.scores),
        notes=(*measured.astray, *([note] if note else [])),
        failures=tuple(measured.failures),
    )
    outputs.note(result.notes)
    if output in ("jsonl", "csv"):
        print(*writing.warnings(result.guards), sep="\n", end="", file=sys.stderr)
    outputs.say("\n".join(FORMS[output](result, segments=segments)))
    return CRASHED if measured.failures else PASSED
