"""One call from files or pairs to a report."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from audit import inputs
from audit.config import Config
from audit.model import Report, Segment
from audit.pipeline import Track, audit


def audit_files(
    *paths: Path | str,
    config: Config | None = None,
    format: str | None = None,  # noqa: A002 - the name of the option
    reference: Path | str | None = None,
    track: Track = lambda segments: segments,
) -> Report:
    """Audit the pairs in these files, as `audit check` does. Raises ReadError and UnknownName.

    `track` wraps the segments that the checks go over, to show progress.
    """
    config = config or Config()
    plan = config.plan()
    segments, read = inputs.read([Path(path) for path in paths], format)
    if reference is not None:
        segments = inputs.with_references(segments, Path(reference))
    directed = inputs.directed(segments, config.direction, config.target_locale)
    return audit(directed, plan, inputs=read, track=track)


def audit_pairs(pairs: Iterable[Sequence[str]], *, config: Config | None = None) -> Report:
    """Audit pairs of source and target, each with a reference if there is one.

    >>> report = audit_pairs([("Thank you.", "謝謝。")])
    >>> report.gate.passed, report.target_locale
    (True, 'zh-TW')
    """
    config = config or Config()
    segments = [
        Segment(id=str(number), source=source, target=target, reference=reference[0] if reference else None)
        for number, (source, target, *reference) in enumerate(pairs, start=1)
    ]
    return audit(inputs.directed(segments, config.direction, config.target_locale), config.plan())
