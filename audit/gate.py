"""Whether the text may be published: errors weighed into the MQM score, and the gate."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from audit.model import MQM, Finding, Gate, Score, Segment, Severity, Verdict
from audit.text.untagged import untagged

PER = 1000
MQM_NAME = "mqm"
"""What the MQM score is called among the scores of the configuration."""
Threshold = Literal["minor", "major", "critical", "never"]


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a score is held to."""

    minimum: float | None = None
    maximum: float | None = None
    """For scores that are better when lower, as TER."""
    interval: bool = False
    """Hold the worse end of the score's interval to it, not the value alone."""


class GateRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the gate fails on."""

    fail_on: Threshold = "major"
    """Severity from which a single finding fails."""
    overrides: Mapping[str, Threshold] = field(default_factory=dict)
    """The same for single checks or categories; the closest name decides."""
    scores: Mapping[str, Limits] = field(default_factory=dict)
    """Limits of "mqm" and of metrics, by name."""
    maximum_flagged: Annotated[float, Meta(ge=0, le=1)] | None = None
    """Largest share of segments that may have findings, 0 to 1."""

    def threshold(self, name: str | None) -> Threshold:
        """The severity from which this override fails, or any other finding for None."""
        return self.fail_on if name is None else self.overrides[name]


def is_error(finding: Finding) -> bool:
    """Tell whether a finding counts: nobody suppressed it, and its quantities, if any, do not match."""
    return finding.suppressed is None and finding.verdict in (None, Verdict.MISMATCH)


def mqm(segments: Sequence[Segment], findings: Iterable[Finding]) -> MQM:
    """The linear MQM score: each error costs its weight, shared over the size of the translation.

    Faults of the source text are nobody's translation error and cost nothing.

    >>> text = [Segment(id=id, source="Up", target="營收" * 250, target_language="zh-TW") for id in "12"]
    >>> fault = Finding(check="c", category="accuracy", severity=Severity.MAJOR, segment="1", message="m")
    >>> weighed = mqm(text, [fault])
    >>> weighed.score, weighed.unit, weighed.interval
    (99.5, 'target characters', (98.52, 100.0))
    """
    chinese = bool(segments) and segments[0].side_in("zh") == "target"
    words, characters = ("words", _words), ("characters", _characters)
    (unit, size_of), (source_unit, source_size_of) = (characters, words) if chinese else (words, characters)
    points: Counter[str] = Counter()
    for finding in findings:
        if is_error(finding) and finding.category.partition("/")[0] != "source":
            points[finding.segment] += finding.severity.weight
    count = size = penalty = source = of_points = of_both = of_sizes = 0
    for one in map(untagged, segments):
        own, length = points.get(one.id, 0), size_of(one.target)
        count, size, of_sizes = count + 1, size + length, of_sizes + length * length
        source += source_size_of(one.source)
        if own:
            penalty, of_points, of_both = penalty + own, of_points + own**2, of_both + own * length
    rate = penalty / size if size else 0.0
    spread = of_points - 2 * rate * of_both + rate**2 * of_sizes
    return MQM(
        score=max(0.0, round(100 * (1 - penalty / size), 2)) if size else None,
        penalty=penalty,
        unit=f"target {unit}",
        per=PER,
        interval=_interval(count, size, penalty, spread),
        source_unit=f"source {source_unit}",
        source_size=source,
    )


def _interval(count: int, size: int, penalty: int, spread: float) -> tuple[float, float] | None:
    """The 95 % interval of a ratio between segments (Cochran 1977, ch. 6); None for less than the score is told by.

    `spread` is the sum of squares of what segments cost beyond their share. Where no error was seen, up to three may
    have been missed by chance (the rule of three): they are taken for major.
    """
    if size < PER or count < 2:
        return None
    rate = penalty / size
    half = 1.96 * sqrt(max(spread, 0.0) * count / (count - 1)) / size if penalty else 3 * Severity.MAJOR.weight / size
    return max(0.0, round(100 * (1 - rate - half), 2)), max(0.0, min(100.0, round(100 * (1 - rate + half), 2)))


def gate(
    rules: GateRules, segments: Sequence[Segment], findings: Iterable[Finding], mqm: MQM, scores: Sequence[Score] = ()
) -> Gate:
    """Hold a text to the rules; each condition that fails gives one reason. No text is no reason to fail.

    >>> text = [Segment(id="7", source="", target="營收" * 250, target_language="zh-TW")]
    >>> fault = Finding(check="sign-flip", category="accuracy", severity=Severity.MAJOR, segment="7", message="m")
    >>> gate(GateRules(), text, [fault], mqm(text, [fault])).reasons
    ('1 finding of severity major or above: sign-flip 1',)
    >>> gate(GateRules(fail_on="critical"), text, [fault], mqm(text, [fault])).passed
    True
    """
    if not segments:
        return Gate(passed=True)
    errors = [finding for finding in findings if is_error(finding)]
    failing = {name: list(group) for name, group in _failing(rules, errors)}
    reasons = (
        *(_counted(rules, name, group) for name, group in failing.items() if group),
        *(reason for name, limits in rules.scores.items() for reason in _scored(name, limits, mqm, scores)),
        *_flagged(rules.maximum_flagged, segments, errors),
    )
    fingerprints = tuple(finding.fingerprint for group in failing.values() for finding in group)
    return Gate(passed=not reasons, reasons=reasons, failing=fingerprints)


def _failing(rules: GateRules, errors: Sequence[Finding]) -> Iterator[tuple[str | None, Iterator[Finding]]]:
    """The errors that each threshold stops: first those of `fail_on`, then of each override."""
    closest = [(_closest(finding, rules.overrides), finding) for finding in errors]
    for name in (None, *rules.overrides):
        threshold = rules.threshold(name)
        if threshold != "never":
            yield name, (finding for found, finding in closest if found == name and finding.severity >= threshold)


def _closest(finding: Finding, names: Iterable[str]) -> str | None:
    """The name that fits most closely: the check itself, else the longest part of its category."""
    fitting = (name for name in names if name == finding.check or f"{finding.category}/".startswith(f"{name}/"))
    return max(fitting, key=lambda name: (name == finding.check, len(name)), default=None)


def _counted(rules: GateRules, name: str | None, failing: Sequence[Finding]) -> str:
    counts = Counter(finding.check for finding in failing)
    told = ", ".join(
        f"{check} {count}" for check, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    threshold = rules.threshold(name)
    severity = threshold if threshold == "critical" else f"{threshold} or above"
    where = f" in {name}" if name is not None else ""
    return f"{len(failing)} {'finding' if len(failing) == 1 else 'findings'} of severity {severity}{where}: {told}"


def _scored(name: str, limits: Limits, mqm: MQM, scores: Sequence[Score]) -> Iterator[str]:
    held = {score.metric: (score.value, score.interval) for score in scores if score.segment is None}
    value, interval = (mqm.score, mqm.interval) if name == MQM_NAME else held.get(name, (None, None))
    title = "MQM" if name == MQM_NAME else name
    bounds = ((limits.minimum, "minimum", "lower", min), (limits.maximum, "maximum", "upper", max))
    for limit, kind, end, worse in bounds:
        if limit is None:
            continue
        if value is None:
            yield f"there is no {title} score to hold to the {kind} of {limit:g}"
        elif limits.interval and interval is None:
            yield f"{title} has no interval to hold to the {kind} of {limit:g}"
        else:
            held_to = worse(interval) if limits.interval and interval is not None else value
            if worse(held_to, limit) != limit:
                what = f"the {end} end of the interval of {title}" if limits.interval else title
                side = "below" if kind == "minimum" else "above"
                yield f"{what} is {_unlike(held_to, limit)}, {side} the {kind} of {limit:g}"


def _flagged(maximum: float | None, segments: Sequence[Segment], errors: Iterable[Finding]) -> Iterator[str]:
    flagged = len({finding.segment for finding in errors if finding.severity > Severity.NEUTRAL})
    if maximum is not None and flagged / len(segments) > maximum:
        share = _unlike(100 * flagged / len(segments), 100 * maximum)
        told = f"{flagged} of {len(segments)} segments have findings"
        yield f"{told}: {share} %, above the maximum of {100 * maximum:g} %"


def _unlike(value: float, limit: float) -> str:
    """A value with as many decimals as show that it is not the limit, and two at least.

    >>> _unlike(93.456, 95), _unlike(94.9996, 95)
    ('93.46', '94.9996')
    """
    shown = (f"{value:.{decimals}f}" for decimals in range(2, 17))
    return next((text for text in shown if float(text) != limit), str(value))


def _characters(text: str) -> int:
    return len("".join(text.split()))


def _words(text: str) -> int:
    return len(text.split())
