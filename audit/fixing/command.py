"""The command `audit fix`: corrections shown, or made in the files themselves."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from audit import config as configuration
from audit import outputs
from audit.editing import Audited, Rewrite, audited, settle
from audit.fixing.edits import Choice, choose
from audit.fixing.rewriting import rewrite
from audit.model import Finding, Report
from audit.outputs import CRASHED, FAILED, PASSED
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
    found = audited(files, format, settings)
    choices = _choices(found.report, all)
    rewrites = list(_rewrites(found, choices))
    settle(rewrites, "corrected", write=write)
    summary = _summary(rewrites, list(choices.values()), write)
    outputs.say("\n".join([*summary, *map(outputs.crash, found.report.failures[:1])]))
    return CRASHED if found.report.failures else FAILED if rewrites and not write else PASSED


def _choices(report: Report, all_of_them: bool) -> dict[str, Choice]:
    by_segment: dict[str, list[Finding]] = {segment.id: [] for segment in report.segments}
    for finding in report.findings:
        by_segment[finding.segment].append(finding)
    return {name: choose(findings, all_of_them=all_of_them) for name, findings in by_segment.items() if findings}


def _rewrites(found: Audited, choices: dict[str, Choice]) -> Iterator[Rewrite]:
    """Each file that has something to correct, as it is to be."""
    for reader, paths, segments in found.groups():
        edits = {
            number: choices[segment.id].edits
            for number, segment in enumerate(segments)
            if segment.id in choices and choices[segment.id].edits
        }
        if edits:
            yield rewrite(reader, paths, edits, found.side)


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
