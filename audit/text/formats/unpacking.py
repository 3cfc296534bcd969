"""Compressed files, unpacked with care: a few bytes may claim to be more than any memory holds."""

import bz2
import gzip
import io
import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any

from audit.text.formats.encodings import NotText

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LARGEST = 1 << 28
"""Bytes that a file may have when it is unpacked: 256 MiB."""
MEMBERS = 10_000
"""Files that an archive may have."""
ARCHIVE = b"PK\x03\x04"
_OFFICE = ("[Content_Types].xml", "mimetype")
_OPENERS: dict[bytes, Callable[[IO[bytes]], IO[bytes] | Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x28\xb5\x2f\xfd": zstd.ZstdFile,
}
LONGEST_MARK = 6
"""Bytes by which compressed files and archives are told."""
_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
)


def is_packed(start: bytes) -> bool:
    """Whether a file that begins so is compressed, or an archive."""
    return start.startswith((*_OPENERS, ARCHIVE))


def unpacked(raw: bytes) -> bytes:
    """The content of a gzip, bzip2, xz or Zstandard file, or of the one file in a ZIP archive; other bytes as they are.

    Raises NotText where that is too large or damaged.

    >>> unpacked(gzip.compress(b"Hello.")), unpacked(b"Hello.")
    (b'Hello.', b'Hello.')
    """
    for mark, opened in _OPENERS.items():
        if raw.startswith(mark):
            return _whole(opened(io.BytesIO(raw)))
    if raw.startswith(ARCHIVE):
        found = archive(raw)
        names = [name for name in found.namelist() if not name.endswith("/")]
        if len(names) == 1:
            return member(found, names[0])
        if not any(name in _OFFICE for name in names):
            raise NotText(None, f"this archive has {len(names)} files", "unpack it, and give the files or their folder")
    return raw


def archive(raw: bytes) -> zipfile.ZipFile:
    """A ZIP archive whose files are not too large together. Raises NotText."""
    try:
        found = zipfile.ZipFile(io.BytesIO(raw))
        size = sum(one.file_size for one in found.infolist())
    except (*_DAMAGE, zipfile.BadZipFile) as error:
        raise _damaged(error) from None
    if size > LARGEST or len(found.infolist()) > MEMBERS:
        raise _too_large()
    return found


def member(found: zipfile.ZipFile, name: str) -> bytes:
    """One file of an archive; no more of it is unpacked than the archive says there is. Raises NotText."""
    try:
        return _whole(found.open(name))
    except (*_DAMAGE, zipfile.BadZipFile, KeyError) as error:
        raise error if isinstance(error, NotText) else _damaged(error) from None


def _whole(file: IO[bytes]) -> bytes:
    try:
        content = file.read(LARGEST + 1)
    except _DAMAGE as error:
        raise _damaged(error) from None
    if len(content) > LARGEST:
        raise _too_large()
    return content


def _damaged(error: Exception) -> NotText:
    return NotText(None, f"the compressed file is damaged: {error}", "pack it again")


def _too_large() -> NotText:
    return NotText(None, f"unpacked, this is more than {LARGEST >> 20} MiB", "give smaller files")
