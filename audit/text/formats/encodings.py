"""Bytes to text: UTF-8 first, then UTF-16, then the old Chinese encodings."""

import codecs
import re
from typing import BinaryIO

PROBE = 1 << 24
"""Bytes by which an encoding is told."""
_MARKS = {  # the longer mark first: that of UTF-32 begins with that of UTF-16
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_LEGACY = ["big5", "big5hkscs", "gb18030", "cp1252"]
_DECLARED = re.compile(
    rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)|^"Content-Type:[^"]*charset=([\w-]+)"""
    rb"""|<(?i:meta)\s[^<>]*?(?i:charset)\s*=\s*["']?([\w-]+)""",
    re.M,
)
"""How XML, PO and HTML files name their encoding."""
_NAMED = {"big5", "big5hkscs", "cp950", "gb2312", "gbk", "gb18030", "iso8859-1", "cp1252"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class NotText(ValueError):
    """Content that cannot be read, with the line where that shows (or None) and what to do."""

    def __init__(self, line: int | None, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.remedy = line, problem, remedy


def decode(raw: bytes, most: int | None = None) -> tuple[str, str]:
    """The text, without a byte order mark, and the encoding it was in; or of the text no more than so many bytes have.

    >>> decode("成長5%".encode("utf-16")), decode("成長5%".encode(), 4)
    (('成長5%', 'utf-16'), ('成', 'utf-8'))
    """
    encoding = encoding_of(raw)
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(raw[:most], final=most is None or most >= len(raw))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NotText(line, f"the bytes are not {encoding}", "save the file as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise NotText(line, "this is a binary file, or text with a NUL character", "give a text file, saved as UTF-8")
    return text.removeprefix("\ufeff"), encoding.removesuffix("-sig")


def probe(file: BinaryIO) -> bytes:
    """What tells the encoding of a file: all of it, or of a very long one whole lines from its start."""
    raw = file.read(PROBE)
    whole = len(raw) < PROBE or b"\0" in raw or b"\n" not in raw
    return raw if whole else raw[: raw.rindex(b"\n") + 1]


def encoding_of(raw: bytes) -> str:
    """The encoding of these bytes, as Python calls it. Raises NotText."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return encoding
    if wide := _wide(raw):
        return wide
    if _is_mostly_utf8(raw):
        return "utf-8"
    if _CONTROL.search(raw):
        raise NotText(None, "this is a binary file", "give a text file, saved as UTF-8")
    if declared := _declared(raw):
        return declared
    if _is(raw, "gb2312"):  # Big5 is hardly ever that, and in a short text nothing else tells them apart
        return "gb18030"
    import charset_normalizer  # slow to import, seldom needed

    if best := charset_normalizer.from_bytes(raw, cp_isolation=_LEGACY).best():
        return best.encoding
    raise NotText(None, "the encoding is unknown", "save the file as UTF-8")


def _declared(raw: bytes) -> str | None:
    """The old encoding that the file says it is in, if it is."""
    found = _DECLARED.search(raw[:8192])
    try:
        name = codecs.lookup((found[1] or found[2] or found[3]).decode()).name if found else ""
    except LookupError:
        return None
    return name if name in _NAMED and _is(raw, name) else None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: the zero bytes of its ASCII all stand on one side."""
    zeros = raw.count(0)
    if zeros * 20 < len(raw):
        return None
    encoding = "utf-16-le" if raw[1::2].count(0) * 2 > zeros else "utf-16-be"
    return encoding if _is(raw, encoding) and not _CONTROL.search(raw.decode(encoding).encode()) else None


def _is_mostly_utf8(raw: bytes) -> bool:
    """UTF-8, whole or with a damaged byte here and there; other encodings hardly ever look like it."""
    if _is(raw, "utf-8"):
        return True
    text = raw.decode(errors="replace")
    return len(text.encode("ascii", "ignore")) + 10 * text.count("\ufffd") < len(text)


def _is(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
