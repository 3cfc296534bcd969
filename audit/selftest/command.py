"""The command `audit selftest`: how much of what goes wrong with numbers would be noticed in this text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from audit import config as configuration
from audit import inputs, outputs
from audit.check import Check
from audit.inspection import inspect
from audit.model import Failure, Segment, Verdict
from audit.outputs import CRASHED, PASSED
from audit.selftest.measure import Result, selftest
from audit.text.visible import visible

CATEGORY = "accuracy/number"


def command(
    *files: Path,
    format: str | None = None,  # noqa: A002 - the name of the option
    config: Path | None = None,
    profile: str | None = None,
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Literal["en-zh", "zh-en", "auto"] | None = None,
    seed: int = 0,
    missed: bool = False,
) -> int:
    """Plant known errors in numbers of these pairs, and print how many of each kind are noticed.

    Only pairs that are quiet as they stand are counted. Nothing is written to the files.

    Parameters
    ----------
    files:
        Files of pairs that are known to be right, or nearly.
    format:
        Format of the files; detected if not given.
    config:
        Configuration; `audit.toml` in the current folder if it is there.
    profile:
        Ready configuration instead.
    target_locale:
        Locale of the Chinese; detected if not given.
    direction:
        Which language is the source; detected if not given.
    seed:
        Another number plants other errors.
    missed:
        List every error that was not noticed, too.
    """
    if not files:
        raise configuration.ConfigError("no input given; try `audit selftest talk.txt`")
    settings = configuration.chosen(config, profile).given(target_locale=target_locale, direction=direction)
    checks = [check for check in settings.plan().checks if isinstance(check, Check) and check.category == CATEGORY]
    if not checks:
        raise configuration.ConfigError(f"no check of {CATEGORY} is left to test; select more, or ignore less")
    segments = inputs.directed(
        inputs.read(files, format, settings.input)[0], settings.direction, settings.target_locale
    )
    failures: list[Failure] = []

    def speaks(segment: Segment) -> bool:
        found = inspect([segment], checks)
        failures.extend(found.failures)
        return any(finding.verdict is Verdict.MISMATCH for finding in found.findings)

    result = selftest(outputs.progress(segments), speaks, seed)
    print(*_table(result), *(_missed(result) if missed else ()), sep="\n")
    for failure in failures[:1]:
        print(outputs.crash(failure))
    return CRASHED if failures else PASSED


def _table(result: Result) -> Iterator[str]:
    yield f"{'planted':15} {'noticed':>7} {'of':>6} {'%':>6}   95 % interval"
    for kind, share in [*result.kinds.items(), ("all", result.noticed)]:
        low, high = share.interval
        yield f"{kind:15} {share.count:7} {share.of:6} {100 * share.value:6.1f}   {100 * low:.1f} to {100 * high:.1f}"
    yield f"\nSpoke on {result.untouched} pairs as they stand."


def _missed(result: Result) -> Iterator[str]:
    yield "\nNot noticed:"
    for planted in result.missed:
        text, end = planted.segment.target, planted.start + len(planted.now)
        marked = f"{text[: planted.start]}⟦{planted.was} → {planted.now}⟧{text[end:]}"
        yield f"{planted.segment.id} {planted.kind}: {visible(marked)}"
