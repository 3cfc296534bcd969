"""Gives every segment an id of its own, in memory that does not grow with the ids."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from audit.model import Segment

MARKS = 1 << 26
"""Bytes, at most, that tell which ids may be repeated: 64 MiB."""
APART = "#"
"""What stands before the number that tells one id from another."""


class Numbers:
    """Gives their number to segments without an id, and knows whether they all were: then no id is there twice.

    >>> numbers = Numbers()
    >>> [one.id for one in numbers.given(Segment(id="", source="", target="") for _ in "ab")], numbers.for_all
    (['1', '2'], True)
    """

    for_all = True

    def given(self, segments: Iterable[Segment]) -> Iterator[Segment]:
        """The segments, each with an id."""
        for number, segment in enumerate(segments, start=1):
            if segment.id:
                self.for_all = False
                yield segment
            else:
                yield replace(segment, id=str(number))


def identified(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Keep ids that the input has, number the others, and tell repeated ones apart.

    Only ids that may be repeated are remembered: those that share their mark with another.

    >>> [one.id for one in identified([Segment(id=id, source="", target="") for id in ("a", "", "a", "a#2", "7")])]
    ['a', '2', 'a#2', 'a#2#2', '7']
    """
    marks = bytearray(min(16 * len(segments), MARKS) + 1)
    for name, place in _wanted(segments, len(marks)):
        marks[place] = 2 if marks[place] or APART in name else 1  # with that sign, a repeated one may come to be it
    uses: Counter[str] = Counter()
    for segment, (wanted, place) in zip(segments, _wanted(segments, len(marks)), strict=True):
        name = wanted
        if marks[place] == 2:
            while uses[name]:
                uses[wanted] += 1
                name = f"{wanted}{APART}{uses[wanted]}"
            uses[name] += 1
        yield replace(segment, id=name)


def _wanted(segments: Sequence[Segment], marks: int) -> Iterator[tuple[str, int]]:
    """The id that each segment has or else its number, and the place of its mark among so many."""
    for number, segment in enumerate(segments, start=1):
        name = segment.id or str(number)
        yield name, hash(name) % marks
