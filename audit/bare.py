"""Values of one type as bare rows, without the segment they are of: so they may be kept for another place."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import fields

Value = TypeVar("Value", bound=Struct)


class Bare(Generic[Value]):
    """Makes rows of values and values of rows.

    >>> from msgspec import Struct
    >>> class Word(Struct): segment: str; text: str
    >>> bare = Bare(Word)
    >>> bare.row(Word("1", "up")), bare.value("7", ["up"])
    (['up'], Word(segment='7', text='up'))
    """

    def __init__(self, kind: type[Value]) -> None:
        told = [field for field in fields(kind) if field.name != "segment"]
        self._kind = kind
        self._names = [field.name for field in told]
        self.rows: Any = list[tuple[tuple(field.type for field in told)]]  # type: ignore[misc]
        """The type of a list of rows, for a decoder."""

    def row(self, value: Value) -> list[Any]:
        """The value without its segment."""
        return [getattr(value, name) for name in self._names]

    def value(self, segment: str, row: Sequence[Any]) -> Value:
        """The value, of a segment with this id."""
        return self._kind(segment=segment, **dict(zip(self._names, row, strict=True)))
