"""What checks found in one segment, kept for the next run by all that it hangs on."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import attrgetter
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import fields

from audit import cache
from audit.bare import Bare
from audit.check import Check, GatheringCheck
from audit.compared import Packed
from audit.encoding import LIST
from audit.model import Failure, Finding, Segment
from audit.provenance import rules

if TYPE_CHECKING:
    from audit.store import Blocks

FEWEST = 200
"""Segments from which it pays to open the cache."""
AT_ONCE = 1024
"""Segments that are looked up together."""
SAMPLE = 512
"""Segments that tell about how many are known."""
ELSEWHERE = frozenset({"id", "line", "target_line", "origin"})
"""What says where a segment is, not what it is: no check of one segment may look at it."""
CONTENT = attrgetter(*(field.name for field in fields(Segment) if field.name not in ELSEWHERE))


class Found(NamedTuple):
    """What checks found in a segment, which of them crashed, and what those on figures compared."""

    findings: list[Finding]
    failures: list[Failure]
    quantities: Packed
    gathered: list[tuple[int, bytes]]
    """What checks of the whole text want to know of a segment, encoded, with the number of the check."""


class Memory:
    """The findings that are kept for certain checks."""

    def __init__(self, blocks: "Blocks", rules: bytes) -> None:
        self._blocks = blocks
        self._rules = hashlib.blake2b(key=rules, digest_size=16)
        self._waiting: dict[bytes, bytes] = {}
        self.seen = 0
        """Segments of which was known what is found in them."""

    def rows(self, segments: Iterable[Segment]) -> Iterator[tuple[Segment, bytes | None, bytes | None]]:
        """The segments, each with its key, if it may be kept, and with what is kept of it, if anything is."""
        rest = iter(segments)
        while some := list(islice(rest, AT_ONCE)):
            keys = [self._key(segment) for segment in some]
            found = self._blocks.read([key for key in keys if key])
            kept = (found.get(key) if key else None for key in keys)
            yield from zip(some, keys, kept, strict=True)

    def share(self, segments: Sequence[Segment]) -> float:
        """About how much of the text is known, from 0 to 1."""
        # Not every so many: what has changed may come as regularly.
        places = Random(0).sample(range(len(segments)), min(SAMPLE, len(segments)))
        keys = {self._key(segments[place]) for place in places}
        return self._blocks.known([key for key in keys if key]) / max(1, len(keys))

    def keep(self, key: bytes, row: bytes) -> None:
        """Keep what was found in the segment of this key, packed."""
        self._waiting[key] = row
        if len(self._waiting) == cache.BATCH:
            self.flush()

    def known(self, segments: Sequence[str], rows: Sequence[bytes]) -> list[Found | None]:
        """What was found in segments of these ids, as it was kept; None for a row that is damaged."""
        try:
            found = unpacked(segments, rows)
        except msgspec.DecodeError:
            one_by_one = zip(segments, rows, strict=True)
            return [None] if len(rows) == 1 else [self.known([name], [row])[0] for name, row in one_by_one]
        self.seen += len(found)
        return [*found]

    def flush(self) -> None:
        """Write what waits."""
        self._blocks.write(self._waiting)

    def _key(self, segment: Segment) -> bytes | None:
        try:
            content = _ENCODER.encode(CONTENT(segment))
        except UnicodeEncodeError:  # half a character: seldom enough to look at each time
            return None
        digest = self._rules.copy()
        digest.update(content)
        return digest.digest()


def packed(segment: str, found: Found) -> bytes | None:
    """What was found in a segment, without its id; None if `unpacked` would not give back the very same.

    >>> [found] = unpacked("7", [packed("7", Found([], [], Packed(), [(2, b"fact")]))])
    >>> found.gathered
    [(2, b'fact')]
    """
    if found.failures:
        return None
    try:
        row = _ENCODER.encode(([_FINDINGS.row(one) for one in found.findings], found.quantities, found.gathered))
    except (TypeError, ValueError, OverflowError):  # facts of a plug-in may be anything
        return None
    return row if unpacked([segment], [row]) == [found] else None


def unpacked(segments: Sequence[str], rows: Sequence[bytes]) -> list[Found]:
    """What was found in segments of these ids, from a row of each. Raises msgspec.DecodeError where one is none."""
    decoded = _DECODER.decode(b"".join((LIST, len(rows).to_bytes(4), *rows)))
    return [
        Found([_FINDINGS.value(name, one) for one in found], [], compared, gathered)
        for name, (found, compared, gathered) in zip(segments, decoded, strict=True)
    ]


_ENCODER = msgspec.msgpack.Encoder()
_FINDINGS = Bare(Finding)
_DECODER = msgspec.msgpack.Decoder(list[tuple[_FINDINGS.rows, Packed, list[tuple[int, bytes]]]])  # type: ignore[name-defined]


@contextmanager
def memory(checks: Sequence[Check | GatheringCheck], segments: int) -> Iterator[Memory | None]:
    """What is kept for these checks, open; None where nothing is to be kept, or so few segments do not pay.

    What waits is written at the end, whatever ends it.
    """
    digests = [rules(check) for check in checks] if cache.keeps() and segments >= FEWEST else []
    known = [digest for digest in digests if digest]
    if not known or len(known) < len(digests):
        yield None
        return
    with cache.store() as store:
        if store is None:
            yield None
            return
        kept = Memory(store.blocks(), hashlib.blake2b(b"".join(known), digest_size=32).digest())
        try:
            yield kept
        finally:
            kept.flush()
            cache.seen(kept.seen)
