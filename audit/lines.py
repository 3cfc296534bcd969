"""The lines of a text file of any size, one after the other."""

import codecs
import io
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from audit.reader import empty, naming, opened
from audit.text.formats.encodings import NotText, encoding_of, probe

CHUNK = 1 << 20
LONGEST = 1 << 26
"""Characters that a line may have, or a cell of a table."""


class Lines(Iterable[str]):
    """The lines of a file, or of standard input, unpacked and decoded; each time it is gone through, from the start.

    Lines end where `audit.reader.lines` ends them, and come without their ends, unless these are asked for: then
    as they stand in the file. Going through them raises ReadError.
    """

    def __init__(self, path: Path, *, ends: bool = False) -> None:
        self.path, self._newline = path, "" if ends else None

    def __iter__(self) -> Iterator[str]:
        number, some = 0, False
        with naming(self.path), opened(self.path) as file:
            encoding = encoding_of(probe(file))
            file.seek(0)
            text = io.TextIOWrapper(file, encoding, newline=self._newline)
            try:
                while line := text.readline(LONGEST):
                    number += 1
                    _accept(line, number)
                    some = some or not line.isspace()
                    yield line if self._newline == "" else line.removesuffix("\n")
            except UnicodeDecodeError:
                file.seek(0)
                at = _undecodable(file, encoding)
                raise NotText(at, f"the bytes are not {encoding}", "save the file as UTF-8") from None
            finally:
                text.detach()
        if not some:
            raise empty(self.path)

    def may_have(self, mark: str) -> bool:
        """Whether a mark of ASCII may be in the text: in no encoding is it made of other bytes than its own."""
        with naming(self.path), opened(self.path) as file:
            return any(mark.encode() in chunk for chunk in iter(partial(file.read, CHUNK), b""))


def _accept(line: str, number: int) -> None:
    if "\0" in line:
        raise NotText(number, "this is a binary file, or text with a NUL character", "give a text file, saved as UTF-8")
    if len(line) == LONGEST and not line.endswith("\n"):
        raise NotText(number, f"this line has more than {LONGEST:,} characters", "give one pair a line")


def _undecodable(file: BinaryIO, encoding: str) -> int:
    """The line, from 1, of the first bytes that are not in the encoding."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    while chunk := file.read(io.DEFAULT_BUFFER_SIZE):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return line + error.object.count(b"\n", 0, error.start)
        line += chunk.count(b"\n")
    return line
