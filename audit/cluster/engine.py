"""Ray Data, which takes parts through stages: the one module that imports it."""

import logging
import os
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from audit.cluster.parts import Part
from audit.cluster.stages import Stage, Worker
from audit.strict import ConfigError


class ClusterError(ConfigError):
    """A cluster that cannot be used: why, what to do."""


class Size(Struct, frozen=True, kw_only=True):
    """How much of the cluster the work may take."""

    workers: int | None = None
    """The most processes for checks; None for as many as there are processors."""
    gpu_workers: int = 1
    """The most processes for models."""
    gpus: float = 1.0
    """How much of a GPU each of those needs; with 0, they run on processors."""


def run(parts: Sequence[Part], stages: Sequence[Stage], size: Size, address: str | None) -> None:
    """Take the parts through the stages. Raises ClusterError.

    A process that dies is started again by Ray, and so is what it was at. Parts wait where a later stage is slower:
    what goes from stage to stage is where a part is, and never its text.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what goes wrong is in Ray's own files, and raised
    try:
        import ray
        import ray.data
    except ImportError:
        remedy = "install it with `pip install 'translation-auditor[ray]'`"
        raise ClusterError(f"a cluster needs the extra “ray”, which is not installed; {remedy}") from None
    try:
        ray.init(address=address, log_to_driver=False, logging_level="error")
    except (ConnectionError, RuntimeError, ValueError) as error:
        said = str(error).partition("\n")[0]
        raise ClusterError(
            f"{address or 'a cluster'}: cannot be used: {said}; start one with `ray start --head`"
        ) from error
    try:
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        rows = [{"part": msgspec.msgpack.encode(part)} for part in parts]
        data = ray.data.from_items(rows, override_num_blocks=len(rows))
        for stage in stages:
            data = data.map_batches(Worker, fn_constructor_args=(stage,), batch_size=1, **_resources(stage, size))
        for _ in data.iter_batches(batch_size=1):
            pass
    except ray.exceptions.RayError as error:
        raise ClusterError(f"the cluster gave up: {_cause(error)}; run the same again to go on from there") from error
    finally:
        ray.shutdown()


def _resources(stage: Stage, size: Size) -> dict[str, Any]:
    from ray.data import ActorPoolStrategy

    if stage.name == "models" and size.gpus:
        return {
            "num_gpus": size.gpus,
            "num_cpus": 0,
            "compute": ActorPoolStrategy(min_size=1, max_size=size.gpu_workers),
        }
    most = size.gpu_workers if stage.name == "models" else size.workers
    return {"num_cpus": 1, "compute": ActorPoolStrategy(min_size=1, max_size=most)}


def _cause(error: Exception) -> str:
    """The last line of a trace of several processes: what went wrong in the innermost."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[-1].strip() if lines else type(error).__name__
