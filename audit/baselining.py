"""The command `audit baseline`: what is wrong today is known, and only what is new fails."""

from datetime import date
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from audit import baseline, outputs
from audit import config as configuration
from audit.api import audit_files
from audit.outputs import CRASHED, PASSED, OutputError


def command(
    *inputs: Path,
    write: Path = baseline.FILE,
    format: str | None = None,  # noqa: A002 - the name of the option
    config: Path | None = None,
    profile: str | None = None,
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Literal["en-zh", "zh-en", "auto"] | None = None,
) -> int:
    """Write the findings of these files to a baseline, so that `audit check --baseline` fails only at others.

    Parameters
    ----------
    inputs:
        Files of pairs: all that the baseline is for.
    write:
        The baseline; one that is there is replaced.
    format:
        Format of the inputs; detected if not given.
    config:
        Configuration; `audit.toml` in the current folder if it is there.
    profile:
        Ready configuration instead.
    target_locale:
        Locale of the Chinese; detected if not given.
    direction:
        Which language is the source; detected if not given.
    """
    if not inputs:
        raise configuration.ConfigError("no input given; try `audit baseline talk.txt`")
    if write.resolve() in {path.resolve() for path in inputs}:
        raise OutputError(f"{write}: this is an input; give the baseline another name")
    settings = configuration.chosen(config, profile).given(target_locale=target_locale, direction=direction)
    found = audit_files(*inputs, config=replace(settings, baseline=None), format=format, track=outputs.progress)
    if found.failures:
        outputs.note([f"{failure.check} crashed: {failure.error}" for failure in found.failures])
        return CRASHED
    known = baseline.baseline_of(found, date.today())
    with outputs.whole(write) as file:
        baseline.write(known, file)
    count = len(known.findings)
    print(f"Wrote {write}: {count} {'finding is' if count == 1 else 'findings are'} known as of {known.date}")
    return PASSED
