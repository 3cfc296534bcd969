"""JSON documents that have a list of pairs in them."""

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from audit.model import Segment, Side
from audit.objects import decoded, has_pair, segment, steps_of
from audit.reader import HEAD, Fields, Reader, ReadError, read_text
from audit.text.formats.json_text import NotThere, Steps, follow, place, values
from audit.text.formats.written import Place


class Json(Reader):
    """A list of objects with `source`, `target` and what else JSON Lines may have, at any place in a document.

    Which list, `segments` under `[input]` says, as `data.segments`; if it says nothing, the first that has pairs.
    """

    name = "json"
    suffixes = (".json",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        if len(heads) != 1 or not heads[0].lstrip().startswith(("{", "[")):
            return False
        if len(heads[0]) >= HEAD:  # the head of a longer document: the keys must do
            last_keys = (name.rpartition(".")[2] for name in (self.fields.source, self.fields.target))
            return not _is_object(heads[0].lstrip().partition("\n")[0]) and all(
                f'"{key}"' in heads[0] for key in last_keys
            )
        try:
            return _found(msgspec.json.decode(heads[0]), self.fields) is not None
        except (msgspec.DecodeError, RecursionError):
            return False

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        text = read_text(path)
        steps, pairs = _pairs(path, text, self.fields)
        lines = _lines(text, steps)
        for number, pair in enumerate(pairs):
            yield segment(path, lines.get(number, 1), pair, self.fields)


def starts(text: str, fields: Fields) -> dict[int, int]:
    """Where the object of each segment of a document begins, by their number from 0."""
    steps, _ = _pairs(Path(), text, fields)
    return dict(_objects(text, steps))


def places(text: str, fields: Fields) -> Callable[[int, Side], Place | None]:
    """Where each side of the segments of a document is written, by their number from 0."""
    steps, pairs = _pairs(Path(), text, fields)
    sides = [steps_of(pair, fields) for pair in pairs]
    wanted = {(*steps, number, *side) for number, both in enumerate(sides) for side in both}
    written = {value.steps: value for value in values(text) if value.is_text and value.steps in wanted}

    def find(number: int, side: Side) -> Place | None:
        return place(text, written[(*steps, number, *sides[number][side == "target"])])

    return find


def _pairs(path: Path, text: str, fields: Fields) -> tuple[Steps, list[Any]]:
    """The list of pairs, and how one comes to it. Raises ReadError."""
    document = decoded(path, None, text)
    if not fields.segments:
        found = _found(document, fields)
        if found is None:
            problem = f"no list of objects with “{fields.source}” and “{fields.target}”"
            raise ReadError(path, None, problem, fields.remedy)
        return found
    try:
        steps, pairs = follow(document, fields.segments)
    except NotThere as error:
        raise ReadError(path, None, error.problem, "say under [input] in audit.toml where the list is") from None
    if not isinstance(pairs, list):
        raise ReadError(path, None, f"“{fields.segments}” is no list", "say under [input] in audit.toml where it is")
    return steps, pairs


def _found(document: Any, fields: Fields) -> tuple[Steps, list[Any]] | None:
    """The list nearest to the outermost value whose first object is a pair, if `fields` do not name another."""
    if fields.segments:
        try:
            steps, pairs = follow(document, fields.segments)
        except NotThere:
            return None
        return (steps, pairs) if isinstance(pairs, list) else None
    rest: deque[tuple[Steps, Any]] = deque([((), document)])
    while rest:
        steps, value = rest.popleft()
        if isinstance(value, list):
            if value and has_pair(value[0], fields):
                return steps, value
            rest.extend(((*steps, number), one) for number, one in enumerate(value) if isinstance(one, dict | list))
        elif isinstance(value, dict):
            rest.extend(((*steps, key), one) for key, one in value.items() if isinstance(one, dict | list))
    return None


def _objects(text: str, steps: Steps) -> Iterator[tuple[int, int]]:
    """The objects of a list, by their number from 0, and where each begins."""
    for value in values(text):
        if not value.is_text and len(value.steps) == len(steps) + 1 and value.steps[:-1] == steps:
            yield int(value.steps[-1]), value.start


def _lines(text: str, steps: Steps) -> dict[int, int]:
    """The line where each object of a list begins, by its number from 0."""
    found: dict[int, int] = {}
    line, at = 1, 0
    for number, start in _objects(text, steps):
        line += text.count("\n", at, start)
        at = start
        found[number] = line
    return found


def _is_object(text: str) -> bool:
    try:
        return isinstance(msgspec.json.decode(text), dict)
    except (msgspec.DecodeError, RecursionError):
        return False
