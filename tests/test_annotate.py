"""Findings written into files, and taken out again: not a byte beside them changes."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from audit import registry
from audit.annotating import xliff
from audit.annotating.forms import FORMS
from audit.model import Finding, Severity, Span, Suggestion
from audit.reader import Fields
from audit.text.formats.annotations import bare_xliff
from tests.command import audit

ITS = "{http://www.w3.org/2005/11/its}"
DONE, TO_DO, USAGE = 0, 1, 2
SOURCE = "Revenue was RMB 1.28 billion & rising."
WRONG = "營收為人民幣1.28億元並成長"
ONLY = ("--select", "number-mismatch,untranslated-text,lost-tag")

XLIFF = f"""<?xml version="1.0" encoding="ENCODING"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="zh-TW">
<body><trans-unit id="a"><source>{SOURCE.replace("&", "&amp;")}</source>
<target state='final' >{WRONG}&#12290;</target><note>about money</note></trans-unit>
<trans-unit id="b"><source>It rose.</source><target>上升。</target></trans-unit>
<trans-unit id="c"><source>See the <g id="1">RMB 1.28 billion</g>.</source>
<target>見<![CDATA[128]]>億元。</target></trans-unit>
<trans-unit id="d"><source>The report was published today.</source><target/></trans-unit>
</body></file></xliff>
"""
XLIFF2 = f"""<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="zh-TW">
<file id="f">
<unit id="1"><notes><note>x</note></notes>
<segment><source>{SOURCE.replace("&", "&amp;")}</source><target>{WRONG}。</target></segment>
<segment><source>It rose.</source><target>上升。</target></segment></unit>
<unit id="2"><segment><source>The report was published today.</source>
<target>The report was published today.</target></segment></unit></file></xliff>
"""
PO = f"""# nobody
msgid ""
msgstr "Content-Type: text/plain; charset=ENCODING\\n"

#. said by the programmer
msgctxt "menu"
msgid   "{SOURCE}"
msgstr  "{WRONG}"
msgid "%d page was RMB 1.28 billion"
msgid_plural "{SOURCE}"
msgstr[0] "{WRONG}"

#~ msgid "old"
#~ msgstr "舊"
"""
CSV = f'\n"id",source,target,speaker\n7,"{SOURCE}","{WRONG}，\n即將"\n\n8,It rose.,上升。\n9,{SOURCE},{WRONG}'
TSV = f'id\tsource\ttarget\n7\t{SOURCE}\t{WRONG}\n \n8\t"It" rose.\t「它」上升。\n'
QUOTED = f'"source"\t"target"\n"{SOURCE}"\t"{WRONG}"\n"He said ""up"" and\nleft."\t"他說「升」，\n就走了。"\n'
FILES = {"a.xlf": XLIFF, "b.xlf": XLIFF2, "a.po": PO, "a.csv": CSV, "b.csv": CSV.replace(",", ";"), "a.tsv": TSV}
FILES |= {"b.tsv": QUOTED}
JSONL = f'{{"source": "{SOURCE}", "target": "{WRONG}"}}\n\n  {{ "id": 7, "target":"升{{", "source": "{{\\"x\\": []"}}\n'
JSON = f'{{"a": [\n{{"source": "{SOURCE}", "target": "{WRONG}", "x": [{{}}]}},\n{{"target":"","source":"It"}}]}}\n'
TMX = f"""<?xml version="1.0" encoding="ENCODING"?>
<tmx version="1.4"><header srclang="en" adminlang="en"/><body>
<tu><note>x</note><tuv xml:lang="en"><seg>{SOURCE.replace("&", "&amp;")}</seg></tuv>
<tuv xml:lang="zh-TW"><prop type="x-other">y</prop><seg>{WRONG}</seg></tuv></tu></body></tmx>
"""
FILES |= {"a.jsonl": JSONL, "a.json": JSON, "a.tmx": TMX}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pairs(path: Path) -> list[tuple[str, str]]:
    reader = {".xlf": "xliff"}.get(path.suffix, path.suffix[1:])
    return [(one.source, one.target) for one in registry.readers()[reader]().read(path)]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "big5"])
def test_there_and_back(name: str, ending: str, encoding: str) -> None:
    text = FILES[name].replace("ENCODING", encoding.removesuffix("-sig")).replace("\n", ending)
    path, before = Path(name), text.encode(encoding)
    path.write_bytes(before)
    assert audit("clean", name) == DONE
    read = pairs(path)
    assert audit("annotate", name, *ONLY) == DONE
    assert path.read_bytes() == before
    assert audit("annotate", name, *ONLY, "--write") == DONE
    annotated = path.read_bytes()
    assert "number-mismatch" in annotated.decode(encoding)
    assert pairs(path) == read
    assert audit("annotate", name, *ONLY, "--write") == DONE
    assert path.read_bytes() == annotated
    assert audit("clean", name) == TO_DO
    assert path.read_bytes() == annotated
    assert audit("clean", name, "--write") == DONE
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", FILES)
def test_annotations_change_no_finding(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_text(FILES[name].replace("ENCODING", "utf-8"), encoding="utf-8")
    audit("annotate", name, "--write")
    capsys.readouterr()
    audit("check", name, "--output", "jsonl")
    after = capsys.readouterr().out
    audit("clean", name, "--write")
    capsys.readouterr()
    audit("check", name, "--output", "jsonl")
    assert after == capsys.readouterr().out != ""


@pytest.mark.parametrize(("name", "prefix"), [("a.xlf", "#"), ("b.xlf", "#its=")])
def test_each_mark_refers_to_its_issues(name: str, prefix: str) -> None:
    Path(name).write_text(FILES[name].replace("ENCODING", "utf-8"), encoding="utf-8")
    audit("annotate", name, *ONLY, "--write")
    root = etree.parse(name).getroot()
    lists = {one.get("{http://www.w3.org/XML/1998/namespace}id"): one for one in root.iter(f"{ITS}locQualityIssues")}
    marks = [one for one in root.iter("{*}mrk") if one.get(f"{ITS}locQualityIssuesRef")]
    assert [one.get(f"{ITS}locQualityIssuesRef") for one in marks] == [prefix + own for own in lists]
    first = lists[marks[0].get(f"{ITS}locQualityIssuesRef").removeprefix(prefix)][0]
    assert marks[0].text == "人民幣1.28億元"
    assert first.get("locQualityIssueType") == "numbers"
    assert first.get("locQualityIssueSeverity") == "20"
    assert first.get("locQualityIssueComment").startswith("major number-mismatch: ")
    assert {one.getparent().tag.rpartition("}")[2] for one in lists.values()} <= {"trans-unit", "unit"}


def test_a_text_without_translation_is_marked_at_its_source() -> None:
    Path("a.xlf").write_text(XLIFF.replace("ENCODING", "utf-8"), encoding="utf-8")
    audit("annotate", "a.xlf", "--select", "untranslated-text", "--write")
    text = Path("a.xlf").read_text(encoding="utf-8")
    assert re.search('<source><mrk [^>]*translation-auditor-4-1">The report was published today.</mrk></source>', text)


def test_gettext_reads_the_comments() -> None:
    Path("a.po").write_text(PO.replace("ENCODING", "utf-8"), encoding="utf-8")
    audit("annotate", "a.po", *ONLY, "--write")
    first, second = [entry for entry in polib.pofile("a.po") if not entry.obsolete]
    assert first.tcomment.startswith("translation-auditor: major number-mismatch: ")
    assert (first.comment, first.msgstr) == ("said by the programmer", WRONG)
    assert second.tcomment.startswith("translation-auditor: major number-mismatch: ")


def test_a_spreadsheet_reads_the_column() -> None:
    Path("a.csv").write_text(CSV, encoding="utf-8")
    audit("annotate", "a.csv", *ONLY, "--write")
    rows = list(csv.reader(io.StringIO(Path("a.csv").read_text(encoding="utf-8"), newline="")))
    assert rows[1] == ["translation-auditor", "id", "source", "target", "speaker"]
    assert rows[2][0].startswith("major number-mismatch: ")
    assert rows[2][1:3] == ["7", SOURCE]
    assert rows[4] == ["", "8", "It rose.", "上升。"]


@pytest.mark.parametrize(
    ("command", "name", "content", "problem"),
    [
        (
            "annotate",
            "a.html",
            f"<table><tr><td>source<td>target<tr><td>{SOURCE}<td>{WRONG}</table>",
            "cannot be written into html files",
        ),
        ("clean", "a.txt", "Revenue rose.\n營收成長。\n", "cannot be written into transcript files"),
    ],
)
def test_other_formats_are_left_alone(
    command: str, name: str, content: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(content, encoding="utf-8")
    assert audit(command, name, "--write") == USAGE
    assert problem in capsys.readouterr().err
    assert Path(name).read_text(encoding="utf-8") == content


def test_an_annotated_xliff_is_cleaned_before_it_is_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.xlf").write_text(XLIFF2, encoding="utf-8")
    audit("annotate", "b.xlf", *ONLY, "--write")
    assert audit("fix", "b.xlf", *ONLY, "--write") == USAGE
    assert "b.xlf:3: findings are written into the file; take them out with `audit clean --write`" in (
        capsys.readouterr().err
    )
    audit("clean", "b.xlf", "--write")
    assert audit("fix", "b.xlf", *ONLY, "--write") == DONE


def test_what_is_allowed_is_not_written() -> None:
    Path("a.tsv").write_text(TSV, encoding="utf-8")
    Path("audit.toml").write_text('[[allow]]\ncheck = "number-mismatch"\nreason = "as he said it"\n', encoding="utf-8")
    assert audit("annotate", "a.tsv", *ONLY, "--write") == DONE
    assert Path("a.tsv").read_text(encoding="utf-8") == TSV


PIECES = [
    "營收",
    "5％",
    "&amp;",
    "&#x4e2d;",
    "\r\n",
    " ",
    "<![CDATA[<&>]]>",
    "<!-- x -->",
    '<x id="1"/>',
    "<mrk>好</mrk>",
]
CONTENT = st.lists(st.sampled_from([*PIECES, '<g id="2" a=">">', "<ph id='3'>{0}&gt;</ph>"]), max_size=8).map(
    lambda pieces: "".join(pieces) + "</g>" * sum(piece.startswith("<g") for piece in pieces)
)
MESSAGES = st.text(st.sampled_from("營5<>&\"'\t\r\n\x00\x1b\ud800\ufffe\u2028;,"), min_size=1, max_size=8)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    contents=st.lists(CONTENT, min_size=1, max_size=3), version=st.sampled_from("12"), words=MESSAGES, data=st.data()
)
def test_any_findings_in_any_xliff(
    folder: Path, contents: Sequence[str], version: str, words: str, data: st.DataObject
) -> None:
    start, end = {"1": ("<trans-unit>", "</trans-unit>"), "2": ("<unit><segment>", "</segment></unit>")}[version]
    units = "".join(f"{start}<source>One.</source><target>{content}</target>{end}" for content in contents)
    body = f"<body>{units}</body>" if version == "1" else units
    text = f'<xliff version="{version}.0"><file>{body}</file></xliff>'
    path = folder / "any.xlf"
    path.write_bytes(text.encode())
    segments = list(registry.readers()["xliff"]().read(path))
    found: dict[int, list[Finding]] = {}
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(contents) - 1))
        first = data.draw(st.integers(0, len(segments[number].target)))
        last = data.draw(st.integers(first, len(segments[number].target)))
        found.setdefault(number, []).append(finding(words, Span("target", first, last)))
    annotated = xliff.annotated(text, found, segments, "target")
    assert bare_xliff(annotated) == text
    root = etree.fromstring(annotated)
    comments = [one.get("locQualityIssueComment") for one in root.iter(f"{ITS}locQualityIssue")]
    assert len(comments) == sum(map(len, found.values()))
    path.write_bytes(annotated.encode())
    assert list(registry.readers()["xliff"]().read(path)) == segments


def finding(words: str, *spans: Span) -> Finding:
    return Finding(
        check="number-mismatch",
        category="accuracy/number",
        severity=Severity.MAJOR,
        segment="1",
        message=words,
        target_spans=spans,
        suggestion=Suggestion(0, 0, words),
    )


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(MESSAGES, min_size=2, max_size=3), min_size=1, max_size=4),
    words=MESSAGES,
    dialect=st.sampled_from(
        [("csv", ",", csv.QUOTE_MINIMAL), ("tsv", "\t", csv.QUOTE_ALL), ("tsv", "\t", csv.QUOTE_MINIMAL)]
    ),
)
def test_any_findings_in_any_table(
    folder: Path, rows: Sequence[list[str]], words: str, dialect: tuple[str, str, int]
) -> None:
    name, delimiter, quoting = dialect
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    rows = [[cell.replace("\x00", "").replace("\ud800", "") for cell in row] for row in rows]
    writer.writerows([["source", "target", "id"], *rows])
    text = out.getvalue()
    path = folder / f"any.{name}"
    path.write_bytes(text.encode())
    segments = list(registry.readers()[name]().read(path))
    found = {number: [finding(words)] for number in range(0, len(segments), 2)}
    annotated = FORMS[name].annotated(path, text, found, segments, "target", Fields())
    assert FORMS[name].bare(annotated, Fields()) == text
    path.write_bytes(annotated.encode())
    assert list(registry.readers()[name]().read(path)) == segments
    if segments:
        again = list(csv.reader(io.StringIO(annotated, newline=""), delimiter=delimiter))
        assert again[0][0] == "translation-auditor"
