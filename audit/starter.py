"""The command `audit init`: a configuration with every option in it, ready to edit."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from audit import registry
from audit.config import FILE, SUPPRESSIONS, ConfigError

HEAD = f"""\
# Configuration of `audit`. Every option stands here with its default: uncomment what you change.

# Checks by name or by category, such as "accuracy/number"; `audit checks` lists them.
# select = []
# ignore = []
# target_locale = "auto"  # or "zh-TW", "zh-CN", "zh-HK"
# direction = "auto"  # or "en-zh", "zh-en"

# Findings that are known, as `audit baseline` wrote them, do not fail the gate.
# baseline = "audit-baseline.json"

# What the columns of your tables, or the keys of your JSON, are called; a path such as "translation.en" leads deeper.
# [input]
# source = "source"
# target = "target"
# id = "id"
# reference = "reference"
# speaker = "speaker"
# segments = ""  # in a JSON document, where the list of pairs is, as "data.segments"; else it is looked for

# What fails the gate: findings of this severity or worse, and by default nothing else.
# [gate]
# fail_on = "major"  # or "minor", "critical", "never"
# maximum_flagged = 0.1  # share of segments with findings

# The same as fail_on for single checks or categories; the closest name decides.
# [gate.overrides]
# "accuracy/number" = "minor"
# unpaired-mark = "never"

# Limits of the MQM score and of metrics.
# [gate.scores.mqm]
# minimum = 95
# [gate.scores.chrf]
# minimum = 40
# interval = true  # hold the lower end of its interval to it

# Metrics of trained models ([metrics.comet] and others below) score only where their table stands here; `audit models`
# lists the models.

# Findings that somebody has looked at and accepts: the reason is required.
# Such entries may stand in a file of their own, too: {SUPPRESSIONS}.
#
# [[allow]]
# check = "number-mismatch"
# segment = "12"  # or text = "words of the pair", or fingerprint = "as the JSON report has it"
# reason = "the speaker corrected himself"
# owner = "Mei Lin"  # if you like
# expires = 2099-12-31  # the last day it holds, if you like
#
# Findings that somebody has found to be errors, as `audit verdicts` writes them down.
#
# [[confirm]]
# check = "number-mismatch"
# fingerprint = "as the JSON report has it"
# owner = "Mei Lin"
"""


def command() -> None:
    """Write `audit.toml` with every option at its default, ready to edit."""
    try:
        with Path(FILE).open("x", encoding="utf-8") as file:
            file.write(starter())
    except FileExistsError:
        raise ConfigError(f"{FILE}: already there; remove it first, or edit it") from None
    except OSError as error:
        raise ConfigError(f"{FILE}: cannot be written: {str(error.strerror).lower()}; choose another folder") from error
    print(f"Wrote {FILE}")


def starter() -> str:
    """A configuration file with every option at its default, each in a comment."""
    return HEAD + "\n".join(_parts()) + "\n"


def _parts() -> Iterator[str]:
    for room, parts in (("checks", registry.checks()), ("metrics", registry.metrics())):
        for name, part in parts.items():
            options = {key: value for key, value in msgspec.to_builtins(part()).items() if value is not None}
            if options:
                yield f"\n# [{room}.{name}]"
            for key, value in options.items():
                yield f"# {key} = {json.dumps(value, ensure_ascii=False)}"
