"""What people said of findings: the forms in which `audit check` hands them out, read when they come back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from audit.reader import ReadError, read_text
from audit.rows import named
from audit.writers.mqm import COLUMNS, NO_ERROR, RATER

REMEDY = "give what `audit check --report judge.tsv` or `--output labelstudio` wrote, with the judgements in it"


class Verdict(Struct, frozen=True, kw_only=True):
    """What somebody said of a finding."""

    check: str
    fingerprint: str
    message: str
    is_error: bool
    owner: str | None = None
    """Who said it."""


class Judged(Struct, frozen=True):
    """What a file has."""

    verdicts: tuple[Verdict, ...]
    open: int = 0
    """Findings that nobody has judged yet."""
    added: int = 0
    """Errors that people found themselves."""


def read(path: Path) -> Judged:
    """Read the judgements of a file. Raises ReadError."""
    found = list(_tasks(path) if read_text(path).lstrip().startswith("[") else _rows(path))
    verdicts = tuple(one for one in found if isinstance(one, Verdict))
    return Judged(verdicts, found.count("open"), found.count("added"))


def _rows(path: Path) -> Iterator[Verdict | str]:
    """The rows of an MQM table: judged are those whose rater a person has changed."""
    for line, row in named(path):
        if missing := [name for name in COLUMNS if name not in row]:
            raise ReadError(path, line, f"no column “{missing[0]}”", REMEDY)
        rater = row["rater"].strip()
        told = _metadata(path, line, row["metadata"])
        if not told.fingerprint:
            yield from ["added"] if row["severity"].strip().lower() != NO_ERROR else []
        elif rater in ("", RATER):
            yield from [] if told.suppressed else ["open"]
        else:
            yield Verdict(
                check=told.check,
                fingerprint=told.fingerprint,
                message=told.note,
                is_error=row["severity"].strip().lower() != NO_ERROR,
                owner=rater,
            )


class _Metadata(Struct, frozen=True):
    check: str = ""
    fingerprint: str = ""
    note: str = ""
    suppressed: str = ""


def _metadata(path: Path, line: int, written: str) -> _Metadata:
    try:
        return msgspec.json.decode(written or "{}", type=_Metadata)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadError(path, line, f"the metadata cannot be read ({error})", "leave that column as it is") from None


class _Meta(Struct, frozen=True):
    text: list[str] = []
    check: str = ""


class _Region(Struct, frozen=True):
    id: str = ""
    to_name: str = ""
    value: Any = None
    meta: _Meta = _Meta()


class _Annotation(Struct, frozen=True):
    result: list[_Region] = []
    was_cancelled: bool = False
    completed_by: Any = None
    """A number, or an object with an address."""


class _Prediction(Struct, frozen=True):
    result: list[_Region] = []


class _Task(Struct, frozen=True):
    annotations: list[_Annotation] = []
    predictions: list[_Prediction] = []


def _tasks(path: Path) -> Iterator[Verdict | str]:
    """The tasks of Label Studio: a region that a person has kept is an error, one that is gone is none."""
    try:
        tasks = msgspec.json.decode(read_text(path), type=list[_Task])
    except (msgspec.DecodeError, RecursionError) as error:
        raise ReadError(path, None, f"no tasks of Label Studio ({error})", REMEDY) from None
    for task in tasks:
        told = [region for prediction in task.predictions for region in prediction.result if region.meta.check]
        done = [annotation for annotation in task.annotations if not annotation.was_cancelled]
        yield from ["open"] * len(told) if not done else []
        for annotation in done[-1:]:  # the last word counts
            kept = {region.id for region in annotation.result}
            places = [_place(region) for region in annotation.result]
            for region in told:
                check, _, message = next(iter(region.meta.text), "").partition(": ")
                is_error = region.id in kept or _place(region) in places
                owner = _name(annotation.completed_by)
                yield Verdict(
                    check=region.meta.check or check,
                    fingerprint=region.id,
                    message=message,
                    is_error=is_error,
                    owner=owner,
                )
            known = {region.id for region in told}
            shown = [_place(region) for region in told]
            yield from ["added" for one in annotation.result if one.id not in known and _place(one) not in shown]


def _place(region: _Region) -> tuple[str, object, object]:
    value = region.value if isinstance(region.value, dict) else {}
    return region.to_name, value.get("start"), value.get("end")


def _name(completed_by: Any) -> str | None:
    if isinstance(completed_by, dict):
        return str(completed_by.get("email") or completed_by.get("id") or "") or None
    return f"rater {completed_by}" if isinstance(completed_by, int) else None
