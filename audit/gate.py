"""Whether the text may be published: errors weighed into the MQM score, and the gate."""

from collections import Counter
from collections.abc import Iterable, Sequence

from audit.model import MQM, Finding, Gate, Segment, Severity, Verdict

PER = 1000
SHOWN = 5


def is_error(finding: Finding) -> bool:
    """Tell whether a finding counts: nobody suppressed it, and its quantities, if any, do not match."""
    return finding.suppressed is None and finding.verdict in (None, Verdict.MISMATCH)


def mqm(segments: Sequence[Segment], findings: Iterable[Finding]) -> MQM:
    """The linear MQM score: each error costs its weight, shared over the size of the translation.

    Faults of the source text are nobody's translation error and cost nothing.

    >>> text = Segment(id="1", source="", target="營收" * 250, target_language="zh-TW")
    >>> fault = Finding(check="c", category="accuracy", severity=Severity.MAJOR, segment="1", message="m")
    >>> mqm([text], [fault])
    MQM(score=99.0, penalty=5, unit='target characters', per=1000, interval=None)
    """
    chinese = bool(segments) and segments[0].side_in("zh") == "target"
    unit, count = ("target characters", _characters) if chinese else ("target words", _words)
    size = sum(count(segment.target) for segment in segments)
    penalty = sum(
        finding.severity.weight
        for finding in findings
        if is_error(finding) and finding.category.partition("/")[0] != "source"
    )
    score = max(0.0, round(100 * (1 - penalty / size), 2)) if size else None
    return MQM(score=score, penalty=penalty, unit=unit, per=PER)


def gate(findings: Iterable[Finding], fail_on: Severity | None) -> Gate:
    """Fail on any error of this severity or worse; None never fails.

    >>> fault = Finding(check="sign-flip", category="accuracy", severity=Severity.MAJOR, segment="7", message="m")
    >>> gate([fault], Severity.MAJOR)
    Gate(passed=False, reasons=('1 major finding of sign-flip, in segment 7',))
    >>> gate([fault], Severity.CRITICAL).passed
    True
    """
    if fail_on is None:
        return Gate(passed=True)
    failing = [finding for finding in findings if is_error(finding) and finding.severity >= fail_on]
    groups = Counter((finding.severity, finding.check) for finding in failing)
    ordered = sorted(groups, key=lambda group: (-group[0].weight, group[1]))
    return Gate(passed=not failing, reasons=tuple(_reason(failing, *group) for group in ordered))


def _reason(failing: Iterable[Finding], severity: Severity, check: str) -> str:
    found = [finding.segment for finding in failing if (finding.severity, finding.check) == (severity, check)]
    places = list(dict.fromkeys(found))
    shown = ", ".join(places[:SHOWN]) + (f" and {len(places) - SHOWN} more" if len(places) > SHOWN else "")
    findings, segments = ("finding" if len(found) == 1 else "findings"), ("segment" if len(places) == 1 else "segments")
    return f"{len(found)} {severity} {findings} of {check}, in {segments} {shown}"


def _characters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _words(text: str) -> int:
    return len(text.split())
