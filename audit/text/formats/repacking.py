"""A ZIP archive with another content for one of its files: every other file is there byte for byte as it was.

Python's `zipfile` writes archives anew, and loses what it does not know; so the records are copied here, after the
specification of the format (APPNOTE.TXT of PKWARE, 4.3).
"""

import re
import struct
import zipfile
import zlib

from audit.text.formats.encodings import NotText

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_CENTRAL_MARK, _END_MARK = b"PK\x01\x02", b"PK\x05\x06"
_LARGE = re.compile(rb"PK\x06\x07.{16}PK\x05\x06", re.DOTALL)
"""The end of an archive past 4 GiB, or of more than 65,535 files."""
_FOLLOWS = 8
"""The flag of a file whose size stands after it."""
_LENGTHS = slice(9, 12)
"""Those of the name, the further fields and the comment, among the numbers of an entry."""


def repacked(raw: bytes, found: zipfile.ZipFile, name: str, content: bytes) -> bytes:
    """The bytes of an archive in which one file has another content. Raises NotText where that cannot be done.

    >>> import io
    >>> out = io.BytesIO()
    >>> with zipfile.ZipFile(out, "w") as archive:
    ...     archive.writestr("a", "one")
    ...     archive.writestr("b", "two")
    >>> raw = out.getvalue()
    >>> again = zipfile.ZipFile(io.BytesIO(repacked(raw, zipfile.ZipFile(io.BytesIO(raw)), "a", b"three")))
    >>> again.read("a"), again.read("b")
    (b'three', b'two')
    """
    directory = found.start_dir
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    is_large = _LARGE.search(raw, directory) is not None
    if is_large or raw.count(_END_MARK, directory) != 1 or found.getinfo(name).compress_type not in methods:
        raise NotText(None, "an archive of a kind that is not written here", "save it again with another program")
    changed = found.getinfo(name)
    packed = _packed(content, changed.compress_type)
    files = sorted(found.infolist(), key=lambda one: one.header_offset)
    ends = [*(one.header_offset for one in files[1:]), directory]
    pieces, length = [raw[: files[0].header_offset]], files[0].header_offset
    moved: dict[int, int] = {}
    for one, end in zip(files, ends, strict=True):
        moved[one.header_offset] = length
        record = raw[one.header_offset : end]
        pieces.append(_record(record, packed, content) if one is changed else record)
        length += len(pieces[-1])
    entries, at = list[bytes](), directory
    for one in found.infolist():
        _, *numbers = _CENTRAL.unpack_from(raw, at)
        rest = raw[at + _CENTRAL.size : at + _CENTRAL.size + sum(numbers[_LENGTHS])]
        at += _CENTRAL.size + len(rest)
        numbers[-1] = moved[one.header_offset]
        if one is changed:
            numbers[2] &= ~_FOLLOWS
            numbers[6:9] = zlib.crc32(content), len(packed), len(content)
        entries.append(_CENTRAL.pack(_CENTRAL_MARK, *numbers) + rest)
    between, end_at = raw[at : raw.index(_END_MARK, at)], raw.index(_END_MARK, at)
    mark, *counts, _, _, comment = _END.unpack_from(raw, end_at)
    end_record = _END.pack(mark, *counts, sum(map(len, entries)), length, comment)
    return b"".join([*pieces, *entries, between, end_record, raw[end_at + _END.size :]])


def _packed(content: bytes, method: int) -> bytes:
    if method == zipfile.ZIP_STORED:
        return content
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _record(record: bytes, packed: bytes, content: bytes) -> bytes:
    """A file with its header, in which its sizes stand."""
    mark, version, flags, *when_and_how, _, _, _, name, extra = _LOCAL.unpack_from(record)
    sizes = zlib.crc32(content), len(packed), len(content)
    header = _LOCAL.pack(mark, version, flags & ~_FOLLOWS, *when_and_how, *sizes, name, extra)
    return header + record[_LOCAL.size : _LOCAL.size + name + extra] + packed
