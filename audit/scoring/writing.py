"""Scores as text, JSON, JSON Lines and CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from audit.model import Failure, Guard, Input, Score, Segment
from audit.text.visible import visible
from audit.writer import scores_by_segment, shortened
from audit.writers.csv import cell
from audit.writers.json import document, encoded, record

COLUMNS = ("metric", "segment", "value", "low", "high", "signature")


class Scores(Struct, frozen=True, kw_only=True):
    """The scores of a text, and what to know before believing them."""

    inputs: tuple[Input, ...]
    segments: tuple[Segment, ...]
    guards: tuple[Guard, ...]
    scores: tuple[Score, ...]
    notes: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


def text(scores: Scores, *, segments: bool) -> Iterator[str]:
    """Guards, a table of the corpus scores, and if asked for one of the segments."""
    yield from warnings(scores.guards)
    corpus = [score for score in scores.scores if score.segment is None]
    first = {score.metric: score for score in reversed(scores.scores)}
    metrics = dict.fromkeys(score.metric for score in scores.scores)
    width = max(map(len, metrics), default=0)
    for score in (first[metric] for metric in metrics):
        whole = score.segment is None
        value, spread = figure(score.value if whole else None, places(score)), ranged(score.interval, places(score))
        yield f"{score.metric:{width}}  {value:>8}  {spread if whole else '':16}  {visible(score.signature)}"
    if any(score.interval for score in corpus):
        yield "\nThe range is the 95 % interval by bootstrap resampling."
    if segments:
        yield ""
        yield "  ".join([*(f"{metric:>8}" for metric in metrics), "segment"])
        by_segment = scores_by_segment(scores.scores)
        for segment in scores.segments:
            own = by_segment.get(segment.id, {})
            cells = (figure(own.get(metric), places(first[metric])) for metric in metrics)
            yield "  ".join([*(f"{value:>8}" for value in cells), visible(segment.id)])
    for failure in scores.failures:
        yield f"crashed: {failure.check}: {visible(failure.error)}"


def warnings(guards: Sequence[Guard]) -> Iterator[str]:
    """What to say before any score: which segments are no translation, so that none takes their score for good."""
    if guards:
        count = len({name for guard in guards for name in guard.segments})
        yield f"{count} {'segment is' if count == 1 else 'segments are'} broken, whatever the scores say:"
        width = max(len(guard.fault) for guard in guards)
        for guard in guards:
            yield f"  {guard.fault:{width}}  {visible(shortened(guard.segments))}"
        yield ""


def json(scores: Scores, *, segments: bool) -> Iterator[str]:
    """One document, in the words of the report."""
    by_segment = scores_by_segment(scores.scores)
    members: dict[str, Any] = {
        "schema": 1,
        "inputs": [record(part, "path format sha256 segments") for part in scores.inputs],
        "notes": scores.notes,
        "guards": [record(guard, "fault segments") for guard in scores.guards],
        "scores": [
            record(score, "metric signature value interval") for score in scores.scores if score.segment is None
        ],
        "failures": [record(failure, "check segment error") for failure in scores.failures],
    }
    if segments:
        members["segments"] = [
            {**record(segment, "id line"), "scores": by_segment.get(segment.id, {})} for segment in scores.segments
        ]
    yield b"".join(document(members)).decode()


def jsonl(scores: Scores, *, segments: bool) -> Iterator[str]:
    """One score a line."""
    for score in _asked(scores.scores, segments=segments):
        yield encoded(record(score, "metric segment value interval signature")).decode()


def csv_rows(scores: Scores, *, segments: bool) -> Iterator[str]:
    """One score a row."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for score in _asked(scores.scores, segments=segments):
        low, high = score.interval or (None, None)
        rows.writerow([cell(part) for part in (score.metric, score.segment, score.value, low, high, score.signature)])
    yield out.getvalue().rstrip("\n")


def figure(value: float | None, digits: int, sign: str = "") -> str:
    """A score as people read it.

    >>> figure(34.5678, 2), figure(0.8, 4, "+"), figure(None, 2)
    ('34.57', '+0.8000', '–')
    """
    return "–" if value is None else f"{value:{sign}.{digits}f}"


def ranged(interval: tuple[float, float] | None, digits: int, sign: str = "") -> str:
    """An interval as people read it; nothing where there is none."""
    return "" if interval is None else " to ".join(figure(end, digits, sign) for end in interval)


def places(score: Score) -> int:
    """Digits after the point: more of them for a score between 0 and 1."""
    return 4 if abs(score.value) <= 1 else 2


def _asked(scores: Iterable[Score], *, segments: bool) -> Iterator[Score]:
    return (score for score in scores if segments or score.segment is None)
