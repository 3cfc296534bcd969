"""Parts that other distributions bring: entry points in groups such as `translation_auditor.checks`."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from audit.check import Check, CorpusCheck
from audit.metric import Metric

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "translation_auditor"
NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")

_BASES: dict[str, tuple[type, ...]] = {"checks": (Check, CorpusCheck), "metrics": (Metric,)}
_DECLARED: dict[str, dict[str, Callable[[Any], bool]]] = {
    "checks": {
        "category": lambda value: isinstance(value, str) and value != "",
        "examples": lambda value: isinstance(value, tuple),
    },
    "metrics": {"needs": lambda value: isinstance(value, frozenset)},
    "readers": {
        "suffixes": lambda value: isinstance(value, tuple) and all(_is_suffix(one) for one in value),
        "files": lambda value: value in (1, 2),
        "accepts": callable,
        "read": callable,
    },
    "writers": {"suffix": lambda value: value is None or _is_suffix(value), "write": callable},
}
"""What a part declares besides its name, and what tells whether it is well declared."""


class PluginError(Exception):
    """A plug-in that cannot be used: which one, from which distribution, what is wrong, what to do."""


def parts(room: str) -> Iterator[tuple[Any, str]]:
    """The parts of a room ("checks", ...) that are installed, each with what to call it in a message.

    Raises PluginError: a plug-in that is left out in silence would be faults that nobody looks for.
    """
    for entry in sorted(_installed().select(group=f"{GROUP}.{room}"), key=_origin):
        origin = f"{entry.value} of {_origin(entry)}"
        yield _loaded(room, entry, origin), origin


def distributions(package: str) -> list[str]:
    """The distributions that bring parts from this top-level package, each with its version."""
    groups = (_installed().select(group=f"{GROUP}.{room}") for room in _DECLARED)
    entries = (entry for group in groups for entry in group)
    return sorted({_origin(entry) for entry in entries if re.split("[.:]", entry.value)[0] == package})


def refusal(origin: str, problem: str) -> PluginError:
    """What to say of a plug-in that cannot be used.

    >>> print(refusal("shouting:Shouting of acme-checks 1.0", "it has no name"))
    the plug-in shouting:Shouting of acme-checks 1.0 cannot be used: it has no name; update or uninstall acme-checks
    """
    distribution = origin.rpartition(" of ")[2].partition(" ")[0]
    return PluginError(f"the plug-in {origin} cannot be used: {problem}; update or uninstall {distribution}")


@cache
def _installed() -> Any:
    """The entry points of every installed package: reading them is slow, so it is done once."""
    from importlib.metadata import entry_points  # slow to import, and `audit --help` needs no part

    return entry_points()


def _loaded(room: str, entry: "EntryPoint", origin: str) -> Any:
    try:
        part = entry.load()
    except Exception as error:  # whatever its code raises when it is imported
        raise refusal(origin, f"{type(error).__name__}: {error}") from error
    bases = _BASES.get(room, ())
    if not isinstance(part, type) or (bases and not issubclass(part, bases)):
        expected = " or ".join(base.__name__ for base in bases) or room.removesuffix("s").title()
        raise refusal(origin, f"it is no {expected} class")
    if not isinstance(name := getattr(part, "name", None), str) or not NAME.fullmatch(name):
        raise refusal(origin, "it has no name in small letters, with dashes between words")
    for field, fits in _DECLARED[room].items():
        if not fits(getattr(part, field, ...)):
            raise refusal(origin, f"{part.__name__}.{field} is missing, or not what audit/{room[:-1]}.py asks for")
    if missing := [field for field in dir(part) if getattr(getattr(part, field), "__isabstractmethod__", False)]:
        raise refusal(origin, f"{part.__name__} does not define {', '.join(missing)}")
    try:
        part()
    except Exception as error:
        raise refusal(origin, f"it needs options that have no default ({error})") from error
    return part


def _origin(entry: "EntryPoint") -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unknown distribution"


def _is_suffix(value: object) -> bool:
    return isinstance(value, str) and value.startswith(".") and value == value.lower()
