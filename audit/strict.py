"""Turns TOML into values, strict about every key."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.inspect import DictType, StructType, Type, VarTupleType, type_info

from audit.provenance import path_fields

Part = TypeVar("Part", bound=Struct)


class ConfigError(Exception):
    """A configuration that cannot be used: which file, which key, what to do."""


def table(path: Path) -> dict[str, Any]:
    """Read a TOML file. Raises ConfigError."""
    import tomllib  # slow to import, and many runs have no such file

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read: {str(error.strerror).lower()}; give the path of a TOML file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}; run `audit init` for an example") from error


def convert(given: Any, kind: type[Part], where: str = "") -> Part:
    """Make a value of a table. Raises ConfigError, which names the key."""
    if given != {}:  # nothing is wrong with no options, and to look at the type takes long
        _keys(given, type_info(kind), where)
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        key = f"{where}{place.strip('.`')}".strip(".")
        raise ConfigError(f"{key}: {problem[0].lower()}{problem[1:]}; run `audit init` for an example") from error


def located(options: Any, kind: type[Struct], folder: Path) -> Any:
    """Options as a file in a folder has them: paths are seen from there, in fields that `paths` marks in their Meta."""
    if not isinstance(options, Mapping):
        return options
    marked = path_fields(kind)
    return {
        name: [str(folder / path) for path in value] if name in marked and _are_texts(value) else value
        for name, value in options.items()
    }


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _keys(given: Any, kind: Type, where: str) -> None:
    """Raise ConfigError at a key that there is not; a wrong type is found later."""
    match kind, given:
        case StructType(fields=fields), Mapping():
            known = {field.encode_name: field.type for field in fields}
            for key, value in given.items():
                if key not in known:
                    near = difflib.get_close_matches(key, known, n=1)
                    hint = f"did you mean “{where}{near[0]}”?" if near else f"there are {', '.join(known)}"
                    raise ConfigError(f"unknown key “{where}{key}”; {hint}")
                _keys(value, known[key], f"{where}{key}.")
        case VarTupleType(item_type=item), list():
            for entry in given:
                _keys(entry, item, where)
        case DictType(value_type=item), Mapping():
            for name, value in given.items():
                _keys(value, item, f"{where}{name}.")
