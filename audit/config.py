"""The configuration: a TOML file, strict about every key, and the plan that follows from it."""

import difflib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from audit import registry
from audit.check import Check, CorpusCheck
from audit.model import Severity
from audit.pipeline import Allow, Plan
from audit.registry import UnknownName

FILE = "audit.toml"
HERE = Path(__file__).parent
AnyCheck = Check | CorpusCheck
Part = TypeVar("Part", bound=Struct)


class ConfigError(Exception):
    """A configuration that cannot be used: which file, which key, what to do."""


class GateRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the gate fails on."""

    fail_on: Literal["minor", "major", "critical", "never"] = "major"


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be configured; the defaults of the fields are the defaults of the command."""

    select: tuple[str, ...] = ()
    """Checks to run, by name or category; empty for all that run by default."""
    ignore: tuple[str, ...] = ()
    """Checks to leave out, by name or category."""
    target_locale: Literal["auto", "zh-TW", "zh-CN", "zh-HK"] = "auto"
    direction: Literal["auto", "en-zh", "zh-en"] = "auto"
    checks: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """Options of checks by name."""
    metrics: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """Options of metrics by name."""
    gate: GateRules = GateRules()
    allow: tuple[Allow, ...] = ()

    def plan(self) -> Plan:
        """The checks and metrics to run, with their options. Raises UnknownName and ConfigError."""
        known = registry.checks()
        for kind, tables, parts in (("check", self.checks, known), ("metric", self.metrics, registry.metrics())):
            _all_known(kind, tables, parts)
        _all_known("check", [entry.check for entry in self.allow], known)
        _all_known("check or category", (*self.select, *self.ignore), {*known, *_categories(known)})
        running = {name: check for name, check in known.items() if self._runs(check)}
        if not running:
            raise ConfigError("no check is left to run; select more, or ignore less")
        return Plan(
            checks=tuple(
                _convert(self.checks.get(name, {}), check, f"checks.{name}.") for name, check in running.items()
            ),
            metrics=tuple(
                _convert(self.metrics.get(name, {}), metric, f"metrics.{name}.")
                for name, metric in registry.metrics().items()
            ),
            fail_on=None if self.gate.fail_on == "never" else Severity(self.gate.fail_on),
            allow=self.allow,
        )

    def _runs(self, check: type[AnyCheck]) -> bool:
        """The closer of the two fits decides: a check may be selected out of a category that is ignored."""
        chosen = _fit(check, self.select) if self.select else int(check.default)
        return chosen > _fit(check, self.ignore)


def load(path: Path) -> Config:
    """Read a configuration file. Raises ConfigError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read: {str(error.strerror).lower()}; give the path of a TOML file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}; run `audit init` for an example") from error
    try:
        _keys(table.get("gate"), GateRules, "gate.")
        for entry in allow if isinstance(allow := table.get("allow"), list) else ():
            _keys(entry, Allow, "allow.")
        config = _convert(table, Config)
        config.plan()
    except (ConfigError, UnknownName) as error:
        raise ConfigError(f"{path}: {error}") from error
    return config


def chosen(path: Path | None = None, profile_name: str | None = None) -> Config:
    """The configuration that a user means: this file or this profile, else `audit.toml`, else the defaults."""
    if path and profile_name:
        raise ConfigError("--config and --profile exclude each other; give one of them")
    if profile_name:
        return profile(profile_name)
    if path or Path(FILE).is_file():
        return load(path or Path(FILE))
    return Config()


def profiles() -> dict[str, Path]:
    """The ready configurations by name."""
    folder = next(folder for folder in (HERE / "configs", HERE.parent / "configs") if folder.is_dir())
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def profile(name: str) -> Config:
    """Load a ready configuration. Raises UnknownName."""
    known = profiles()
    _all_known("profile", [name], known)
    return load(known[name])


def starter() -> str:
    """A configuration file with every option at its default, each in a comment."""
    return "\n".join(_starter_lines()) + "\n"


def _starter_lines() -> Iterator[str]:
    yield "# Configuration of `audit`. Every option stands here with its default: uncomment what you change.\n"
    yield '# Checks by name or by category, such as "accuracy/number"; `audit checks` lists them.'
    yield "# select = []\n# ignore = []"
    yield '# target_locale = "auto"  # or "zh-TW", "zh-CN", "zh-HK"'
    yield '# direction = "auto"  # or "en-zh", "zh-en"\n'
    yield '# [gate]\n# fail_on = "major"  # or "minor", "critical", "never"\n'
    yield "# Findings that somebody has looked at and accepts: the reason is required.\n#"
    yield '# [[allow]]\n# check = "number-mismatch"\n# segment = "12"\n# reason = "the speaker corrected himself"'
    for room, parts in (("checks", registry.checks()), ("metrics", registry.metrics())):
        for name, part in parts.items():
            options = {key: value for key, value in msgspec.to_builtins(part()).items() if value is not None}
            if options:
                yield f"\n# [{room}.{name}]"
            for key, value in options.items():
                yield f"# {key} = {json.dumps(value, ensure_ascii=False)}"


def _convert(table: Mapping[str, Any], kind: type[Part], where: str = "") -> Part:
    _keys(table, kind, where)
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        key = f"{where}{place.strip('.`')}".strip(".")
        raise ConfigError(f"{key}: {problem[0].lower()}{problem[1:]}; run `audit init` for an example") from error


def _keys(table: Any, kind: type[Struct], where: str) -> None:
    """Raise ConfigError at a key that the table may not have; a wrong type is found later."""
    known = [field.encode_name for field in msgspec.structs.fields(kind)]
    for key in table if isinstance(table, Mapping) else ():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean “{where}{near[0]}”?" if near else f"there are {', '.join(known)}"
            raise ConfigError(f"unknown key “{where}{key}”; {hint}")


def _all_known(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)


def _categories(checks: Mapping[str, type[AnyCheck]]) -> set[str]:
    """Every prefix of a category: "accuracy/number" and "accuracy"."""
    paths = [check.category.split("/") for check in checks.values()]
    return {"/".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1)}


def _fit(check: type[AnyCheck], patterns: Iterable[str]) -> int:
    """How closely the closest of the patterns names the check: 0 for not at all, most for its own name."""
    path = f"{check.category}/{check.name}"
    fitting = (path if pattern == check.name else pattern for pattern in patterns)
    return max((1 + len(pattern) for pattern in fitting if f"{path}/".startswith(f"{pattern}/")), default=0)
