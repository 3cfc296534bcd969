"""The quantities that checks on figures compared, packed until somebody asks for them: few reports do."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, overload

import msgspec

from audit.bare import Bare
from audit.model import ComparedQuantity, Segment
from audit.spool import Pile

IN_JSON = b"["
"""How rows in JSON begin, and none in MessagePack."""
_BARE = Bare(ComparedQuantity)
_ENCODE, _DECODE = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(_BARE.rows).decode


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
    try:
        return Packed(len(rows), _ENCODE(rows)) if rows else Packed()
    except UnicodeEncodeError:  # half of a surrogate pair, as JSON may have: MessagePack is strict UTF-8
        return Packed(len(rows), json.dumps(rows).encode())


class Compared(Sequence[ComparedQuantity]):
    """The quantities of a text in order, unpacked each time that somebody goes over them.

    >>> one = ComparedQuantity(segment="", kind="count", source="5", source_value="5", target="五", target_value="5",
    ...                        verdict="match", check=None)
    >>> compared = Compared([Segment(id="7", source="5", target="五")])
    >>> compared.add(0, packed([one]))
    >>> len(compared), compared[0].segment, compared == [], compared == list(compared)
    (1, '7', False, True)
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._pile = Pile()
        self._count = 0

    def add(self, segment: int, quantities: Packed) -> None:
        """Put away those of the segment with this number, from 0. Raises ReadError where there is no room."""
        if quantities.total:
            self._count += quantities.total
            self._pile.add(segment, quantities.rows)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ComparedQuantity]:
        for number, raw in self._pile:
            segment = self._segments[number].id
            rows = msgspec.convert(json.loads(raw), _BARE.rows) if raw.startswith(IN_JSON) else _DECODE(raw)
            yield from (_BARE.value(segment, row) for row in rows)

    @overload
    def __getitem__(self, index: int) -> ComparedQuantity: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ComparedQuantity]: ...
    def __getitem__(self, index: int | slice) -> ComparedQuantity | Sequence[ComparedQuantity]:
        if isinstance(index, slice):
            return list(self)[index]
        place = range(len(self))[index]
        return next(islice(self, place, None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __reduce__(self) -> tuple[type[list[ComparedQuantity]], tuple[list[ComparedQuantity]]]:
        """Another process gets the items: it cannot open the file."""
        return list, (list(self),)
