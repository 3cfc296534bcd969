"""`audit fix` and `audit annotate` in documents, workbooks and JSON: what is not corrected stays as it was."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow
import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from audit import registry
from audit.fixing.columns import COLUMNAR
from audit.fixing.packages import PACKAGES
from audit.fixing.places import FINDERS
from audit.fixing.rewriting import rewrite
from audit.model import Suggestion
from audit.outputs import OutputError
from audit.text.formats.encodings import NotText
from audit.text.formats.repacking import repacked
from tests.command import audit

DONE, TO_DO, USAGE = range(3)
SAMPLES = Path(__file__).parent / "samples"
SOURCE = "Revenue was RMB 1.28 billion &amp; rising."
WRONG, RIGHT = "1.28億元", "12.8億元"
ONLY = ("--select", "number-mismatch")
PAGE = f"""<!DOCTYPE html>
<TABLE class=x><tr><th>Source<th>Target</tr>
<tr><td>{SOURCE}<td title="{WRONG}">營收為<b>人民幣1.</b>28<i>億</i>元&#x3002;</td></tr></TABLE>
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def members(path: str | Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def records(path: str | Path) -> dict[str, bytes]:
    """Each file of an archive with its header, as it stands in it."""
    raw = Path(path).read_bytes()
    with zipfile.ZipFile(path) as archive:
        starts = {one.filename: one.header_offset for one in archive.infolist()}
        ends = sorted([*starts.values(), archive.start_dir])
    return {name: raw[start : ends[ends.index(start) + 1]] for name, start in starts.items()}


def with_member(sample: str, name: str, content: str, path: str) -> None:
    """A sample in which one file has another content."""
    with zipfile.ZipFile(SAMPLES / sample) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))


def a_document(target: str) -> str:
    row = f"<w:tr><w:tc><w:p><w:r><w:t>{SOURCE}</w:t></w:r></w:p></w:tc><w:tc>{target}</w:tc></w:tr>"
    header = "".join(f"<w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc>" for name in ("source", "target"))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    table = f"<w:tbl><w:tr>{header}</w:tr>{row}</w:tbl>"
    return f'<?xml version="1.0"?>\r\n<w:document xmlns:w="{space}"><w:body>{table}</w:body></w:document>'


def a_workbook(path: str, *, rich: bool = False) -> None:
    """As Excel has it: texts are shared between cells, and a formula, formats and another sheet are there."""
    book = xlsxwriter.Workbook(path)
    sheet, other = book.add_worksheet("Pairs"), book.add_worksheet("Other")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["id", "Source", "Target", "Note"])
    for row, number in enumerate((1.28, 12.8), start=1):
        sheet.write_row(row, 0, [row, f"Revenue was RMB {number} billion.".replace("12.8", "0.128")])
        if rich:
            sheet.write_rich_string(row, 2, "營收為", bold, "人民幣1.28", "億元。")
        else:
            sheet.write(row, 2, "營收為人民幣1.28億元。", bold)
    sheet.write_formula(1, 3, "=1+1", None, 2)
    sheet.set_column(1, 2, 40)
    other.write(0, 0, "營收為人民幣1.28億元。")
    book.close()


def test_every_format_that_is_read_can_be_corrected() -> None:
    own = {name for name, reader in registry.readers().items() if reader.__module__.startswith("audit.")}
    assert own == {*FINDERS, *PACKAGES, *COLUMNAR}


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_a_page_may_say_its_encoding(encoding: str) -> None:
    page = PAGE.replace("<TABLE", f"<META http-equiv=x content='text/html; charset={encoding}'>\n<TABLE")
    Path("a.html").write_bytes(page.encode(encoding))
    assert audit("fix", "a.html", *ONLY, "--write") == DONE
    assert Path("a.html").read_bytes().decode(encoding) == page.replace("1.</b>28<i>", "12.</b>8<i>")


def test_a_document_is_corrected_across_its_runs() -> None:
    target = "".join(
        f"<w:r>{look}<w:t>{words}</w:t></w:r>"
        for look, words in (("", "營收為1."), ("<w:rPr><w:b/></w:rPr>", "28億元。"))
    )
    before = a_document(f"<w:p>{target}</w:p>")
    with_member("docx/plain.docx", "word/document.xml", before, "a.docx")
    old = records("a.docx")
    assert audit("fix", "a.docx", *ONLY) == TO_DO
    assert audit("fix", "a.docx", *ONLY, "--write") == DONE
    expected = before.replace("營收為1.</w:t>", "營收為12.</w:t>").replace("28億元", "8億元")
    assert members("a.docx")["word/document.xml"].decode() == expected
    new = records("a.docx")
    assert {name: new[name] for name in new if name != "word/document.xml"} == {
        name: old[name] for name in old if name != "word/document.xml"
    }


def test_a_page_is_corrected_across_its_tags() -> None:
    Path("a.html").write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    assert audit("fix", "a.html", *ONLY, "--write") == DONE
    expected = PAGE.replace("1.</b>28<i>", "12.</b>8<i>").replace("\n", "\r\n")
    assert Path("a.html").read_bytes().decode("utf-8-sig") == expected


@pytest.mark.parametrize("rich", [False, True])
def test_a_workbook_is_corrected_in_its_cell(rich: bool) -> None:
    a_workbook("a.xlsx", rich=rich)
    old, before = members("a.xlsx"), records("a.xlsx")
    assert audit("fix", "a.xlsx", *ONLY, "--write") == DONE
    new, after = members("a.xlsx"), records("a.xlsx")
    assert [name for name in new if new[name] != old[name]] == ["xl/worksheets/sheet1.xml"]
    assert [name for name in after if after[name] != before[name]] == ["xl/worksheets/sheet1.xml"]
    book = openpyxl.load_workbook("a.xlsx", rich_text=True)
    rows = [[cell.value for cell in row] for row in book["Pairs"].iter_rows(min_row=2, max_col=4)]
    assert [str(row[2]) for row in rows] == ["營收為人民幣12.8億元。", "營收為人民幣1.28億元。"]
    assert rows[0][3] == "=1+1"
    assert book["Other"]["A1"].value == "營收為人民幣1.28億元。"
    assert rich or book["Pairs"]["C2"].font.bold


def test_a_formula_is_not_corrected(capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    for row in [("source", "target"), ("Revenue was RMB 1.28 billion.", '="營收為人民幣1.28億元。"')]:
        book.active.append(row)
    book.save("a.xlsx")
    before = Path("a.xlsx").read_bytes()
    assert audit("fix", "a.xlsx", *ONLY, "--write") == USAGE
    assert "the place of the translation is not certain" in capsys.readouterr().err
    assert Path("a.xlsx").read_bytes() == before


def an_ods(path: str, cells: str, repeated: int = 1) -> None:
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in names)
    header = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in ("source", "target"))
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'
    sheet = f'<table:table table:name="A"><table:table-row>{header}</table:table-row>{row}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    with_member(
        "ods/plain.ods", "content.xml", f"<office:document-content {spaces}>{body}</office:document-content>", path
    )


ODS_CELLS = (
    f"<table:table-cell><text:p>{SOURCE}</text:p></table:table-cell>"
    '<table:table-cell office:value-type="string"><text:p>他說：</text:p>'
    "<text:p>營收為人民幣<text:span>1.</text:span>28億元。</text:p></table:table-cell>"
)


@pytest.mark.parametrize("repeated", [1, 2])
def test_an_opendocument_sheet_is_corrected(repeated: int) -> None:
    an_ods("a.ods", ODS_CELLS, repeated)
    old = members("a.ods")
    assert audit("fix", "a.ods", *ONLY, "--write") == DONE
    new = members("a.ods")
    content = old["content.xml"].replace("1.</text:span>28億元".encode(), "12.</text:span>8億元".encode())
    assert new == old | {"content.xml": content}


def test_json_is_corrected_where_the_fields_lead() -> None:
    Path("audit.toml").write_text(
        '[input]\nsource = "t.en"\ntarget = "t.zh"\nsegments = "data.rows"\n', encoding="utf-8"
    )
    source = "Revenue was RMB 1.28 billion."
    one = f'{{"t": {{"zh" : "\\u71df\\u6536\\u70ba{WRONG}。", "en": "{source}"}}, "target": "{WRONG}"}}'
    Path("a.json").write_text(f'{{"t": 1, "data": {{"rows": [\n{one}\n]}}}}', encoding="utf-8")
    Path("a.jsonl").write_text(one + "\n", encoding="utf-8")
    for name in ("a.json", "a.jsonl"):
        before = Path(name).read_text(encoding="utf-8")
        assert audit("fix", name, *ONLY, "--write") == DONE
        assert Path(name).read_text(encoding="utf-8") == before.replace(f"\\u70ba{WRONG}", f"\\u70ba{RIGHT}")


def test_parquet_keeps_every_other_value() -> None:
    table = pyarrow.table(
        {
            "n": [1.5, None],
            "source": ["Revenue was RMB 1.28 billion.", "It rose."],
            "Target": [f"營收為人民幣{WRONG}。", None],
            "tags": [["a"], []],
        },
    ).replace_schema_metadata({"k": "v"})
    parquet.write_table(table, "a.parquet", row_group_size=1, compression="zstd")
    schema = parquet.read_schema("a.parquet")
    assert audit("fix", "a.parquet", *ONLY, "--write") == DONE
    file = parquet.ParquetFile("a.parquet")
    assert (file.num_row_groups, file.metadata.row_group(0).column(0).compression) == (2, "ZSTD")
    again = file.read()
    assert again.schema.equals(schema, check_metadata=True)
    assert again.to_pylist() == [table.to_pylist()[0] | {"Target": f"營收為人民幣{RIGHT}。"}, table.to_pylist()[1]]


PIECES = ["營收", "5％", "😀", "&amp;", "&lt;", "&#x4e2d;", "&nbsp;", " ", "\r\n ", "<br>", "<!-- x -->", "<p>", "</p>"]
CONTENT = st.lists(st.sampled_from([*PIECES, '<b title=">">', "</b>", "<del>舊</del>", "< "]), max_size=9).map("".join)
WORDS = st.text(st.sampled_from("營收5％é😀𠮷<>&\"';"), max_size=6)


def edit_any(path: Path, words: str, data: st.DataObject) -> tuple[Sequence[str], Sequence[str]]:
    """Put the words in any place of any target: what should be read then, and what is."""
    reader = registry.readers()[path.suffix[1:]]()
    before = [segment.target for segment in reader.read(path)]
    number = data.draw(st.integers(0, len(before) - 1))
    start = data.draw(st.integers(0, len(before[number])))
    end = data.draw(st.integers(start, len(before[number])))
    assume(before[number])
    try:
        path.write_bytes(rewrite(reader, [path], {number: [Suggestion(start, end, words)]}).content)
    except OutputError:
        return before, [segment.target for segment in reader.read(path)]
    before[number] = before[number][:start] + words + before[number][end:]
    return before, [segment.target for segment in reader.read(path)]


QUICKLY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICKLY
@given(contents=st.lists(CONTENT, min_size=1, max_size=3), words=WORDS, data=st.data())
def test_any_words_in_any_page(folder: Path, contents: Sequence[str], words: str, data: st.DataObject) -> None:
    rows = "".join(f"<tr><td>One.<td>{content}" for content in contents)
    path = folder / "any.html"
    path.write_text(f"<table><tr><td>source<td>target{rows}</table>", encoding="utf-8", newline="")
    expected, found = edit_any(path, words, data)
    assert found == expected


RUNS = ["<w:t>營收</w:t>", '<w:t xml:space="preserve"> 5％ </w:t>', "<w:t>&amp;&#20013;</w:t>", "<w:tab/>", "<w:br/>"]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(RUNS), max_size=4).map("".join), min_size=1, max_size=3)


@QUICKLY
@given(paragraphs=PARAGRAPHS, words=WORDS, data=st.data())
def test_any_words_in_any_document(folder: Path, paragraphs: Sequence[str], words: str, data: st.DataObject) -> None:
    target = "".join(f"<w:p><w:r>{runs}</w:r></w:p>" for runs in paragraphs)
    path = folder / "any.docx"
    with_member("docx/plain.docx", "word/document.xml", a_document(target), str(path))
    old = members(path)
    expected, found = edit_any(path, words, data)
    assert found == expected
    assert {**members(path), "word/document.xml": b""} == {**old, "word/document.xml": b""}


@QUICKLY
@given(
    contents=st.lists(st.binary(max_size=40), min_size=1, max_size=4),
    content=st.binary(max_size=40),
    packing=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    streamed=st.booleans(),
    comment=st.binary(max_size=9),
    data=st.data(),
)
def test_any_file_of_any_archive(
    contents: Sequence[bytes], content: bytes, packing: int, streamed: bool, comment: bytes, data: st.DataObject
) -> None:
    class Pipe(io.BytesIO):
        """What cannot be gone back in: sizes are written after the files."""

        def seekable(self) -> bool:
            return not streamed

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    out = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for number, one in enumerate(contents):
            archive.writestr(f"f{number}", one)
        archive.comment = comment
    raw = out.getvalue()
    name = f"f{data.draw(st.integers(0, len(contents) - 1))}"
    assume(b"PK\x05\x06" not in comment)
    again = repacked(raw, zipfile.ZipFile(io.BytesIO(raw)), name, content)
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert archive.testzip() is None
        assert {one: archive.read(one) for one in archive.namelist()} == {
            f"f{number}": content if f"f{number}" == name else one for number, one in enumerate(contents)
        }
        assert archive.comment == comment


def test_an_archive_with_a_strange_packing_is_refused() -> None:
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a", "x")
    raw = Path("a.zip").read_bytes()
    with pytest.raises(NotText, match="of a kind that is not written here"):
        repacked(raw, zipfile.ZipFile(io.BytesIO(raw)), "a", b"y")


def there_and_back(*names: str) -> tuple[bytes | dict[str, bytes], bytes | dict[str, bytes]]:
    """Annotate files, twice, and clean them: what the last one had then, and before; between, it is read as before."""

    def content() -> bytes | dict[str, bytes]:
        raw = Path(names[-1]).read_bytes()
        return members(names[-1]) if raw.startswith(b"PK") else raw

    before = content()
    assert audit("annotate", *names, *ONLY) == DONE
    assert content() == before
    assert audit("annotate", *names, *ONLY, "--write") == DONE
    annotated = content()
    assert annotated != before
    assert audit("annotate", *names, *ONLY, "--write") == DONE
    assert content() == annotated
    assert audit("clean", *names) == TO_DO
    assert audit("clean", *names, "--write") == DONE
    assert content() == before
    assert audit("clean", *names) == DONE
    assert audit("annotate", *names, *ONLY, "--write") == DONE
    return annotated, before


def test_findings_are_the_last_column_of_a_workbook() -> None:
    a_workbook("a.xlsx")
    there_and_back("a.xlsx")
    sheet = openpyxl.load_workbook("a.xlsx")["Pairs"]
    assert [sheet.cell(row, 5).value for row in (1, 3)] == ["translation-auditor", None]
    assert sheet.cell(2, 5).value.startswith("major number-mismatch: ")
    assert sheet["D2"].value == "=1+1"


def test_findings_are_comments_in_opendocument() -> None:
    an_ods("a.ods", ODS_CELLS)
    annotated, before = there_and_back("a.ods")
    assert isinstance(annotated, dict)
    assert isinstance(before, dict)
    text = annotated["content.xml"].decode()
    assert '<table:table-cell office:value-type="string"><office:annotation ' in text
    assert "<dc:creator>translation-auditor</dc:creator><text:p>major number-mismatch: " in text


def test_findings_are_notes_in_webvtt(capsys: pytest.CaptureFixture[str]) -> None:
    cue = "00:00:01.000 --> 00:00:02.000"
    Path("a.srt").write_text(f"1\n{cue.replace('.', ',')}\nRevenue was RMB 1.28 billion.\n", encoding="utf-8")
    Path("a.vtt").write_text(f"WEBVTT\r\n\r\nname\r\n{cue}\r\n營收為{WRONG}。\r\n", encoding="utf-8", newline="")
    annotated, _ = there_and_back("a.srt", "a.vtt")
    assert isinstance(annotated, bytes)
    head, note, rest = annotated.decode().split("\r\n\r\n")
    assert (head, rest) == ("WEBVTT", f"name\r\n{cue}\r\n營收為{WRONG}。\r\n")
    assert note.startswith("NOTE translation-auditor: major number-mismatch: ")
    Path("b.srt").write_text(f"1\n{cue.replace('.', ',')}\n營收為{WRONG}。\n", encoding="utf-8")
    assert audit("annotate", "a.srt", "b.srt", *ONLY, "--write") == USAGE
    assert "SubRip (SRT) has no comments" in capsys.readouterr().err


def test_findings_are_a_field_in_json() -> None:
    Path("a.jsonl").write_text(
        f'{{"source": "Revenue was RMB 1.28 billion.", "target": "營收為{WRONG}。"}}\n', encoding="utf-8"
    )
    there_and_back("a.jsonl")
    [told] = json.loads(Path("a.jsonl").read_text(encoding="utf-8"))["translation-auditor"]
    assert told.startswith("major number-mismatch: ")
