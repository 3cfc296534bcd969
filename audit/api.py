"""One call from files or pairs to a report."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from audit import baseline, inputs
from audit.changes import changed
from audit.config import Config
from audit.inspection import Track
from audit.model import Report, Segment
from audit.pipeline import Plan, audit
from audit.spool import held


def audit_files(
    *paths: Path | str,
    config: Config | None = None,
    format: str | None = None,  # noqa: A002 - the name of the option
    reference: Path | str | Sequence[Path | str] = (),
    since: str | None = None,
    track: Track = lambda segments: segments,
    jobs: int | None = 1,
) -> Report:
    """Audit the pairs in these files, as `audit check` does. Raises ReadError and UnknownName.

    `reference` is one file of reference translations or several; `since` a revision in git, to audit only the
    segments that it does not have; `track` wraps the segments that the checks go over, to show progress. `jobs` is how
    many processes share the checks, None for as many as pay; the program that asks for more than one needs the usual
    `if __name__ == "__main__":`.
    """
    config = config or Config()
    plan = _plan(config)
    segments, read = inputs.read([Path(path) for path in paths], format, config.input)
    only = changed(segments, read, since, config.input) if since is not None else None
    references = [reference] if isinstance(reference, Path | str) else reference
    if references:
        segments = inputs.with_references(segments, *map(Path, references), fields=config.input)
    segments = inputs.directed(segments, config.direction, config.target_locale)
    from audit.metrics.reference import script_note

    note = script_note(segments, plan.metrics)
    noted = [replace(part, notes=(*part.notes, note)) for part in read[:1]] if note else read[:1]
    report = audit(segments, plan, inputs=[*noted, *read[1:]], track=track, only=only, jobs=jobs)
    return replace(report, notes=(*report.notes, note)) if note else report


def audit_pairs(pairs: Iterable[Sequence[str]], *, config: Config | None = None) -> Report:
    """Audit pairs of source and target, each with its references if there are any.

    >>> report = audit_pairs([("Thank you.", "謝謝。")])
    >>> report.gate.passed, report.target_locale
    (True, 'zh-TW')
    """
    config = config or Config()
    segments = (
        Segment(
            id=str(number),
            source=source,
            target=target,
            reference=references[0] if references else None,
            more_references=tuple(references[1:]),
        )
        for number, (source, target, *references) in enumerate(pairs, start=1)
    )
    return audit(inputs.directed(held(segments, Segment), config.direction, config.target_locale), _plan(config))


def _plan(config: Config) -> Plan:
    known = baseline.read(Path(config.baseline)) if config.baseline is not None else None
    return replace(config.plan(), baseline=known)
