"""JSON: what a path such as `translation.en` leads to, and where in the text it stands."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from audit.text.formats.written import Place

_PART = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]', re.DOTALL)
_CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)
Steps = tuple[str | int, ...]
"""Keys and numbers that lead to a value."""


class NotThere(LookupError):
    """A path that leads nowhere, with the keys there are instead."""

    def __init__(self, path: str, there: Any) -> None:
        super().__init__(path)
        keys = ", ".join(f"“{key}”" for key in list(there)[:20]) if isinstance(there, Mapping) else ""
        self.problem = f"no field “{path}”; found {keys or 'no fields'}"


class Value(NamedTuple):
    """A text, or an object, as it is written."""

    steps: Steps
    start: int
    end: int
    """Of a text, that of the words between the marks; of an object, where it begins."""
    is_text: bool


def follow(value: Any, path: str) -> tuple[Steps, Any]:
    """What a path leads to, and by which steps; a key may have dots itself. Raises NotThere.

    >>> follow({"translation": {"en": "Hello.", "zh": "大家好。"}}, "translation.zh")
    (('translation', 'zh'), '大家好。')
    """
    taken: list[str | int] = []
    rest = path.split(".") if path else []
    while rest:
        keys = [".".join(rest[:count]) for count in range(len(rest), 0, -1)]
        key = next((key for key in keys if isinstance(value, Mapping) and key in value), None)
        if key is not None:
            taken.append(key)
            value, rest = value[key], rest[key.count(".") + 1 :]
        elif isinstance(value, list) and rest[0].isdecimal() and int(rest[0]) < len(value):
            taken.append(int(rest[0]))
            value, rest = value[int(rest[0])], rest[1:]
        else:
            raise NotThere(path, value)
    return tuple(taken), value


def values(text: str, start: int = 0, end: int | None = None) -> Iterator[Value]:
    """The texts and objects in a JSON document that is sound, in its order.

    >>> [value.steps for value in values('{"a": [{"b": "x"}, "y"]}')]
    [(), ('a', 0), ('a', 0, 'b'), ('a', 1)]
    """
    open_, steps = list[str](), list[str | int]()
    before = ""
    for part in _PART.finditer(text, start, len(text) if end is None else end):
        mark = part[0]
        if mark[0] == '"':
            if open_ and open_[-1] == "{" and before != ":":
                steps[-1] = json.loads(mark)
            else:
                yield Value(tuple(steps), part.start() + 1, part.end() - 1, True)
        elif mark in "{[":
            if mark == "{":
                yield Value(tuple(steps), part.start(), part.start(), False)
            open_.append(mark)
            steps.append("" if mark == "{" else 0)
        elif mark in "}]":
            open_.pop()
            steps.pop()
        elif mark == "," and open_[-1] == "[":
            steps[-1] = int(steps[-1]) + 1
        before = mark[0]


def place(text: str, value: Value) -> Place:
    """Where the words of a text are written."""
    written = tuple(_CHARACTER.findall(text, value.start, value.end))
    only_ascii = text[value.start : value.end].isascii() and any(one.startswith("\\u") for one in written)
    return Place(value.start, value.end, written, lambda words: json.dumps(words, ensure_ascii=only_ascii)[1:-1])
