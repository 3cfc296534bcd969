"""How often a comparer speaks on right translations, and what it finds of known errors."""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from audit import registry
from audit.inspection import inspect
from audit.model import Segment, Severity
from audit.selftest import KINDS, Result, Share, selftest
from tests.benchmark.datasets import CLEAN, EDITS, HALVES, Edit, Half, half, halved
from tests.benchmark.peers import Comparer
from tests.benchmark.tables import interval, percent, table


def has_digits(segment: Segment) -> bool:
    """Whether either side has a digit."""
    return any(map(str.isdecimal, segment.source + segment.target))


def spoken(segments: Iterable[Segment], compare: Comparer) -> Share:
    """On how many of the segments the comparer speaks."""
    said = [bool(compare(segment)) for segment in segments]
    return Share(sum(said), len(said))


def clean(compare: Comparer) -> str:
    """Alarms on right translations, by set and half."""
    rows = []
    for name, load in CLEAN.items():
        for part in HALVES:
            segments = halved(load(), part)
            digits = [segment for segment in segments if has_digits(segment)]
            share, with_digits = spoken(segments, compare), spoken(digits, compare)
            rows.append([name, part, percent(with_digits), interval(with_digits), percent(share)])
    return table(["set", "half", "of pairs with digits", "95 % interval", "of all pairs"], rows)


def clean_by_check() -> str:
    """Findings on right translations, neutral ones aside, by check and half: every check that runs by default."""
    checks = {name: check() for name, check in registry.checks().items() if check.default}
    found: dict[Half, Counter[str]] = {part: Counter() for part in HALVES}
    sizes: Counter[Half] = Counter()
    for load in CLEAN.values():
        for part in HALVES:
            segments = halved(load(), part)
            sizes[part] += len(segments)
            told = inspect(segments, list(checks.values()))
            assert not told.failures, told.failures
            found[part].update(finding.check for finding in told.findings if finding.severity > Severity.NEUTRAL)
    rows = [[name, *(_per_thousand(found[part][name], sizes[part]) for part in HALVES)] for name in checks]
    return table(["check", *(f"{part}, of 1,000 pairs" for part in HALVES)], rows)


def _per_thousand(count: int, pairs: int) -> str:
    return f"{1000 * count / pairs:.1f} ({count}/{pairs})"


def planted(part: Half, compare: Comparer, reverse: bool = False) -> dict[str, Result]:
    """The self-test on every clean set, perhaps with source and target exchanged."""
    results = {}
    for name, load in CLEAN.items():
        segments = halved(load(), part)
        if reverse:
            segments = [backwards(segment) for segment in segments]
        results[name] = selftest(segments, lambda segment: bool(compare(segment)))
    return results


def backwards(segment: Segment) -> Segment:
    """A segment with source and target exchanged."""
    return replace(
        segment,
        source=segment.target,
        target=segment.source,
        source_language=segment.target_language,
        target_language=segment.source_language,
    )


def pooled(results: Iterable[Result], kind: str) -> Share:
    """One kind over several sets."""
    return sum((result.kinds.get(kind, Share(0, 0)) for result in results), Share(0, 0))


def by_kind(results: dict[Half, dict[str, Result]]) -> str:
    """Planted errors noticed, by kind and half."""
    rows = []
    for kind in KINDS:
        shares = [pooled(results[part].values(), kind) for part in HALVES]
        if any(share.of for share in shares):
            rows.append([kind, *(cell for share in shares for cell in (percent(share), interval(share)))])
    total = [sum((result.noticed for result in results[part].values()), Share(0, 0)) for part in HALVES]
    rows.append(["**all**", *(cell for share in total for cell in (percent(share), interval(share)))])
    return table(["kind", *(cell for part in HALVES for cell in (part, "95 % interval"))], rows)


def by_set(results: dict[Half, dict[str, Result]]) -> str:
    """Planted errors noticed, by set and half."""
    rows = [[name, *(percent(results[part][name].noticed) for part in HALVES)] for name in CLEAN]
    return table(["set", *HALVES], rows)


def real(compare: Comparer) -> str:
    """What is said of real machine translation, by set and half."""
    rows = []
    for name, load in EDITS.items():
        for part in HALVES:
            edits = [edit for edit in load() if half(edit.wrong.origin or "") == part]
            rows.append([name, part, *map(percent, _found(edits, compare))])
    return table(["set", "half", "spoken on", "spoken on, and quiet on the post-edit"], rows)


def _found(edits: list[Edit], compare: Comparer) -> tuple[Share, Share]:
    loud = [edit for edit in edits if compare(edit.wrong)]
    judged = [edit for edit in edits if edit.right]
    mended = [edit for edit in loud if edit.right and not compare(edit.right)]
    return Share(len(loud), len(edits)), Share(len(mended), len(judged))
