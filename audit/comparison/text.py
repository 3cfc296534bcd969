"""A comparison for the terminal."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from audit.comparison.compare import Comparison, corpus
from audit.comparison.rows import kinds, rows
from audit.scoring.writing import warnings
from audit.text.visible import visible

SAME = "="
COLUMNS = ("metric", "system", "score", "95 % interval", "difference", "95 % interval", "p", "won", "lost", "even")
FIELDS = ("metric", "system", "score", "interval", "difference", "spread", "p_value", "won", "lost", "even")


def text(comparison: Comparison) -> Iterator[str]:
    """What is broken, then scores, findings, quantities, and the segments that are furthest apart."""
    names = [visible(system.name) for system in comparison.systems]
    for name, system in zip(names, comparison.systems, strict=True):
        yield from (f"{name}: {line}" if line and line[0] != " " else line for line in warnings(system.report.guards))
    yield from _scores(comparison, names)
    yield from _findings(comparison, names)
    yield from _quantities(comparison, names)
    yield from _largest(comparison)
    for system in comparison.systems:
        for failure in system.report.failures:
            yield f"crashed: {visible(system.name)}: {failure.check}: {visible(failure.error)}"


def table(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with their columns under each other, wide characters counted as two.

    >>> list(table([["a", "營收", "x"], ["bb", "c", "y"]]))
    ['  a   營收  x', '  bb  c     y']
    """
    shown = [[visible(cell) for cell in line] for line in lines]
    widths = [max(map(cell_len, column)) for column in zip(*shown, strict=True)]
    for line in shown:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _scores(comparison: Comparison, names: Sequence[str]) -> Iterator[str]:
    yield f"Scores, and differences from {names[0]}:"
    yield from table([COLUMNS, *([getattr(row, field) for field in FIELDS] for row in rows(comparison))])
    if comparison.versus:
        yield "  p is how often chance alone would part the two as far, by paired bootstrap resampling."
    for signature in dict.fromkeys(score.signature for system in comparison.systems for score in corpus(system.report)):
        yield f"  {visible(signature)}"


def _findings(comparison: Comparison, names: Sequence[str]) -> Iterator[str]:
    if found := kinds(comparison):
        yield "\nFindings:"
        counts = ([str(system.findings.get(kind, 0)) for system in comparison.systems] for kind in found)
        lines = [[*kind, *row] for kind, row in zip(found, counts, strict=True)]
        yield from table([["check", "severity", *names], *lines])


def _quantities(comparison: Comparison, names: Sequence[str]) -> Iterator[str]:
    if comparison.disagreements:
        yield f"\nQuantities on which the systems disagree ({SAME} as the source, ∅ missing):"
        lines = [
            [found.segment, found.source or "(added)", *(SAME if said is None else said for said in found.renderings)]
            for found in comparison.disagreements
        ]
        yield from table([["segment", "source", *names], *lines])


def _largest(comparison: Comparison) -> Iterator[str]:
    """By the first metric alone; JSON and HTML have them all."""
    base = comparison.systems[0]
    reports = {system.name: system.report for system in comparison.systems}
    first = {found.system: found for found in reversed(comparison.versus)}
    for found in (found for found in comparison.versus if first[found.system] is found and found.largest):
        yield f"\nLargest differences by {found.metric}, {visible(base.name)} and {visible(found.system)}:"
        for gap in found.largest:
            one, other = base.report.segments[gap.number], reports[found.system].segments[gap.number]
            yield f"  {visible(one.id)}: {gap.baseline:.2f} → {gap.other:.2f} ({gap.difference:+.2f})"
            yield from (f"     {visible(words)}" for words in (one.source, one.target, other.target))
