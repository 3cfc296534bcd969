"""Counts how many planted errors an audit notices, and how often it speaks without cause."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import sqrt
from random import Random

from msgspec import Struct

from audit.model import Segment
from audit.selftest.plant import KINDS, Planted, plant


class Share(Struct, frozen=True):
    """A count out of a number of trials.

    >>> share = Share(19, 20)
    >>> print(share)
    19 of 20 (95.0 %, 76.4 to 99.1)
    """

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share itself, 0 where nothing was tried."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval.

        >>> Share(0, 0).interval
        (0.0, 1.0)
        """
        if not self.of:
            return 0.0, 1.0
        z = 1.959964
        middle = (self.value + z * z / (2 * self.of)) / (1 + z * z / self.of)
        width = z / (1 + z * z / self.of) * sqrt(self.value * (1 - self.value) / self.of + z * z / (4 * self.of**2))
        return max(0.0, middle - width), min(1.0, middle + width)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.count} of {self.of} ({100 * self.value:.1f} %, {100 * low:.1f} to {100 * high:.1f})"

    def __add__(self, other: "Share") -> "Share":
        return Share(self.count + other.count, self.of + other.of)


class Result(Struct, frozen=True):
    """What a self-test found."""

    untouched: Share
    """Pairs that the audit spoke on before anything was planted."""
    kinds: Mapping[str, Share]
    """Planted errors noticed, by kind, on pairs that were quiet when untouched."""
    missed: tuple[Planted, ...]

    @property
    def noticed(self) -> Share:
        """All kinds together."""
        return sum(self.kinds.values(), Share(0, 0))


def selftest(segments: Iterable[Segment], speaks: Callable[[Segment], bool], seed: int = 0) -> Result:
    """Plant errors of every kind and count those that the audit speaks on.

    >>> pairs = [Segment(id="1", source="Revenue was up 5.2%.", target="營收增長5.2%。")]
    >>> print(selftest(pairs, lambda pair: "5.2" not in pair.target).kinds["digit"].count)
    1
    """
    loud = pairs = 0
    tried: list[tuple[Planted, bool]] = []
    for segment in segments:
        pairs += 1
        if speaks(segment):
            loud += 1
        else:
            tried += [(planted, speaks(planted.segment)) for planted in planted_in(segment, seed)]
    kinds = {
        kind: Share(sum(noticed for _, noticed in of_kind), len(of_kind))
        for kind in KINDS
        if (of_kind := [(planted, noticed) for planted, noticed in tried if planted.kind == kind])
    }
    missed = tuple(planted for planted, noticed in tried if not noticed)
    return Result(Share(loud, pairs), kinds, missed)


def planted_in(segment: Segment, seed: int = 0) -> Iterator[Planted]:
    """The errors that this seed plants in a segment, whatever else is planted elsewhere."""
    return plant(segment, Random(f"{seed}/{segment.id}/{segment.target}"))
