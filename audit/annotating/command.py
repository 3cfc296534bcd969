"""The commands `audit annotate` and `audit clean`: findings written into the files themselves, and taken out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from audit import config as configuration
from audit import inputs, outputs, registry
from audit.annotating.forms import FORMS, Form
from audit.editing import Audited, Opened, Rewrite, audited, opened, refusal, settle
from audit.files import read_contents
from audit.model import Finding, Segment
from audit.outputs import CRASHED, FAILED, PASSED, OutputError
from audit.reader import Reader, ReadError, naming, raw_bytes
from audit.text.visible import visible


def annotate(
    *files: Path,
    write: bool = False,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    format: str | None = None,  # noqa: A002 - the name of the option
    config: Path | None = None,
    profile: str | None = None,
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Literal["en-zh", "zh-en", "auto"] | None = None,
) -> int:
    """Show how findings would be written into these files, or write them: a translator sees them where they are.

    In XLIFF they are localization quality issues of ITS 2.0, in TMX properties, in PO files comments, in WebVTT notes,
    in TSV and CSV a first column, in workbooks of Excel a last one, in ODS comments on cells, in JSON a field. Findings
    that somebody allowed are left out. What an earlier run has written is replaced. Exit status: 0.

    Parameters
    ----------
    files:
        Files of pairs.
    write:
        Change the files; without it they are only read.
    select:
        Checks to run, by name or category, separated by commas.
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
        raise configuration.ConfigError("no input given; try `audit annotate talk.xlf`")
    settings = configuration.chosen(config, profile).given(
        select=configuration.names(select) or None,
        ignore=configuration.names(ignore) or None,
        target_locale=target_locale,
        direction=direction,
    )
    found = audited(files, format, settings)
    told = [finding for finding in found.report.findings if finding.suppressed is None]
    changes = [change for change in _annotated(found, told) if change.new != change.old]
    settle(changes, "annotated", write=write)
    outputs.say(
        "\n".join([_summary(changes, f"{len(told)} findings", write), *map(outputs.crash, found.report.failures)])
    )
    return CRASHED if found.report.failures else PASSED


def clean(
    *files: Path,
    write: bool = False,
    format: str | None = None,  # noqa: A002 - the name of the option
    config: Path | None = None,
) -> int:
    """Show what `audit annotate` wrote into these files, or take it out: every byte is as it was before.

    Of a workbook, that is every byte of the files that are packed in it.

    Exit status: 0 there is nothing to take out, or it was; 1 there is.

    Parameters
    ----------
    files:
        Files of pairs.
    write:
        Change the files; without it they are only read.
    format:
        Format of the files; detected if not given.
    config:
        Configuration; `audit.toml` in the current folder if it is there.
    """
    if not files:
        raise configuration.ConfigError("no input given; try `audit clean talk.xlf`")
    fields = configuration.chosen(config).input
    _, read = inputs.read(files, format, fields)
    changes = []
    for reader, group in registry.read_together(read, fields):
        form, there = _opened(reader, [Path(part.path) for part in group])
        with naming(there.path):
            bare = form.bare(there.text, fields)
        if bare != there.text:
            changes.append(there.changed(bare))
    settle(changes, "cleaned", write=write)
    outputs.say(_summary(changes, "annotations", write))
    return FAILED if changes and not write else PASSED


def _annotated(found: Audited, told: Sequence[Finding]) -> Iterator[Rewrite]:
    by_segment: dict[str, list[Finding]] = {}
    for finding in told:
        by_segment.setdefault(finding.segment, []).append(finding)
    for reader, paths, segments in found.groups():
        form, there = _opened(reader, paths)
        with naming(there.path):
            bare = form.bare(there.text, found.fields)
            mine = {n: by_segment[one.id] for n, one in enumerate(segments) if one.id in by_segment}
            as_bare = _read(reader, paths, there.changed(bare)) if bare != there.text else segments
            new = form.annotated(there.path, bare, mine, as_bare, found.side, found.fields) if mine else bare
        change = there.changed(new, form.missing)
        if form.bare(change.new, found.fields) != bare or not _reads_as(reader, paths, change, segments):
            raise refusal(there.path, None, "with the findings in it, the file would not be read as the same pairs")
        yield change


def _opened(reader: Reader, paths: Sequence[Path]) -> tuple[Form, Opened]:
    """How annotations are written in a file, which is the last of several, and its text. Raises OutputError."""
    if reader.name not in FORMS:
        known = ", ".join(FORMS)
        problem = f"findings cannot be written into {reader.name} files, only {known}"
        raise OutputError(f"{paths[-1]}: {problem}; use --report")
    form = FORMS[reader.name]
    part = form.part
    return form, opened(paths[-1], (lambda path, package: part(path, package, reader.fields)) if part else None)


def _read(reader: Reader, paths: Sequence[Path], change: Rewrite) -> list[Segment]:
    """The segments of files of which one is changed. Raises ReadError."""
    return read_contents(reader, [(one, change.content if one == change.path else raw_bytes(one)) for one in paths])


def _reads_as(reader: Reader, paths: Sequence[Path], change: Rewrite, segments: Sequence[Segment]) -> bool:
    try:
        again = _read(reader, paths, change)
    except ReadError:
        return False
    return [(one.source, one.target, one.reference, one.speaker, sorted(one.protected)) for one in again] == [
        (one.source, one.target, one.reference, one.speaker, sorted(one.protected)) for one in segments
    ]


def _summary(changes: Sequence[Rewrite], what: str, write: bool) -> str:
    where = ", ".join(visible(str(change.path)) for change in changes)
    if not changes:
        return "Nothing to change."
    if write:
        return f"Changed {where}: {what}."
    return f"{where}: {what}; nothing is written without --write."
