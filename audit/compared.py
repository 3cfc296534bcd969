"""The quantities that checks on figures compared, packed until somebody asks for them: few reports do."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple, overload

from audit.bare import Bare
from audit.encoding import decoding, encoded
from audit.model import ComparedQuantity, Segment
from audit.spool import Filed, Pile

_BARE = Bare(ComparedQuantity)
_DECODE = decoding(_BARE.rows)


class Packed(NamedTuple):
    """The quantities of one segment."""

    total: int = 0
    rows: bytes = b""


def packed(quantities: Iterable[ComparedQuantity]) -> Packed:
    """Pack the quantities of a segment, without its id.

    >>> packed([])
    Packed(total=0, rows=b'')
    """
    rows = [_BARE.row(one) for one in quantities]
    return Packed(len(rows), encoded(rows)) if rows else Packed()


class Compared(Filed[ComparedQuantity]):
    """The quantities of a text in order, unpacked each time that somebody goes over them.

    >>> one = ComparedQuantity(segment="", kind="count", source="5", source_value="5", target="五", target_value="5",
    ...                        verdict="match", check=None)
    >>> compared = Compared([Segment(id="7", source="5", target="五")])
    >>> compared.add(0, [packed([one])])
    >>> len(compared), compared[0].segment, compared == [], compared == list(compared)
    (1, '7', False, True)
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._pile = Pile()
        self._count = 0

    def add(self, first: int, several: Iterable[Packed]) -> None:
        """Put away those of segments, by number from this one on. Raises ReadError where there is no room."""
        found = [(number, total, rows) for number, (total, rows) in enumerate(several, first) if total]
        self._count += sum(total for _, total, _ in found)
        self._pile.add([(number, rows) for number, _, rows in found])

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ComparedQuantity]:
        for number, raw in chain.from_iterable(self._pile.blocks()):
            segment = self._segments[number].id
            yield from (_BARE.value(segment, row) for row in _DECODE(raw))

    @overload
    def __getitem__(self, index: int) -> ComparedQuantity: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ComparedQuantity]: ...
    def __getitem__(self, index: int | slice) -> ComparedQuantity | Sequence[ComparedQuantity]:
        if isinstance(index, slice):
            return list(self)[index]
        place = range(len(self))[index]
        return next(islice(self, place, None))
