"""The contract of a metric: a number that never comes without its signature."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec import Struct

from audit.model import Score, Segment, Signature


class Metric(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to score translations. Its fields are its options in the configuration."""

    name: ClassVar[str]
    needs: ClassVar[frozenset[str]]
    """Which of "source" and "reference" it reads, besides the target."""

    @property
    @abstractmethod
    def signature(self) -> Signature:
        """Every choice that moves the number, from the fields alone."""

    @abstractmethod
    def score(self, segments: Sequence[Segment]) -> Iterator[Score]:
        """Yield the corpus score, then one score a segment. `segments` is not empty."""
