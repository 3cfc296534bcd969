"""The same pairs in every format read as the same segments; PO as polib reads it."""

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import openpyxl
import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import registry
from audit.inputs import read

SAMPLES = Path(__file__).parents[1] / "samples"
Pairs = Sequence[tuple[str, str]]
PAIRS = [
    ("Revenue rose 5% & costs fell <2%.", "營收成長5%，成本下降<2%。"),
    ('He said "thank you".', "他說「謝謝」。\U00020000😀"),
    ("A tab\tand a \\ backslash.", "定位\t與反斜線 \\。"),
    ("Not yet translated.", ""),
]


def xliff(pairs: Pairs) -> bytes:
    units = "".join(
        f'<trans-unit id="{number}"><source>{escape(one)}</source><target>{escape(other)}</target></trans-unit>'
        for number, (one, other) in enumerate(pairs, start=1)
    )
    return f'<xliff version="1.2"><file><body>{units}</body></file></xliff>'.encode()


def xliff2(pairs: Pairs) -> bytes:
    units = "".join(
        f'<unit id="{number}"><segment><source>{escape(one)}</source><target>{escape(other)}</target></segment></unit>'
        for number, (one, other) in enumerate(pairs, start=1)
    )
    return f'<xliff version="2.0" srcLang="en" trgLang="zh"><file id="f">{units}</file></xliff>'.encode("utf-16")


def tmx(pairs: Pairs) -> bytes:
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>{escape(one)}</seg></tuv><tuv xml:lang="zh"><seg>{escape(other)}</seg></tuv></tu>'
        for one, other in pairs
    )
    return f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>'.encode()


def po(pairs: Pairs) -> bytes:
    file = polib.POFile(wrapwidth=12)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(polib.POEntry(msgid=one, msgstr=other) for one, other in pairs)
    return str(file).encode()


def xlsx(pairs: Pairs) -> bytes:
    book = openpyxl.Workbook()
    for row in [("source", "target"), *pairs]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(pairs: Pairs) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in [("source", "target"), *pairs]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as document:
        document.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        document.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table>{rows}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def cell(text: str) -> str:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if text)
    return f"<table:table-cell>{paragraphs}</table:table-cell>"


FORMATS: dict[str, tuple[str, Callable[[Pairs], bytes]]] = {
    "a.xlf": ("xliff", xliff),
    "a.xliff": ("xliff", xliff2),
    "a.tmx": ("tmx", tmx),
    "a.po": ("po", po),
    "a.xlsx": ("xlsx", xlsx),
    "a.ods": ("ods", ods),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("suffix", [True, False], ids=["with suffix", "without"])
def test_the_same_pairs_from_every_format(name: str, suffix: bool, tmp_path: Path) -> None:
    kind, write = FORMATS[name]
    path = tmp_path / (name if suffix else "pairs")
    path.write_bytes(write(PAIRS))
    segments, inputs = read([path])
    assert [(segment.source, segment.target) for segment in segments] == PAIRS
    assert [segment.id for segment in segments] == ["1", "2", "3", "4"]
    assert segments[3].notes == (f"line {segments[3].line}: the target is empty",)
    assert [one.format for one in inputs] == [kind]


XML_TEXT = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(XML_TEXT | st.sampled_from("\n\t&<>\"'\\"), min_size=1).filter(str.strip)


@pytest.mark.parametrize("name", ["a.xlf", "a.xliff", "a.tmx", "a.po"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4, unique_by=lambda pair: pair[0]))
def test_any_text_in_exchange_formats(name: str, tmp_path: Path, pairs: Pairs) -> None:
    kind, write = FORMATS[name]
    path = tmp_path / name
    path.write_bytes(write(pairs))
    assert [(one.source, one.target) for one in registry.readers()[kind]().read(path)] == pairs


@pytest.mark.parametrize("path", sorted((SAMPLES / "po").glob("*.po")), ids=lambda path: path.stem)
def test_po_is_read_as_polib_reads_it(path: Path) -> None:
    expected: list[tuple[str, str]] = []
    for entry in polib.pofile(str(path)):
        if entry.obsolete or "TRANSLATORS" in (entry.msgctxt or "") or entry.msgid == "translator-credits":
            continue
        forms = entry.msgstr_plural or {0: entry.msgstr}
        for form, text in forms.items():
            plural = entry.msgid_plural and (form or len(forms) == 1)
            expected.append((entry.msgid_plural if plural else entry.msgid, text))
    assert [(one.source, one.target) for one in registry.readers()["po"]().read(path)] == expected


def test_a_workbook_that_unpacks_to_more_than_memory_holds(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/workbook.xml", "w") as part:
            for _ in range(257):
                part.write(bytes(1 << 20))
    with pytest.raises(Exception, match="more than 256 MiB"):
        read([path])
