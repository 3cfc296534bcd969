"""`audit fix` in files of translation tools: the words of the target change, and not one byte beside them."""

from collections.abc import Sequence
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from audit import registry
from audit.fixing.rewriting import rewrite
from audit.model import Span, Suggestion
from tests.command import audit

FIXED, TO_FIX, USAGE = range(3)
WRONG, RIGHT = "營收為1.28億美元", "營收為12.8億美元"
SOURCE = "Revenue was US$1.28 billion."

XLIFF = f"""<?xml version="1.0" encoding="ENCODING"?>
<!-- {WRONG} -->
<?tool keep="{WRONG}"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original='a' source-language="en"   target-language="zh-TW" datatype="x"><body>
  <trans-unit id="1" note="a > b">\t
   <source>{SOURCE}</source >
   <target
      state='final' >{WRONG}。</target>
   <alt-trans><source>{SOURCE}</source><target>{WRONG}。</target></alt-trans>
  </trans-unit>
  <trans-unit id="2"><source>Thank you &amp; good bye.</source>
   <target>謝謝&#x3002;<![CDATA[再見。]]><!-- c --></target></trans-unit>
 </body></file>
</xliff>
"""
XLIFF2 = f"""<xliff version="2.0" srcLang="en" trgLang="zh-TW" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="1"><segment>
<source>{SOURCE}</source><target>{WRONG}。</target></segment></unit></file></xliff>"""
TAGGED = XLIFF2.replace("US$1.28 billion", 'US$<pc id="1">1.28</pc> billion').replace(
    "1.28億美元", '<pc id="1">1.28</pc>億美元'
)
TMX = f"""<?xml version='1.0' encoding='ENCODING'?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="zh-TW"><seg>{WRONG}&#12290;</seg></tuv>
<tuv xml:lang="fr"><seg>{WRONG}</seg></tuv> <tuv xml:lang="en"><seg>{SOURCE}</seg></tuv></tu></body></tmx>
"""
PO = f"""# {WRONG}
msgid ""
msgstr "Content-Type: text/plain; charset=ENCODING\\n"

msgid   "{SOURCE}"
msgstr ""
  "{WRONG}\\n"\t
"\\"好\\"。"

#~ msgid "{SOURCE}"
#~ msgstr "{WRONG}"
msgid "%d file"
msgid_plural "{SOURCE}"
msgstr[0] "{WRONG}。"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def once(text: str, before: str) -> str:
    """The text with the words after this put right."""
    return text.replace(f"{before}{WRONG}", f"{before}{RIGHT}")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.xlf", XLIFF, once(XLIFF, "state='final' >")),
        ("a.xlf", XLIFF.replace("\n", "\r\n"), once(XLIFF, "state='final' >").replace("\n", "\r\n")),
        ("a.xliff", XLIFF2, once(XLIFF2, "<target>")),
        ("a.xliff", TAGGED, TAGGED.replace('<pc id="1">1.28</pc>億', '<pc id="1">12.8</pc>億')),
        ("a.tmx", TMX, once(TMX, '"zh-TW"><seg>')),
        ("a.po", PO, once(once(PO, '\n  "'), '[0] "')),
        ("a.po", PO.replace("\n", "\r\n"), once(once(PO, '\n  "'), '[0] "').replace("\n", "\r\n")),
        ("a.xliff", XLIFF2.replace(f"<target>{WRONG}", f"<target>&#29151;收{WRONG[2:]}"), None),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "big5"])
def test_nothing_else_changes(name: str, text: str, expected: str | None, encoding: str) -> None:
    if expected is None:
        expected = text.replace("1.28億", "12.8億")
    declared = encoding.removesuffix("-sig")
    before, after = (words.replace("ENCODING", declared).encode(encoding) for words in (text, expected))
    assert before != after
    path = Path(name)
    path.write_bytes(before)
    only = ("--select", "accuracy/number,lost-tag")
    assert audit("fix", name, *only) == TO_FIX
    assert path.read_bytes() == before
    assert audit("fix", name, *only, "--write") == FIXED
    assert path.read_bytes() == after
    assert audit("fix", name, *only) == FIXED


def test_subtitles() -> None:
    """The correction is in the second file, in a cue of two lines beside a cue of one."""
    srt = "1\n00:00:01,000 --> 00:00:03,000\n{}\n\n2\n00:00:03,000 --> 00:00:05,000\n{}\n"
    vtt = f"WEBVTT\r\n\r\n00:01.000 --> 00:05.000\r\n早安。\r\n{WRONG}。\r\n"
    Path("talk.srt").write_text(srt.format("Good morning.", SOURCE), encoding="utf-8")
    Path("talk.vtt").write_bytes(vtt.encode("utf-16"))
    assert audit("fix", "talk.srt", "talk.vtt", "--write", "--select", "number-mismatch") == FIXED
    assert Path("talk.srt").read_text(encoding="utf-8") == srt.format("Good morning.", SOURCE)
    assert Path("talk.vtt").read_bytes() == vtt.replace(WRONG, RIGHT).encode("utf-16")


PIECES = [
    "營收",
    "5％",
    "😀",
    "&amp;",
    "&lt;",
    "&#x4e2d;",
    "&#38;",
    "\r\n",
    " ",
    "<![CDATA[<&>]]>",
    "<!-- x -->",
    "<?p i?>",
]
TAGS = ['<x id="1"/>', '<g id="2" a=">">', "<ph id='3'>{0}&gt;</ph>"]
CONTENT = st.lists(st.sampled_from(PIECES + TAGS), max_size=8).map(
    lambda pieces: "".join(pieces) + "</g>" * sum(piece.startswith("<g") for piece in pieces)
)
WORDS = st.text(st.sampled_from("營收5％é😀𠮷<>&\"'; "), max_size=6)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(CONTENT, min_size=1, max_size=3), words=WORDS, data=st.data())
def test_any_words_in_any_unit(folder: Path, contents: Sequence[str], words: str, data: st.DataObject) -> None:
    units = "".join(
        f'<trans-unit id="u{number}"><source>One.</source>\n<target>{content}</target></trans-unit>'
        for number, content in enumerate(contents)
    )
    path = folder / "a.xlf"
    path.write_bytes(f'<xliff version="1.2"><file><body>{units}</body></file></xliff>'.encode())
    reader = registry.readers()["xliff"]()
    before = list(reader.read(path))
    number = data.draw(st.integers(0, len(contents) - 1))
    target = before[number].target
    start = data.draw(st.integers(0, len(target)))
    end = data.draw(st.integers(start, len(target)))
    for span in before[number].protected:
        assume(not _overlaps(span, start, end))
    assume("CDATA" not in contents[number])
    path.write_bytes(rewrite(reader, [path], {number: [Suggestion(start, end, words)]}).content)
    after = list(reader.read(path))
    assert after[number].target == target[:start] + words + target[end:]
    assert [one.target for one in after[:number] + after[number + 1 :]] == [
        one.target for one in before[:number] + before[number + 1 :]
    ]
    tags = [[segment.text(span) for span in segment.protected] for segment in (before[number], after[number])]
    assert tags[0] == tags[1]


PO_TEXT = st.lists(
    st.sampled_from(["營收", "5％", "😀", "\\n", '\\"', "\\\\", " ", '"\n"', '"\r\n\t"']), max_size=8
).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(PO_TEXT, min_size=1, max_size=3), words=WORDS, data=st.data())
def test_any_words_in_any_message(folder: Path, contents: Sequence[str], words: str, data: st.DataObject) -> None:
    path = folder / "a.po"
    path.write_bytes("".join(f'msgid "One."\nmsgstr "{content}"\n\n' for content in contents).encode())
    reader = registry.readers()["po"]()
    before = [segment.target for segment in reader.read(path)]
    number = data.draw(st.integers(0, len(contents) - 1))
    start = data.draw(st.integers(0, len(before[number])))
    end = data.draw(st.integers(start, len(before[number])))
    path.write_bytes(rewrite(reader, [path], {number: [Suggestion(start, end, words)]}).content)
    before[number] = before[number][:start] + words + before[number][end:]
    assert [segment.target for segment in reader.read(path)] == before
    assert [entry.msgstr for entry in polib.pofile(path.read_bytes().decode())] == before


def _overlaps(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end
