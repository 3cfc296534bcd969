"""The configuration: a TOML file, strict about every key, and the plan that follows from it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from audit import registry
from audit.check import Check, CorpusCheck
from audit.gate import MQM_NAME, GateRules, Threshold
from audit.pipeline import Plan
from audit.reader import Fields
from audit.registry import UnknownName
from audit.strict import ConfigError as ConfigError
from audit.strict import convert, located, table
from audit.suppression import Allow, Confirm

FILE = "audit.toml"
SUPPRESSIONS = "audit-suppressions.toml"
GLOSSARY_CHECK = "glossary-violation"
HERE = Path(__file__).parent
AnyCheck = Check | CorpusCheck


class Suppressions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `audit-suppressions.toml` has: entries as the configuration may have them too."""

    allow: tuple[Allow, ...] = ()
    confirm: tuple[Confirm, ...] = ()


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
    confirm: tuple[Confirm, ...] = ()
    input: Fields = Fields()
    """What the columns or keys of the inputs are called."""
    baseline: str | None = None
    """File of the findings that are no reason to fail; in a configuration file, seen from its folder."""

    def plan(self, today: date | None = None) -> Plan:
        """The checks and metrics to run, with their options. Raises UnknownName and ConfigError.

        `today`, if not given, is what the clock says: entries that have expired allow nothing.
        """
        known = registry.checks()
        for kind, tables, parts in (("check", self.checks, known), ("metric", self.metrics, registry.metrics())):
            _all_known(kind, tables, parts)
        _all_known("check", [one.check for one in self.allow] + [one.check for one in self.confirm], known)
        _all_known(
            "check or category",
            (*self.select, *self.ignore, *self.gate.overrides),
            {*known, *registry.categories(known)},
        )
        _all_known("score", self.gate.scores, {MQM_NAME, *registry.metrics()})
        running = {name: check for name, check in known.items() if self._runs(check)}
        if not running:
            raise ConfigError("no check is left to run; select more, or ignore less")
        return Plan(
            metrics=tuple(
                convert(self.metrics.get(name, {}), metric, f"metrics.{name}.")
                for name, metric in registry.metrics().items()
                if metric.default or name in self.metrics
            ),
            checks=tuple(convert(self._options(check), check, f"checks.{name}.") for name, check in running.items()),
            gate=self.gate,
            allow=tuple(entry for entry in self.allow if not _expired(entry, today)),
            expired=tuple(entry for entry in self.allow if _expired(entry, today)),
            confirm=self.confirm,
        )

    def given(self, **options: Any) -> "Config":
        """The same with what the command line gives; None is what it does not."""
        return replace(self, **{name: value for name, value in options.items() if value is not None})

    def with_metrics(self, *names: str) -> "Config":
        """The same with a table for each of these metrics, so that it scores."""
        return replace(self, metrics={**{name: {} for name in names}, **self.metrics})

    def with_glossaries(self, *files: Path) -> "Config":
        """The same with further glossaries for `glossary-violation`."""
        if not files:
            return self
        options = self.checks.get(GLOSSARY_CHECK, {})
        files_of_all = [*options.get("files", ()), *map(str, files)]
        return replace(self, checks={**self.checks, GLOSSARY_CHECK: {**options, "files": files_of_all}})

    def failing_on(self, threshold: Threshold) -> "Config":
        """The same with another severity that fails; "never" leaves no condition at all."""
        gate = GateRules() if threshold == "never" else self.gate
        return replace(self, gate=replace(gate, fail_on=threshold))

    def _runs(self, check: type[AnyCheck]) -> bool:
        """The closer of the two fits decides: a check may be selected out of a category that is ignored."""
        chosen = registry.fit(check, self.select) if self.select else int(check.default or check.metric in self.metrics)
        return chosen > registry.fit(check, self.ignore)

    def _options(self, check: type[AnyCheck]) -> Any:
        """The options of a check; where a metric's model finds the fault, those of the metric come first."""
        own, shared = self.checks.get(check.name, {}), self.metrics.get(check.metric or "", {})
        if not check.metric or not isinstance(own, Mapping):  # what is no table is named by the conversion
            return own
        return {**{name: value for name, value in shared.items() if name in check.__struct_fields__}, **own}


def load(path: Path) -> Config:
    """Read a configuration file. Raises ConfigError."""
    given = table(path)
    try:
        config = convert(given, Config)
        config.plan()
    except (ConfigError, UnknownName) as error:
        raise ConfigError(f"{path}: {error}") from error
    known = registry.checks()
    checks = {name: located(options, known[name], path.parent) for name, options in config.checks.items()}
    return replace(config, checks=checks, baseline=str(path.parent / config.baseline) if config.baseline else None)


def suppressed(path: Path) -> Suppressions:
    """Read a file of suppressions. Raises ConfigError."""
    given = table(path)
    try:
        found = convert(given, Suppressions)
        Config(allow=found.allow, confirm=found.confirm).plan()
    except (ConfigError, UnknownName) as error:
        raise ConfigError(f"{path}: {error}") from error
    return found


def chosen(path: Path | None = None, profile_name: str | None = None) -> Config:
    """The configuration that a user means: this file or this profile, else `audit.toml`, else the defaults.

    What `audit-suppressions.toml` allows comes on top.
    """
    if path and profile_name:
        raise ConfigError("--config and --profile exclude each other; give one of them")
    if profile_name:
        config = profile(profile_name)
    elif path or Path(FILE).is_file():
        config = load(path or Path(FILE))
    else:
        config = Config()
    if Path(SUPPRESSIONS).is_file():
        found = suppressed(Path(SUPPRESSIONS))
        config = replace(config, allow=(*config.allow, *found.allow), confirm=(*config.confirm, *found.confirm))
    return config


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Names that are separated by commas.

    >>> names(["sign-flip, locale", "accuracy,"])
    ('sign-flip', 'locale', 'accuracy')
    """
    return tuple(name.strip() for part in given for name in part.split(",") if name.strip())


def profiles() -> dict[str, Path]:
    """The ready configurations by name."""
    folder = next(folder for folder in (HERE / "configs", HERE.parent / "configs") if folder.is_dir())
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def profile(name: str) -> Config:
    """Load a ready configuration. Raises UnknownName."""
    known = profiles()
    _all_known("profile", [name], known)
    return load(known[name])


def _expired(entry: Allow, today: date | None) -> bool:
    return entry.expires is not None and entry.expires < (today or date.today())


def _all_known(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)
