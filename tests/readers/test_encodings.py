"""Files in any encoding that English and Chinese texts come in."""

from pathlib import Path

import pytest

from audit.reader import ReadError, read_text
from audit.text.formats.encodings import decode

TRADITIONAL = "Hello, everyone.\n大家好,歡迎參加電話會議。\nRevenue rose 5%.\n營收成長5%。\n"
SIMPLIFIED = "Hello, everyone.\n大家好,欢迎参加电话会议。\nRevenue rose 5%.\n营收增长5%。\n"
SHORT = "Up 5%.\n增长5%。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((TRADITIONAL, encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        *((TRADITIONAL, encoding) for encoding in ("big5", "cp950", "big5hkscs")),
        *((SIMPLIFIED, encoding) for encoding in ("utf-8", "utf-16-le", "gb2312", "gbk", "gb18030")),
        (SHORT, "gb18030"),
        ("It’s “fine” — really.\n", "cp1252"),
        ("Plain English.\n", "ascii"),
    ],
)
def test_decodes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "talk.txt: the file is empty; "),
        (b"\xef\xbb\xbf\r\n", "talk.txt: the file is empty; "),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x01\x02", "talk.txt: this is a binary file; "),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00!\x00\xe6\xd5", "talk.txt: the compressed file is damaged: "),
        (b"one\ntwo\0\n" + b"more\n" * 9, "talk.txt:2: this is a binary file, or text with a NUL character; "),
        ("大家好\n".encode() * 20 + b"\xff\n", "talk.txt:21: the bytes are not utf-8; save the file as UTF-8"),
    ],
)
def test_refuses(raw: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(raw)
    with pytest.raises(ReadError) as caught:
        read_text(path)
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(message)
