"""From segments to a report: check, mark what is suppressed, score, decide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from audit.__about__ import __version__
from audit.check import Check, CorpusCheck
from audit.fingerprints import digest, identify
from audit.gate import GateRules, gate, mqm
from audit.inspection import Track, inspect
from audit.metric import Metric
from audit.model import Failure, Finding, Guard, Input, Report, Rule, Score, Segment, Signature
from audit.neural.models import ModelError
from audit.pages import page
from audit.pool import limited
from audit.provenance import outside
from audit.reader import ReadError
from audit.segmentwise import failure
from audit.spool import held
from audit.suppression import Allow, Baseline, Confirm, confirmed, gone, lapsed, suppress, unused
from audit.text.visible import visible


class Plan(Struct, frozen=True, kw_only=True):
    """What an audit does: its parts with their options, and its rule for passing."""

    checks: tuple[Check | CorpusCheck, ...] = ()
    metrics: tuple[Metric, ...] = ()
    gate: GateRules = GateRules()
    allow: tuple[Allow, ...] = ()
    confirm: tuple[Confirm, ...] = ()
    expired: tuple[Allow, ...] = ()
    """Entries that allow nothing any more: the gate names those that it misses."""
    baseline: Baseline | None = None

    @property
    def signature(self) -> Signature:
        """The version and a digest of every choice that moves a finding or a score.

        That includes the content of glossaries and the distributions of plug-ins.
        """
        choices = (
            [(check.name, msgspec.to_builtins(check), *outside(check)) for check in self.checks],
            [said for metric in self.metrics for said in (str(metric.signature), *outside(metric))],
            self.gate,
            self.allow,
            self.baseline,
        )
        plan = digest(msgspec.json.encode(choices))
        return Signature("translation-auditor", (("version", __version__), ("plan", plan)))


class Measured(NamedTuple):
    """Scores, metrics that crashed, segments and documents that no score is right about."""

    scores: list[Score]
    failures: list[Failure]
    guards: list[Guard]
    astray: list[str]


def audit(
    segments: Sequence[Segment],
    plan: Plan,
    *,
    inputs: Sequence[Input] = (),
    track: Track = lambda segments: segments,
    only: Set[str] | None = None,
    jobs: int | None = 1,
) -> Report:
    """Check, score and decide.

    `track` wraps the segments that the checks go over, to show progress. Where `only` the segments with certain ids
    are asked for, the report is about those, though checks of the whole text still see the others. Checks of one
    segment run in `jobs` processes, None for as many as pay.
    """
    asked = segments if only is None else held((one for one in segments if one.id in only), Segment)
    with limited(jobs):
        inspected = inspect(segments, plan.checks, track, asked, jobs)
        measured = measure(asked, plan.metrics)
    named = {finding.segment for finding in inspected.findings}
    faulty = [segment for segment in segments if segment.id in named]
    found = [one for one in identify(faulty, inspected.findings) if only is None or one.segment in only]
    findings = suppress(confirmed(found, plan.confirm), faulty, plan.allow, plan.baseline)
    scores = measured.scores
    weighed = mqm(asked, findings)
    decision = gate(plan.gate, asked, findings, weighed, scores)
    stopping = set(decision.failing)
    failing = [finding for finding in findings if finding.fingerprint in stopping]
    return Report(
        signature=str(plan.signature),
        inputs=tuple(inputs),
        target_locale=segments[0].target_language if segments else "",
        segments=asked,
        rules=tuple(rule(check) for check in plan.checks),
        findings=tuple(findings),
        scores=tuple(scores),
        mqm=weighed,
        gate=replace(decision, reasons=(*decision.reasons, *lapsed(failing, faulty, plan.expired))),
        failures=(*inspected.failures, *measured.failures),
        quantities=inspected.quantities,
        guards=tuple(measured.guards),
        astray=tuple(measured.astray),
        notes=(*inspected.notes, *(_stale(plan, faulty, findings, inputs) if only is None else ())),
    )


def _stale(
    plan: Plan, segments: Sequence[Segment], findings: Sequence[Finding], inputs: Iterable[Input]
) -> Iterator[str]:
    """What the plan suppresses no more, because it has expired or because it is no longer there."""
    ran = {check.name for check in plan.checks}
    yield from lapsed(findings, segments, plan.expired)
    yield from unused(findings, segments, ran, (*plan.allow, *plan.expired))
    if plan.baseline:
        yield from gone(findings, ran, {visible(part.path) for part in inputs}, plan.baseline)


def rule(check: Check | CorpusCheck) -> Rule:
    """What a report says of a check."""
    return Rule(
        name=check.name,
        category=check.category,
        severity=check.severity,
        summary=check.summary(),
        page=page(type(check)),
    )


def measure(segments: Sequence[Segment], metrics: Sequence[Metric]) -> Measured:
    """Score with every metric over the segments that have what it needs; none of them, no score.

    Where there are any, segments that are no translation are told of, too: all kinds of them where a metric reads the
    source, those that need no encoder elsewhere. Where most translations are not beside their source, there is no score
    of the text.
    """
    found = Measured([], [], [], [])
    scored: list[tuple[Metric, Sequence[Segment], list[Score]]] = []
    referenced = held((one for one in segments if one.references), Segment) if metrics else ()
    for metric in metrics:
        able = referenced if "reference" in metric.needs else segments
        if able:
            try:
                scored.append((metric, able, list(metric.score(able))))
            except (ReadError, ModelError):  # a file or model that is not there is the user's to mend, and no crash
                raise
            except Exception as error:
                found.failures.append(failure(metric.name, None, error))
    scored = [part for part in scored if part[2]]
    if not scored:
        return found
    from audit.guards import astray, guards  # slow to import

    reading = any("source" in metric.needs for metric, _, _ in scored)
    apart: dict[str | None, str] = {}
    try:
        found.guards.extend(guards(segments, encoder=reading))
        apart = astray(segments) if reading else {}
    except Exception as error:
        found.failures.append(failure("guards", None, error))
    broken = {name for guard in found.guards for name in guard.segments}
    is_telling = 2 * sum(segment.origin in apart for segment in segments) <= len(segments)
    found.astray.extend(_explained(apart, is_telling=is_telling))
    for metric, pairs, scores in scored:
        told = metric.guarded(pairs, scores, broken)
        found.scores.extend(score for score in told if is_telling or score.segment is not None)
    return found


def _explained(apart: Mapping[str | None, str], *, is_telling: bool) -> Iterator[str]:
    """What documents that are misaligned do to the score of the text, and how they are mended."""
    end = "which spoils the score of the text" if is_telling else "so there is no score of the text"
    for origin, reason in apart.items():
        where = f"{origin}: " if origin else ""
        yield f"{where}{reason}, {end}; `audit check --select misaligned-pair` says which belong where"
