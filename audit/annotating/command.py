"""The commands `audit annotate` and `audit clean`: findings written into the files themselves, and taken out."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct

from audit import config as configuration
from audit import inputs, outputs, registry
from audit.annotating import po, tables, xliff
from audit.annotating.words import Found
from audit.editing import Audited, Rewrite, audited, opened, refusal, rewritten, settle
from audit.model import Finding, Segment, Side
from audit.outputs import CRASHED, FAILED, PASSED, OutputError
from audit.reader import Reader, ReadError, naming, read_contents
from audit.text.annotations import bare_xliff
from audit.text.visible import visible


class Form(Struct, frozen=True):
    """How annotations are written in a format."""

    annotated: Callable[[str, Found, Sequence[Segment], Side], str]
    bare: Callable[[str], str]
    missing: str = "backslashreplace"
    """How a letter is written that the encoding of a file lacks."""


FORMS = {
    "xliff": Form(xliff.annotated, bare_xliff, "xmlcharrefreplace"),
    "po": Form(po.annotated, po.bare),
    "tsv": Form(partial(tables.annotated, "tsv"), partial(tables.bare, "tsv")),
    "csv": Form(partial(tables.annotated, "csv"), partial(tables.bare, "csv")),
}
"""The formats that findings can be written into."""


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

    In XLIFF they are localization quality issues of ITS 2.0, in PO files comments, in TSV and CSV a first column.
    Findings that somebody allowed are left out. What an earlier run has written is replaced. Exit status: 0.

    Parameters
    ----------
    files:
        Files of pairs: XLIFF, PO, TSV or CSV.
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


def clean(*files: Path, write: bool = False, format: str | None = None) -> int:  # noqa: A002
    """Show what `audit annotate` wrote into these files, or take it out: every byte is as it was before.

    Exit status: 0 there is nothing to take out, or it was; 1 there is.

    Parameters
    ----------
    files:
        Files of pairs: XLIFF, PO, TSV or CSV.
    write:
        Change the files; without it they are only read.
    format:
        Format of the files; detected if not given.
    """
    if not files:
        raise configuration.ConfigError("no input given; try `audit clean talk.xlf`")
    _, read = inputs.read(files, format)
    changes = []
    for reader, (first, *_) in registry.read_together(read):
        path = Path(first.path)
        form = _form(reader, path)
        raw, old, encoding = opened(path)
        with naming(path):
            bare = form.bare(old)
        if bare != old:
            changes.append(rewritten(path, raw, encoding, old, bare))
    settle(changes, "cleaned", write=write)
    outputs.say(_summary(changes, "annotations", write))
    return FAILED if changes and not write else PASSED


def _annotated(found: Audited, told: Sequence[Finding]) -> Iterator[Rewrite]:
    by_segment: dict[str, list[Finding]] = {}
    for finding in told:
        by_segment.setdefault(finding.segment, []).append(finding)
    for reader, (path, *_), segments in found.groups():
        form = _form(reader, path)
        raw, old, encoding = opened(path)
        with naming(path):
            bare = form.bare(old)
            mine = {n: by_segment[one.id] for n, one in enumerate(segments) if one.id in by_segment}
            new = form.annotated(bare, mine, segments, found.side) if mine else bare
        change = rewritten(path, raw, encoding, old, new, form.missing)
        if form.bare(change.new) != bare or not _reads_as(reader, change, segments):
            raise refusal(path, None, "with the findings in it, the file would not be read as the same pairs")
        yield change


def _form(reader: Reader, path: Path) -> Form:
    if reader.name not in FORMS:
        known = ", ".join(FORMS)
        raise OutputError(f"{path}: findings cannot be written into {reader.name} files, only {known}; use --report")
    return FORMS[reader.name]


def _reads_as(reader: Reader, change: Rewrite, segments: Sequence[Segment]) -> bool:
    try:
        again = read_contents(reader, [(change.path, change.content)])
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
