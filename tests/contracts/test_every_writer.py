"""What every writer promises: all findings, the same bytes, and no power to the text it carries."""

import io
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from audit import registry
from audit.model import Finding, Report, Segment, Severity, Span, Suggestion
from audit.text.visible import visible
from tests.worst import CLEAN, NOTHING, WORST, WORST_TEXTS, a_report, read, written

EVERY_WRITER = pytest.mark.parametrize("name", registry.writers())


@EVERY_WRITER
def test_its_file_is_named_after_it(name: str) -> None:
    assert registry.writers()[name].__module__.rpartition(".")[2] == name


def test_no_two_writers_claim_a_suffix() -> None:
    suffixes = [writer.suffix for writer in registry.writers().values() if writer.suffix is not None]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") for suffix in suffixes)


@EVERY_WRITER
@pytest.mark.parametrize("report", [WORST, CLEAN, NOTHING], ids=["worst", "clean", "nothing"])
def test_it_writes_any_report_the_same_way_twice(name: str, report: Report) -> None:
    assert written(name, report) == written(name, report)


@EVERY_WRITER
def test_every_finding_appears(name: str) -> None:
    text = read(name, WORST)
    told = [finding for finding in WORST.findings if name != "github" or finding.suppressed is None]
    assert [finding.message for finding in told if finding.message.split()[0] not in text] == []


@EVERY_WRITER
def test_nothing_in_it_steers_a_terminal_or_hides(name: str) -> None:
    acting = "[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\u2028-\u202e\u2066-\u2069\ufffe\ufeff]"
    assert re.findall(acting, read(name, WORST)) == []


@EVERY_WRITER
@settings(max_examples=25, deadline=None)
@given(texts=st.dictionaries(st.text(max_size=3), st.text(st.characters(), max_size=40), min_size=1, max_size=3))
def test_any_text_can_be_written(name: str, texts: dict[str, str]) -> None:
    assert read(name, a_report(texts))


@EVERY_WRITER
def test_a_segment_may_be_a_megabyte(name: str) -> None:
    assert read(name, a_report({"long": "<長文> 5% " * 125_000}))


def test_json_follows_its_schema_and_keeps_every_text() -> None:
    schema = json.loads((files("audit.data") / "report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for report in (WORST, CLEAN, NOTHING):
        document = json.loads(written("json", report))
        Draft202012Validator(schema).validate(document)
        assert list(document) == schema["required"]
        assert [(s["source"], s["target"]) for s in document["segments"]] == [
            (s.source, s.target) for s in report.segments
        ]
        assert [f["message"] for f in document["findings"]] == [f.message for f in report.findings]
        for part in ("segment", "finding", "score", "input", "failure"):
            for item in document[part + "s"]:
                assert list(item) == schema["$defs"][part]["required"]


def test_json_says_what_the_design_says() -> None:
    document = json.loads(written("json", WORST))
    first = document["findings"][2]
    size = len(WORST_TEXTS["astral"])
    assert first["source_spans"] == [[0, size // 2], [size // 3, size]]
    assert first["suggestion"] == {"start": size // 4, "end": size // 2, "text": WORST_TEXTS["astral"]}
    assert (first["severity"], first["verdict"], first["facts"]["expected"], first["facts"]["third"]) == (
        "major",
        "mismatch",
        "1.50",
        "1/3",
    )
    assert document["segments"][0]["scores"] == {"chrf": 41.0}
    assert [score["metric"] for score in document["scores"]] == ["bleu"]


def test_json_lines_are_the_findings_of_json() -> None:
    lines = written("jsonl", WORST).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written("json", WORST))["findings"]
    assert written("jsonl", CLEAN) == b""


class Page(HTMLParser):
    """What a browser would see in a page: its elements and the words of the segments."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "p" and dict(attrs).get("class") == "words":
            self.texts.append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data


def page_of(report: Report) -> Page:
    page = Page()
    page.feed(read("html", report))
    return page


def test_html_has_no_element_that_the_text_brought() -> None:
    page = page_of(WORST)
    assert {tag for tag, _ in page.elements} == {
        tag for tag, _ in page_of(a_report(dict.fromkeys(WORST_TEXTS, "ok"))).elements
    }
    assert [attributes.get("type") for tag, attributes in page.elements if tag == "script"] == [
        "application/json",
        None,
    ]
    assert [
        name
        for _, attributes in page.elements
        for name in attributes
        if name.startswith("on") or name in ("src", "style")
    ] == []
    links = [attributes["href"] or "" for _, attributes in page.elements if "href" in attributes]
    assert {link for link in links if not link.startswith("#")} == {"data:,", "http://example.org/i.png"}
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.characters(), max_size=60))
def test_html_shows_the_text_itself(text: str) -> None:
    shown = [part.replace("‸", "") for part in page_of(a_report({"t": text})).texts]
    expected = visible(text, keep="\n\t").replace("‸", "")
    assert shown[0] == expected


class Screen(io.BytesIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_terminal_colours_are_the_only_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Screen()
    registry.writers()["text"]().write(WORST, screen)
    text = screen.getvalue().decode()
    assert "\x1b[" in text
    assert "\x1b" not in re.sub("\x1b\\[[0-9;]*m", "", text)


def test_terminal_marks_by_brackets_where_there_are_no_colours() -> None:
    target = Segment(id="1", source="Up 5%.", target="成長6%。", target_language="zh-TW")
    finding = Finding(
        check="number-mismatch",
        category="accuracy/number",
        severity=Severity.MAJOR,
        segment="1",
        message="m",
        source_spans=(Span("source", 3, 5),),
        target_spans=(Span("target", 2, 4),),
        suggestion=Suggestion(2, 4, "5%"),
    )
    text = read("text", replace(CLEAN, segments=(target,), findings=(finding,)))
    assert "Up ⟦5%⟧." in text
    assert "成長⟦6%⟧。" in text
    assert "6% → 5%" in text
