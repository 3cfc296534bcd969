"""Finds every part by looking into its room, then among the installed plug-ins."""

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from audit import plugins
from audit.check import Check, CorpusCheck
from audit.metric import Metric
from audit.model import Input
from audit.reader import Fields, Reader
from audit.writer import Writer


class UnknownName(LookupError):
    """A name that no part has, with the nearest that one does.

    >>> print(UnknownName("check", "number-mismach", ["number-mismatch", "sign-flip"]))
    no check is called “number-mismach”; did you mean “number-mismatch”?
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        known = sorted(known)
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(known)}"
        super().__init__(f"no {kind} is called “{name}”; {hint}")


@cache
def checks() -> dict[str, type[Check] | type[CorpusCheck]]:
    """Every check by name, in alphabetical order."""
    return _parts("checks")


@cache
def metrics() -> dict[str, type[Metric]]:
    """Every metric by name."""
    return _parts("metrics")


@cache
def readers() -> dict[str, type[Reader]]:
    """Every reader by name."""
    return _parts("readers")


@cache
def writers() -> dict[str, type[Writer]]:
    """Every writer by name."""
    return _parts("writers")


def reader(name: str, fields: Fields) -> Reader:
    """The reader of a format, told what columns and keys are called. Raises UnknownName."""
    if name not in readers():
        raise UnknownName("format", name, readers())
    found = readers()[name]()
    if fields != found.fields:
        found.fields = fields
    return found


def read_together(inputs: Iterable[Input], fields: Fields) -> Iterator[tuple[Reader, Sequence[Input]]]:
    """The inputs that one reader took together, with that reader."""
    rest = list(inputs)
    while rest:
        found = reader(rest[0].format, fields)
        group, rest = rest[: found.files], rest[found.files :]
        yield found, group


def categories(checks: Mapping[str, type[Check | CorpusCheck]]) -> set[str]:
    """Every prefix of a category: "accuracy/number" and "accuracy"."""
    paths = [check.category.split("/") for check in checks.values()]
    return {"/".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1)}


def fit(check: type[Check | CorpusCheck], patterns: Iterable[str]) -> int:
    """How closely the closest of the patterns names the check: 0 for not at all, most for its own name."""
    path = f"{check.category}/{check.name}"
    fitting = (path if pattern == check.name else pattern for pattern in patterns)
    return max((1 + len(pattern) for pattern in fitting if f"{path}/".startswith(f"{pattern}/")), default=0)


def _parts(room: str) -> dict[str, Any]:
    package = importlib.import_module(f"audit.{room}")
    names = (found.name for found in pkgutil.iter_modules(package.__path__))
    modules = (importlib.import_module(f"{package.__name__}.{name}") for name in names)
    named: dict[str, Any] = {}
    for part in (part for module in modules for part in _declared(module)):
        if part.name in named:
            raise ValueError(f"two {room} are called “{part.name}”: {named[part.name]} and {part}")
        named[part.name] = part
    for part, origin in plugins.parts(room):
        for other in named.values():
            if other.name == part.name:
                raise plugins.refusal(origin, f"{_full_name(other)} is called “{part.name}”, too")
            if getattr(part, "suffix", None) and part.suffix == getattr(other, "suffix", None):
                raise plugins.refusal(origin, f"{_full_name(other)} writes files that end in {part.suffix}, too")
        named[part.name] = part
    return dict(sorted(named.items()))


def _full_name(part: type) -> str:
    return f"{part.__module__}.{part.__qualname__}"


def _declared(module: ModuleType) -> list[Any]:
    """Classes with a `name` that the module itself defines."""
    own = (value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == module.__name__)
    return [value for value in own if isinstance(getattr(value, "name", None), str)]
