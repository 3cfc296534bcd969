"""What a process of the cluster does with a part: it reads the part, audits it, and writes what it found."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from audit import inputs
from audit.cluster import results
from audit.cluster.parts import Part, segments
from audit.cluster.results import FINDINGS, SCORES, SUMMARY, Results
from audit.inputs import Direction
from audit.pipeline import Plan, audit


class Stage(Struct, frozen=True, kw_only=True):
    """A step that every part goes through, and what it needs to know."""

    name: str
    plan: Plan
    source: str
    output: str
    direction: Direction
    locale: str
    several: bool
    """Whether there are several files."""
    rules: str
    """A digest of all that moves a result."""

    def file(self, part: Part) -> str:
        """The name of the files with the results of a part."""
        return f"{part.name}-{part.key(self.rules)}-{self.name}"

    def done(self, part: Part) -> bool:
        """Whether the part has been through: its summary is written last."""
        return Results(self.output).has(SUMMARY, self.file(part))

    def run(self, part: Part) -> None:
        """Audit the part and write the results, unless they are there."""
        if self.done(part):
            return
        read = inputs.directed(segments(self.source, part, several=self.several), self.direction, self.locale)
        report = audit(read, self.plan)
        out, name = Results(self.output), self.file(part)
        out.write(FINDINGS, name, results.findings(part, report))
        out.write(SCORES, name, results.scores(part, report))
        out.write(SUMMARY, name, [results.summary(part, self.name, report)])


class Worker:
    """A stage as Ray Data calls it: parts in, the same parts out, once they have been through."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
        """Take a column of parts."""
        for part in batch["part"]:
            self._stage.run(msgspec.msgpack.decode(part, type=Part))
        return batch


def split(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """The stages of a plan: what needs processors alone, then what runs a model of COMET's, best on a GPU.

    >>> [name for name, _ in split(Plan())]
    ['checks']
    """
    models = [metric for metric in plan.metrics if hasattr(metric, "device")]
    marking = [check for check in plan.checks if check.metric]
    names = {metric.name for metric in models}
    limits = {name: {key: limit for key, limit in plan.gate.scores.items() if (key in names) == neural}
              for name, neural in (("checks", False), ("models", True))}  # fmt: skip
    yield (
        "checks",
        replace(
            plan,
            checks=tuple(check for check in plan.checks if check not in marking),
            metrics=tuple(metric for metric in plan.metrics if metric not in models),
            gate=replace(plan.gate, scores=limits["checks"]),
        ),
    )
    if models or marking:
        gate = replace(plan.gate, scores=limits["models"])
        yield "models", replace(plan, checks=tuple(marking), metrics=tuple(models), gate=gate)
