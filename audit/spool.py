"""Long sequences that memory need not hold: what few items there are stays as it is, many lie in a temporary file."""

import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice, pairwise
from threading import Lock
from typing import IO, Generic, TypeVar, overload

import msgspec

from audit.reader import ReadError

T = TypeVar("T")
MOST_BYTES = 96 << 20
"""Encoded size up to which items stay in memory, where they take up to twice as much: 100,000 pairs, as a rule."""
BLOCK = 64
"""Items that are written and read together."""
PILE_BYTES = 1 << 20
"""Size up to which what is put away stays in memory: there are many piles at a time."""
PICKLED = b"\x80"
"""How a pickle begins, and no list in MessagePack."""
_PILED = msgspec.msgpack.Decoder(list[tuple[int, bytes]])


def held(items: Iterable[T], kind: type[T]) -> Sequence[T]:
    """Go through the items once and keep them all: in memory, or in a temporary file if they are more than that.

    The file has no name, so nothing is left of it however the process ends. Raises ReadError where it cannot be
    written, as on a full disk.

    >>> held(iter("abc"), str)
    ('a', 'b', 'c')
    >>> long = held(("x" * 1_000_000 + str(number) for number in range(150)), str)
    >>> type(long).__name__, len(long), long[-1][-3:], [text[-2:] for text in long[64:66]]
    ('Spool', 150, '149', ['64', '65'])
    """
    left = iter(items)
    encoder = msgspec.msgpack.Encoder()
    few: list[T] = []
    size = 0
    while block := list(islice(left, BLOCK)):
        few += block
        size += len(_encoded(encoder, block))
        if size > MOST_BYTES:
            store = _Store(chain(few, left), kind)
            return Spool(store, range(len(store)))
    return tuple(few)


class Filed(Sequence[T]):
    """A sequence whose items lie in a file: equal to any other of the same items."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __reduce__(self) -> tuple[type[list[T]], tuple[list[T]]]:
        """Another process gets the items: it cannot open the file."""
        return list, (list(self),)


class Spool(Filed[T]):
    """Items in a temporary file, decoded when they are asked for; a part of it is a view of the same file."""

    def __init__(self, store: "_Store[T]", places: range) -> None:
        self._store, self._places = store, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> "Spool[T]": ...
    def __getitem__(self, index: int | slice) -> "T | Spool[T]":
        if isinstance(index, slice):
            return Spool(self._store, self._places[index])
        number, place = divmod(self._places[index], BLOCK)
        return self._store.block(number)[place]

    def __iter__(self) -> Iterator[T]:
        places = self._places
        if places.step != 1:
            yield from map(self.__getitem__, range(len(self)))
            return
        for number in range(places.start // BLOCK, -(-places.stop // BLOCK)):
            first = number * BLOCK
            yield from self._store.block(number)[max(0, places.start - first) : places.stop - first]


class _Store(Generic[T]):
    """The temporary file, and where in it each block ends."""

    def __init__(self, items: Iterable[T], kind: type[T]) -> None:
        self._lock = Lock()
        self._decoder = msgspec.msgpack.Decoder(list[kind])  # type: ignore[valid-type]
        self._ends = array("Q", [0])
        self._count = 0
        self._last: tuple[int, list[T]] = (-1, [])
        with _writable():
            self._file = tempfile.TemporaryFile(prefix="audit-")  # noqa: SIM115 - open for as long as anyone reads it
            weakref.finalize(self, _close, self._file)
        encoder = msgspec.msgpack.Encoder()
        left = iter(items)
        while block := list(islice(left, BLOCK)):
            with _writable():
                self._ends.append(self._ends[-1] + self._file.write(_encoded(encoder, block)))
            self._count += len(block)
        with _writable():
            self._file.flush()

    def __len__(self) -> int:
        return self._count

    def block(self, number: int) -> list[T]:
        """The items of a block; the last one is remembered. Raises ReadError."""
        remembered, items = self._last
        if remembered == number:
            return items
        start, end = self._ends[number : number + 2]
        try:
            with self._lock:
                self._file.seek(start)
                raw = self._file.read(end - start)
            items = pickle.loads(raw) if raw.startswith(PICKLED) else self._decoder.decode(raw)
        except (OSError, msgspec.DecodeError, pickle.UnpicklingError, EOFError):
            raise _unusable("what was written there can no longer be read") from None
        self._last = (number, items)
        return items


class Pile:
    """Bytes with a number each, put away one after the other and taken out in that order; many lie in a file.

    >>> pile = Pile()
    >>> pile.add([(3, b"one"), (8, b"two")])
    >>> len(pile), list(pile.blocks())
    (2, [[(3, b'one'), (8, b'two')]])
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(PILE_BYTES)  # noqa: SIM115 - open for as long as anyone reads it
        self._ends = array("Q", [0])
        self._last: list[tuple[int, bytes]] = []
        self._count = 0
        weakref.finalize(self, _close, self._file)

    def __len__(self) -> int:
        return self._count

    def add(self, several: Sequence[tuple[int, bytes]]) -> None:
        """Put these away. Raises ReadError where there is no room."""
        self._last += several
        self._count += len(several)
        if len(self._last) >= BLOCK:
            with _writable():
                self._file.seek(self._ends[-1])
                self._ends.append(self._ends[-1] + self._file.write(msgspec.msgpack.encode(self._last)))
            self._last.clear()

    def blocks(self) -> Iterator[Sequence[tuple[int, bytes]]]:
        """Take them out, some at a time."""
        for start, end in pairwise(self._ends):
            with _writable():
                self._file.seek(start)
                raw = self._file.read(end - start)
            yield _PILED.decode(raw)
        yield self._last


@contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unusable(str(error.strerror or error).lower()) from None


def _close(file: IO[bytes]) -> None:
    """What a full disk did not take is lost anyway."""
    with suppress(OSError):
        file.close()


def _encoded(encoder: msgspec.msgpack.Encoder, block: list[T]) -> bytes:
    try:
        return encoder.encode(block)
    except UnicodeEncodeError:  # half of a surrogate pair, as JSON may have: MessagePack is strict UTF-8
        return pickle.dumps(block, 5)


def _unusable(problem: str) -> ReadError:
    remedy = "make room there, or name another folder in the environment variable TMPDIR"
    return ReadError(f"temporary folder {tempfile.gettempdir()}", None, problem, remedy)
