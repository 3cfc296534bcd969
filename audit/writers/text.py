"""The report for a terminal: the worst first, the sum at the end."""

import io
import re
import shutil
from collections.abc import Iterator, Sequence
from typing import BinaryIO, ClassVar

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.rule import Rule as Line
from rich.text import Text

from audit.columns import Row, Styled, lines, plain_lines
from audit.model import Finding, Report, Segment, Span
from audit.text.pieces import pieces
from audit.text.visible import visible
from audit.totals import by_file, summary
from audit.writer import by_segment, caveats, gravity

STYLES = {"critical": "bold white on red", "major": "bold red", "minor": "yellow", "neutral": "cyan"}
SIGNS = {"critical": "✗✗", "major": "✗", "minor": "!", "neutral": "·"}
CONTEXT = 120
"""Characters shown on either side of a mark in a text too long to show whole."""


class Terminal:
    """Colours where the stream is a terminal, ⟦brackets⟧ round the marked places where it is not."""

    name: ClassVar[str] = "text"
    suffix: ClassVar[str | None] = ".txt"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the segments with findings, then the scores and the verdict."""
        interactive = out.isatty()
        text = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=True)
        console = Console(
            file=text,
            force_terminal=interactive,
            color_system="auto" if interactive else None,
            width=min(max(shutil.get_terminal_size().columns, 80), 200) if interactive else 100,
            legacy_windows=False,
            highlight=False,
            emoji=False,
            markup=False,
        )
        plain = console.color_system is None or console.no_color
        try:
            for part in _parts(report, console, plain=plain):
                if not isinstance(part, str):
                    with console.capture() as captured:
                        console.print(part)
                    part = captured.get()
                text.write(re.sub(" +$", "", part, flags=re.MULTILINE))
        finally:
            text.detach()


def _parts(report: Report, console: Console, *, plain: bool) -> Iterator[RenderableType]:
    width = console.width
    flagged: list[tuple[Segment, tuple[Finding, ...]]] = []
    files: dict[str, list[Finding]] = {}
    for segment, findings in by_segment(report):
        if findings:
            flagged.append((segment, findings))
        if segment.origin:
            files.setdefault(segment.origin, []).extend(one for one in findings if one.suppressed is None)
    for segment, findings in sorted(flagged, key=lambda pair: gravity(pair[1][0])):
        yield _heading(segment, width, plain=plain)
        columns = _columns(segment, findings, plain=plain)
        if plain:
            yield "".join(f"{row}\n" for part, gap in columns for row in plain_lines(part, gap, width)) + "\n"
        else:
            styled = Text("\n", no_wrap=True, overflow="ignore")
            yield styled.join((*(row for part, gap in columns for row in lines(part, gap, console)), Text()))
    yield Line("Summary", style="dim", characters="─")
    yield summary(report)
    if len(files) > 1:
        yield by_file(files)
    for score in report.scores:
        if score.segment is None:
            interval = f" ({score.interval[0]:.1f} to {score.interval[1]:.1f})" if score.interval else ""
            yield Text(f"{visible(score.metric)} {score.value:.1f}{interval}  ").append(
                visible(score.signature), style="dim"
            )
    if (mqm := report.mqm).score is not None:
        sure = f"{mqm.interval[0]:.1f} to {mqm.interval[1]:.1f}" if mqm.interval else "sample too small for an interval"
        told = f"MQM {mqm.score:.1f} ({sure}) per {mqm.per:,} {mqm.unit}, penalty {mqm.penalty:,}"
        if mqm.source_size:
            told += f", {mqm.per * mqm.penalty / mqm.source_size:.1f} per {mqm.per:,} {mqm.source_unit}"
        yield Text(told)
    for caveat in caveats(report):
        yield Text(f"note: {visible(caveat)}")
    for part in report.inputs:
        for note in part.notes:
            yield Text(f"note: {visible(part.path)}: {visible(note)}", style="dim")
    for failure in report.failures:
        where = f" at segment {failure.segment}" if failure.segment is not None else ""
        yield Text(f"crashed: {failure.check}{visible(where)}: {visible(failure.error)}", style="bold red")
    if report.gate.passed:
        yield Text("passed", style="bold green")
    else:
        yield Text("failed", style="bold red").append(
            "".join(f"\n  {visible(reason)}" for reason in report.gate.reasons), style="not bold"
        )


def _heading(segment: Segment, width: int, *, plain: bool) -> RenderableType:
    line = f"line {segment.line}" if segment.line is not None else None
    where = " · ".join(visible(part) for part in (segment.id, segment.origin, line, segment.speaker) if part)
    rest = width - cell_len(where) - 1
    if plain and where and rest > 0:  # what Rich makes of it, in a tenth of the time
        return f"{where} {'─' * rest}\n"
    return Line(Text(where), align="left", style="dim", characters="─")


def _columns(segment: Segment, findings: Sequence[Finding], *, plain: bool) -> Sequence[tuple[Sequence[Row], int]]:
    """What is shown of a segment in two columns: texts, faults, notes, with the gap between the columns."""
    sides = (
        (segment.source_language, segment.source, [(span, f) for f in findings for span in f.source_spans]),
        (segment.target_language, segment.target, [(span, f) for f in findings for span in f.target_spans]),
    )
    texts = [([(visible(language), "dim")], _marked(words, marks, plain=plain)) for language, words, marks in sides]
    faults = [(_sign(finding), _diagnosis(segment, finding)) for finding in findings]
    notes = [([("", "")], [(f"note: {visible(note)}", "dim")]) for note in segment.notes]
    return (texts, 2), (faults, 1), (notes, 0)


def _sign(finding: Finding) -> Styled:
    style = "dim" if finding.suppressed is not None else STYLES[finding.severity]
    return [(f"{SIGNS[finding.severity]:>2} {finding.severity}", style)]


def _diagnosis(segment: Segment, finding: Finding) -> Styled:
    said = [(visible(finding.check), "bold"), (f"  {visible(finding.message)}", "not bold")]
    if edit := finding.suggestion:
        old, new = visible(segment.target[edit.start : edit.end]) or "∅", visible(edit.text) or "∅"
        said += [("\nfix: ", "not bold"), (old, "not bold red strike"), (" → ", "not bold"), (new, "green")]
    if finding.confirmed is not None:
        said.append((f"\nconfirmed by {visible(finding.confirmed)}", "not bold"))
    if finding.suppressed is not None:
        said.append((f"\nsuppressed: {visible(finding.suppressed)}", "not bold dim"))
    return said


def _marked(text: str, marks: Sequence[tuple[Span, Finding]], *, plain: bool) -> Styled:
    """The text with its marks; of a very long one, only what surrounds them."""
    shown = [("", "")]
    bits = list(pieces(text, [span for span, _ in marks]))
    for number, (bit, covering) in enumerate(bits):
        if covering:
            worst = min((marks[index][1] for index in covering), key=gravity)
            before = bits[number - 1][1] if number else ()
            after = bits[number + 1][1] if number + 1 < len(bits) else ()
            opening = "⟦" * len(set(covering) - set(before)) if plain else ""
            closing = "⟧" * len(set(covering) - set(after)) if plain else ""
            body = visible(_shortened(bit)) or ("" if plain else "‸")
            shown.append((opening + body + closing, f"{STYLES[worst.severity]} underline"))
        else:
            shown.append((visible(_shortened(bit, head=number > 0, tail=number < len(bits) - 1)), ""))
    return shown


def _shortened(text: str, *, head: bool = True, tail: bool = True) -> str:
    """Leave out the middle of a very long text, or all but its head or its tail."""
    if len(text) <= 4 * CONTEXT:
        return text
    return (text[:CONTEXT] if head else "") + " […] " + (text[-CONTEXT:] if tail else "")
