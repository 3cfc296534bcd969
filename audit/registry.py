"""Finds every part by looking into its room, then among the installed plug-ins."""

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from audit.check import Check, CorpusCheck
from audit.metric import Metric
from audit.model import Input
from audit.reader import Reader
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


def read_together(inputs: Iterable[Input]) -> Iterator[tuple[Reader, Sequence[Input]]]:
    """The inputs that one reader took together, with that reader."""
    rest = list(inputs)
    while rest:
        reader = readers()[rest[0].format]()
        group, rest = rest[: reader.files], rest[reader.files :]
        yield reader, group


def _parts(room: str) -> dict[str, Any]:
    package = importlib.import_module(f"audit.{room}")
    names = (found.name for found in pkgutil.iter_modules(package.__path__))
    modules = (importlib.import_module(f"{package.__name__}.{name}") for name in names)
    parts = [part for module in modules for part in _declared(module)]
    parts += [entry.load() for entry in _plugins().select(group=f"audit.{room}")]
    named: dict[str, Any] = {}
    for part in parts:
        if part.name in named:
            raise ValueError(f"two {room} are called “{part.name}”: {named[part.name]} and {part}")
        named[part.name] = part
    return dict(sorted(named.items()))


@cache
def _plugins() -> Any:
    """The entry points of every installed package: reading them is slow, so it is done once."""
    from importlib.metadata import entry_points  # slow to import, and `audit --help` needs no part

    return entry_points()


def _declared(module: ModuleType) -> list[Any]:
    """Classes with a `name` that the module itself defines."""
    own = (value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == module.__name__)
    return [value for value in own if isinstance(getattr(value, "name", None), str)]
