"""Pairs in the objects of JSON: their keys, and what is told of one that is missing."""

from pathlib import Path
from typing import Any

import msgspec

from audit.model import Segment
from audit.reader import Fields, ReadError
from audit.text.formats.json_text import NotThere, Steps, follow

KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def decoded(path: Path, line: int | None, text: str) -> Any:
    """The value of a JSON document. Raises ReadError."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        problem = str(error) if str(error).startswith("JSON") else f"{str(error)[:1].lower()}{str(error)[1:]}"
        raise ReadError(path, line, problem, "mend it, or export the file again") from None


def has_pair(value: Any, fields: Fields) -> bool:
    """Whether an object has a source and a target.

    >>> has_pair({"en": "Hello.", "zh": "大家好。"}, Fields(source="en", target="zh"))
    True
    """
    try:
        return all(isinstance(follow(value, name)[1], str) for name in (fields.source, fields.target))
    except NotThere:
        return False


def steps_of(value: Any, fields: Fields) -> tuple[Steps, Steps]:
    """Where in an object its source and its target are. Raises NotThere."""
    return follow(value, fields.source)[0], follow(value, fields.target)[0]


def segment(path: Path, line: int, value: Any, fields: Fields) -> Segment:
    """The pair of an object. Raises ReadError."""
    try:
        source, target = (_text(path, line, value, name) for name in (fields.source, fields.target))
    except NotThere as error:
        raise ReadError(path, line, error.problem, fields.remedy) from None
    name = _optional(path, line, value, fields.id, (str, int))
    speaker = _optional(path, line, value, fields.speaker, (str,))
    reference = _optional(path, line, value, fields.reference, (str, list))
    references = reference if isinstance(reference, list) else [reference]
    for said in references:
        if not isinstance(said, str | None):
            raise ReadError(path, line, f"“{fields.reference}” has {_kind(said)} in it", "write texts into it")
    first, *more = references or [None]
    return Segment(
        id="" if name is None else str(name),
        source=source,
        target=target,
        reference=first or None,
        more_references=tuple(filter(None, more)),
        line=line,
        speaker=speaker or None,
        notes=tuple(
            f"line {line}: the {side} is empty"
            for side, text in (("source", source), ("target", target))
            if not text.strip()
        ),
    )


def _text(path: Path, line: int, value: Any, name: str) -> str:
    _, found = follow(value, name)
    if not isinstance(found, str):
        raise ReadError(path, line, f"“{name}” is {_kind(found)}, not a text", "write a text into it")
    return found


def _optional(path: Path, line: int, value: Any, name: str, kinds: tuple[type, ...]) -> Any:
    try:
        _, found = follow(value, name)
    except NotThere:
        return None
    if found is None or (isinstance(found, kinds) and not isinstance(found, bool)):
        return found
    raise ReadError(path, line, f"“{name}” is {_kind(found)}, not a text", "write a text into it, or leave it out")


def _kind(value: Any) -> str:
    return KINDS.get(type(value), "nothing")
