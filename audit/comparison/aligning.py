"""Brings translations of one source into one order, or says where the sources differ."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from audit.model import Segment
from audit.reader import ReadError

REMEDY = "compare translations of one and the same source"
Key = tuple[str, int]
"""A source text without its spaces, and how many times it came before."""


def aligned(first: Sequence[Segment], other: Sequence[Segment], names: tuple[str, str]) -> list[Segment]:
    """The other system's segments in the order and under the ids of the first. Raises ReadError.

    Segments belong together by id where ids and sources agree, else by source text.

    >>> one = [Segment(id=n, source=s, target="") for n, s in (("1", "Yes."), ("2", "No."))]
    >>> other = [Segment(id=n, source=s, target=t) for n, s, t in (("a", "No.", "否。"), ("b", "Yes. ", "是。"))]
    >>> [(segment.id, segment.target) for segment in aligned(one, other, ("one.tsv", "other.tsv"))]
    [('1', '是。'), ('2', '否。')]
    """
    by_id = {segment.id: segment for segment in other}
    if len(first) == len(other) and all(
        segment.id in by_id and _plain(by_id[segment.id].source) == _plain(segment.source) for segment in first
    ):
        return [by_id[segment.id] for segment in first]
    theirs = dict(_keyed(other))
    found = []
    for key, segment in _keyed(first):
        if key not in theirs:
            problem = f"no translation of segment “{segment.id}” of {names[0]}, “{_short(segment.source)}”"
            raise ReadError(names[1], None, problem, REMEDY)
        found.append(replace(theirs.pop(key), id=segment.id))
    for extra in theirs.values():
        problem = f"segment “{extra.id}”, “{_short(extra.source)}”, is not in {names[0]}"
        raise ReadError(names[1], extra.line, problem, REMEDY)
    return found


def _keyed(segments: Iterable[Segment]) -> Iterator[tuple[Key, Segment]]:
    seen: Counter[str] = Counter()
    for segment in segments:
        source = _plain(segment.source)
        yield (source, seen[source]), segment
        seen[source] += 1


def _plain(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return textwrap.shorten(text, 50, placeholder=" …")
