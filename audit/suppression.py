"""Living with findings: those that somebody accepts, with a reason, and those that a baseline knows."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from audit.model import Finding, Segment

Said = Annotated[str, Meta(min_length=1)]


class Allow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Findings that somebody has looked at and accepts, and why. They must fit all that is given.

    >>> Allow(check="sign-flip", segment=12, reason="irony", owner="Mei", expires=datetime.date(2030, 1, 31)).told
    'irony (Mei, until 2030-01-31)'
    """

    check: str
    reason: Said
    segment: str | int | None = None
    """Id of the segment; None allows the check everywhere."""
    text: Said | None = None
    """Words that the source or the target has."""
    fingerprint: Said | None = None
    """As the JSON report has it: this very finding."""
    owner: str | None = None
    """Who answers for it."""
    expires: datetime.date | None = None
    """The last day it holds."""

    @property
    def told(self) -> str:
        """The reason with who answers for it, and until when."""
        terms = ", ".join(filter(None, (self.owner, f"until {self.expires}" if self.expires else None)))
        return f"{self.reason} ({terms})" if terms else self.reason

    @property
    def title(self) -> str:
        """What it allows, in words."""
        narrower = (("segment", self.segment), ("text", self.text), ("fingerprint", self.fingerprint))
        return ", ".join([self.check, *(f"{name} “{value}”" for name, value in narrower if value is not None)])

    def covers(self, finding: Finding, segment: Segment) -> bool:
        """Tell whether it allows this finding in its segment."""
        return (
            self.check == finding.check
            and (self.segment is None or str(self.segment) == finding.segment)
            and (self.text is None or self.text in segment.source or self.text in segment.target)
            and self.fingerprint in (None, finding.fingerprint)
        )


class Confirm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that somebody has looked at and found to be an error."""

    check: str
    fingerprint: Said
    owner: str | None = None
    """Who said so."""


class Known(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding of a baseline: its fingerprint, and enough for a person to recognise it."""

    check: str
    fingerprint: str
    input: str
    message: str


class Baseline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The findings there were on a certain day, which are no reason to fail."""

    baseline: Literal[1] = 1
    """Version of the form."""
    date: datetime.date
    findings: tuple[Known, ...]


def confirmed(findings: Iterable[Finding], entries: Iterable[Confirm]) -> list[Finding]:
    """Give the findings that somebody has confirmed the name of who did.

    >>> from audit.model import Severity
    >>> found = Finding(check="c", category="a", severity=Severity.MAJOR, segment="1", message="m", fingerprint="f")
    >>> [marked] = confirmed([found], [Confirm(check="c", fingerprint="f", owner="Mei")])
    >>> marked.confirmed
    'Mei'
    """
    by = {(entry.check, entry.fingerprint): entry.owner or "a person" for entry in entries}
    return [replace(one, confirmed=by.get((one.check, one.fingerprint), one.confirmed)) for one in findings]


def suppress(
    findings: Iterable[Finding], segments: Iterable[Segment], allow: Sequence[Allow], baseline: Baseline | None = None
) -> list[Finding]:
    """Give the findings that are allowed the reason why, the closest one; then those that the baseline knows."""
    by_id = {segment.id: segment for segment in segments}
    closest_first = sorted(
        allow, key=lambda entry: [part is None for part in (entry.fingerprint, entry.segment, entry.text)]
    )
    known = {entry.fingerprint for entry in baseline.findings} if baseline else ()
    marked = []
    for finding in findings:
        reasons = (entry.told for entry in closest_first if entry.covers(finding, by_id[finding.segment]))
        if reason := next(reasons, None):
            finding = replace(finding, suppressed=reason)
        if baseline:
            is_known = finding.fingerprint in known
            reason = finding.suppressed or (f"known since the baseline of {baseline.date}" if is_known else None)
            finding = replace(finding, suppressed=reason, baseline="unchanged" if is_known else "new")
        marked.append(finding)
    return marked


def lapsed(findings: Sequence[Finding], segments: Iterable[Segment], expired: Iterable[Allow]) -> Iterator[str]:
    """Name the entries that would allow some of these findings, had they not expired."""
    by_id = {segment.id: segment for segment in segments}
    for entry in expired:
        if any(entry.covers(finding, by_id[finding.segment]) for finding in findings):
            yield f"no longer allowed after {entry.expires}: {entry.title}, which was: {entry.reason}"


def unused(
    findings: Sequence[Finding], segments: Iterable[Segment], ran: Iterable[str], allow: Iterable[Allow]
) -> Iterator[str]:
    """Name what is allowed but not found, of the checks that ran."""
    by_id = {segment.id: segment for segment in segments}
    ran = set(ran)
    for entry in allow:
        if entry.check in ran and not any(entry.covers(finding, by_id[finding.segment]) for finding in findings):
            yield f"stale [[allow]]: {entry.title}: there is no such finding here; remove it if there is none elsewhere"


def gone(findings: Iterable[Finding], ran: Iterable[str], inputs: Iterable[str], baseline: Baseline) -> Iterator[str]:
    """Say how many findings of the baseline, in these inputs and of checks that ran, are no longer there."""
    here = {finding.fingerprint for finding in findings}
    ran, inputs = set(ran), set(inputs)
    counts = Counter(
        entry.check
        for entry in baseline.findings
        if entry.fingerprint not in here and entry.check in ran and entry.input in inputs
    )
    if counts:
        told = ", ".join(f"{check} {count}" for check, count in sorted(counts.items()))
        yield f"stale baseline of {baseline.date}: no longer found: {told}; write it again with `audit baseline`"
