"""The command `audit run-cluster`."""

import hashlib
from pathlib import Path
from typing import Literal

from audit import config as configuration
from audit import inputs, outputs, provenance
from audit.cluster import engine, parts
from audit.cluster.engine import Size
from audit.cluster.results import FINDINGS, SCORES, SUMMARY, Results
from audit.cluster.stages import Stage, split
from audit.inputs import Direction
from audit.outputs import CRASHED, FAILED, PASSED

ROWS = 20_000
"""Rows of a part: a minute of work, which is what is lost where a process dies."""


def command(
    source: str,
    output: str,
    /,
    *,
    config: Path | None = None,
    profile: str | None = None,
    target_locale: Literal["zh-TW", "zh-CN", "zh-HK", "auto"] | None = None,
    direction: Literal["en-zh", "zh-en", "auto"] | None = None,
    address: str | None = None,
    rows: int = ROWS,
    workers: int | None = None,
    gpu_workers: int = 1,
    gpus: float = 1.0,
) -> int:
    """Audit Parquet files on a Ray cluster, part by part, and write findings, scores and a summary as Parquet.

    Run again, it repeats nothing that is done. Each part is held to the gate by itself.

    Parameters
    ----------
    source:
        Parquet file or a folder of such, here or at an address such as s3://bucket/pairs.
    output:
        Folder of the results, here or at such an address.
    config:
        Configuration; `audit.toml` in the current folder if it is there.
    profile:
        Ready configuration instead.
    target_locale:
        Locale of the Chinese; detected from the first part if not given.
    direction:
        Which language is the source; detected from the first part if not given.
    address:
        The cluster; if not given, one that runs here, or else one that lives as long as the command.
    rows:
        The most rows of a part, where row groups are no larger.
    workers:
        The most processes for checks; as many as there are processors if not given.
    gpu_workers:
        The most processes for models of COMET's.
    gpus:
        How much of a GPU each of those takes, such as 0.5; 0 for none.
    """
    if min(rows, gpu_workers, workers or 1) < 1 or gpus < 0:
        raise engine.ClusterError("--rows, --workers and --gpu-workers must be 1 or more, and --gpus 0 or more")
    if f"{parts.place(output)[1]}/".startswith(f"{parts.place(source)[1]}/"):
        raise engine.ClusterError(f"{output}: this is among the inputs; give the results another folder")
    settings = configuration.chosen(config, profile).given(target_locale=target_locale, direction=direction)
    plan = settings.plan()
    found = parts.parts(source, rows)
    several = len({part.path for part in found}) > 1
    way, locale = _languages(source, found[0], settings.direction, settings.target_locale, several=several)
    rules = hashlib.sha256("\0".join((str(plan.signature), provenance.ours(), way, locale)).encode()).hexdigest()
    stages = [
        Stage(
            name=name,
            plan=some,
            source=source,
            output=output,
            direction=way,
            locale=locale,
            several=several,
            rules=rules,
        )
        for name, some in split(plan)
    ]
    results = Results(output)
    current = [stage.file(part) for stage in stages for part in found]
    for room in (FINDINGS, SCORES, SUMMARY):
        results.clear(room, frozenset(current))
    left = [part for part in found if not all(stage.done(part) for stage in stages)]
    outputs.note(
        [f"{len(found) - len(left):,} of {len(found):,} parts were done before"] if len(left) < len(found) else []
    )
    if left:
        engine.run(left, stages, Size(workers=workers, gpu_workers=gpu_workers, gpus=gpus), address)
    return _told(results, current)


def _languages(
    source: str, part: parts.Part, direction: Direction, locale: str, *, several: bool
) -> tuple[Direction, str]:
    """The languages of the whole: those of the first part, where nobody said."""
    first = inputs.directed(parts.segments(source, part, several=several), direction, locale)
    chinese_source = bool(first) and first[0].side_in("zh") == "source"
    tags = [segment.source_language if chinese_source else segment.target_language for segment in first[:1]]
    return "zh-en" if chinese_source else "en-zh", tags[0] if tags else "zh"


def _told(results: Results, current: list[str]) -> int:
    """Sum the parts up on standard output; the exit status of the whole."""
    rows = [row for name in current for row in results.read(SUMMARY, name)]
    segments = sum(row["segments"] for row in rows if row["stage"] == "checks")
    failed = sum(not row["passed"] for row in rows)
    crashed = [said for row in rows for said in row["failures"]]
    parts_of = len({row["part"] for row in rows})
    outputs.say(f"{segments:,} segments in {parts_of:,} parts, {sum(row['findings'] for row in rows):,} findings")
    outputs.say(f"{failed:,} parts fail the gate" if failed else "every part passes the gate")
    outputs.note(crashed[:10])
    return CRASHED if crashed else FAILED if failed else PASSED
