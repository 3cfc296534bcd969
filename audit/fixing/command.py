"""The command `audit fix`: corrections shown, or made in the files themselves."""

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from audit import config as configuration
from audit import inputs, outputs, registry
from audit.fixing.edits import Choice, choose
from audit.fixing.rewriting import Rewrite, rewrite
from audit.model import Finding, Input, Report, Segment, Side
from audit.outputs import CRASHED, FAILED, PASSED
from audit.pipeline import audit
from audit.reader import lines
from audit.text.visible import visible


def command(
    *files: Path,
    write: bool = False,
    all: bool = False,  # noqa: A002 - the name of the option
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    format: str | None = None,  # noqa: A002 - the name of the option
    config: Path | None = None,
    profile: str | None = None,
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Literal["en-zh", "zh-en", "auto"] | None = None,
) -> int:
    """Show what the corrections would change in these files, or change it.

    Encoding, line ends and everything outside the corrected words stay as they are. Exit status: 0 nothing is left to
    fix, or it was fixed; 1 there is something to fix.

    Parameters
    ----------
    files:
        Files of pairs.
    write:
        Change the files; without it they are only read.
    all:
        Make the corrections that are not sure, too.
    select:
        Checks whose corrections to make, by name or category, separated by commas.
    ignore:
        Checks to leave out, by name or category, separated by commas.
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
    """
    if not files:
        raise configuration.ConfigError("no input given; try `audit fix talk.txt`")
    settings = configuration.chosen(config, profile).given(
        select=configuration.names(select) or None,
        ignore=configuration.names(ignore) or None,
        target_locale=target_locale,
        direction=direction,
    )
    segments, read = inputs.read(files, format)
    directed = inputs.directed(segments, settings.direction, settings.target_locale)
    report = audit(directed, replace(settings.plan(), metrics=()), track=outputs.progress)
    side: Side = "target" if [one.target for one in segments] == [one.target for one in directed] else "source"
    choices = _choices(report, all)
    rewrites = list(_rewrites(read, segments, choices, side))
    for change in rewrites:
        if write:
            with outputs.whole(change.path.resolve()) as file:
                file.write(change.content)
        else:
            outputs.say("\n".join([*_difference(change), ""]))
    summary = _summary(rewrites, list(choices.values()), write)
    outputs.say("\n".join([*summary, *map(outputs.crash, report.failures[:1])]))
    return CRASHED if report.failures else FAILED if rewrites and not write else PASSED


def _choices(report: Report, all_of_them: bool) -> dict[str, Choice]:
    by_segment: dict[str, list[Finding]] = {segment.id: [] for segment in report.segments}
    for finding in report.findings:
        by_segment[finding.segment].append(finding)
    return {name: choose(findings, all_of_them=all_of_them) for name, findings in by_segment.items() if findings}


def _rewrites(
    read: Sequence[Input], segments: Sequence[Segment], choices: dict[str, Choice], side: Side
) -> Iterator[Rewrite]:
    """Each file that has something to correct, as it is to be."""
    rest = list(segments)
    for reader, group in registry.read_together(read):
        count = group[0].segments
        mine, rest = rest[:count], rest[count:]
        edits = {
            number: choices[segment.id].edits
            for number, segment in enumerate(mine)
            if segment.id in choices and choices[segment.id].edits
        }
        if edits:
            yield rewrite(reader, [Path(part.path) for part in group], edits, side)


def _difference(change: Rewrite) -> Iterator[str]:
    old, new = lines(change.old), lines(change.new)
    for line in difflib.unified_diff(old, new, str(change.path), f"{change.path}, corrected", n=1, lineterm=""):
        yield visible(line, keep="\t")


def _summary(rewrites: Sequence[Rewrite], choices: Sequence[Choice], write: bool) -> Iterator[str]:
    count = sum(len(choice.edits) for choice in choices)
    where = ", ".join(visible(str(change.path)) for change in rewrites)
    if not count:
        yield "Nothing to correct."
    elif write:
        yield f"Made {_counted(count, 'correction')} in {where}."
    else:
        yield f"{_counted(count, 'correction')} to make in {where}; nothing is written without --write."
    if overlapping := sum(choice.overlapping for choice in choices):
        yield f"{_counted(overlapping, 'correction')} of words that a graver one changes: left for the next run."
    if unsure := sum(choice.unsure for choice in choices):
        yield f"{_counted(unsure, 'correction')} not sure enough: read them, then add --all."
    if unmended := sum(choice.unmended for choice in choices):
        yield f"{_counted(unmended, 'finding')} without a correction: `audit check` shows them."


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
