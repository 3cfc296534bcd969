"""The `audit` command."""

import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, CycloptsError, Parameter

from audit import cache, config, outputs
from audit.__about__ import __version__
from audit.api import audit_files
from audit.commands import COMMANDS
from audit.config import ConfigError
from audit.gate import Threshold
from audit.model import Report
from audit.neural.models import ModelError
from audit.outputs import CRASHED, FAILED, PASSED, USAGE, OutputError
from audit.plugins import PluginError
from audit.reader import ReadError
from audit.registry import UnknownName
from audit.text.visible import visible

ALIGNED = "aligned"
GARBAGE = 50_000
"""New values between two looks for what only holds itself: there is hardly any, and to look takes time."""

app = App(
    name="audit",
    help="Finds what is wrong with an English/Chinese translation, says where and why, "
    "and decides whether it may be published.",
    help_epilogue="Exit status: 0 passed, 1 the gate failed, 2 usage or unreadable input, 3 a check crashed.",
    help_format="plaintext",
    version=__version__,
)


class UsageError(Exception):
    """Options that do not go together."""


OURS = (ReadError, ConfigError, OutputError, ModelError, PluginError, UnknownName, UsageError)
"""What a person has to mend: the message says all there is to say."""


def main(tokens: Sequence[str] | None = None) -> None:
    """Run the command and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # as all reports are, wherever we run
    gc.set_threshold(GARBAGE)
    # A lone dash is standard input, to us; to cyclopts it would be an option.
    tokens = ["./-" if token == "-" else token for token in (sys.argv[1:] if tokens is None else tokens)]
    try:
        status = app(tokens, exit_on_error=False, print_error=False, result_action="return_value")
    except (CycloptsError, *OURS) as error:
        print("audit:", visible(str(error), keep="\n"), file=sys.stderr)
        status = USAGE
    sys.exit(status)


def _names(_: Any, tokens: Sequence[Any]) -> tuple[str, ...]:
    return config.names(token.value for token in tokens)


Names = Annotated[tuple[str, ...], Parameter(converter=_names, negative="", n_tokens=1)]


@app.command
def check(
    *inputs: Path,
    format: str | None = None,  # noqa: A002 - the name of the option
    align: Annotated[bool, Parameter(negative="")] = False,
    config_file: Annotated[Path | None, Parameter(name="--config")] = None,
    profile: str | None = None,
    select: Names | None = None,
    ignore: Names | None = None,
    reference: Annotated[tuple[Path, ...], Parameter(negative="", n_tokens=1)] = (),
    metric: Annotated[tuple[str, ...], Parameter(negative="", n_tokens=1)] = (),
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Literal["en-zh", "zh-en", "auto"] | None = None,
    glossary: Annotated[tuple[Path, ...], Parameter(negative="", n_tokens=1)] = (),
    output: str = "text",
    report: Annotated[tuple[Path, ...], Parameter(negative="", n_tokens=1)] = (),
    fail_on: Threshold | None = None,
    baseline: Path | None = None,
    since: str | None = None,
    no_cache: Annotated[bool, Parameter(negative="")] = False,
    resume: Annotated[bool, Parameter(negative="")] = False,
    jobs: int | None = None,
) -> int:
    """Read pairs, check and score them, report, and decide.

    Parameters
    ----------
    inputs:
        Files of pairs, folders of them, patterns such as "talks/**/*.xlf", or - for standard input.
    format:
        Format of the inputs, such as transcript, tsv, xliff, po, parallel; detected if not given.
    align:
        Pair the sentences of two documents by what they say; the same as --format aligned.
    config_file:
        Configuration; `audit.toml` in the current folder if it is there.
    profile:
        Ready configuration instead: default, earnings-call, strict-ci, advisory, fold-scripts.
    select:
        Checks to run, by name or category, separated by commas.
    ignore:
        Checks to leave out, by name or category, separated by commas.
    reference:
        Reference translations: a line for each pair, or a file of pairs; may be repeated.
    metric:
        Metric to score with besides those that have a reference, such as adequacy; may be repeated.
    target_locale:
        Locale of the Chinese; detected if not given.
    direction:
        Which language is the source; detected if not given.
    glossary:
        Glossary that the translation is held to: .csv, .tsv or .tbx; may be repeated.
    output:
        Report on standard output: text, json, jsonl and others.
    report:
        Report file, the kind by its suffix, such as .html or .json; may be repeated.
    fail_on:
        Severity from which a finding fails the gate; with never, nothing fails it.
    baseline:
        Findings that are known, as `audit baseline` wrote them: only others fail the gate.
    since:
        Audit only the segments that changed since this revision in git.
    no_cache:
        Work out everything anew, and keep nothing for the next run.
    resume:
        Go on from where Ctrl-C or a crash ended the same audit, and say how much of it was done.
    jobs:
        Processes that share the checks; if not given, one for each core where the text is long enough to pay for them.
    """
    if not inputs:
        raise UsageError("no input given; try `audit check talk.txt`, or `audit demo`")
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs {jobs}: give 1 or more")
    if resume and no_cache:
        raise UsageError("--resume goes on from what is kept, and --no-cache keeps nothing; give one of them")
    if align and format not in (None, ALIGNED):
        raise UsageError("--align and --format exclude each other; give one of them")
    format = ALIGNED if align else format  # noqa: A001
    settings = config.chosen(config_file, profile).with_metrics(*metric).with_glossaries(*glossary)
    known = str(baseline) if baseline else None
    settings = settings.given(
        select=select, ignore=ignore, target_locale=target_locale, direction=direction, baseline=known
    )
    if fail_on:
        settings = settings.failing_on(fail_on)
    writer = outputs.writer(output)
    files = [outputs.destination(path, inputs) for path in report]
    with cache.opened(use=not no_cache, resume=resume) as usage, outputs.stoppable() as progress:
        found = audit_files(
            *inputs,
            config=settings,
            format=format,
            reference=reference,
            since=since,
            track=progress,
            jobs=jobs,
        )
    for path, kind in files:
        outputs.save(found, path, kind)
    outputs.show(found, writer)
    outputs.note(found.notes if output == "text" else (*found.astray, *found.notes))
    if resume:
        outputs.note([f"{usage.known:,} of {len(found.segments):,} segments were done before"])
    return _status(found)


for _name, _command, _said in COMMANDS:
    app.command(_command, name=_name, help=_said, default_parameter=Parameter(negative=""))

models = App(name="models", help="List the trained models, their licences, and where they are; or fetch one.")
models.command(
    "audit.weights:fetch",
    help="Fetch a model, after saying under which licence.",
    default_parameter=Parameter(negative=""),
)
app.command(models)


@models.default
def _models() -> None:
    from audit.weights import models

    models()


def _status(report: Report) -> int:
    if report.failures:
        return CRASHED
    return PASSED if report.gate.passed else FAILED
