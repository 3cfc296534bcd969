"""What every writer promises: all findings, the same bytes, and no power to the text it carries."""

import io
import json
import re
import zipfile
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from audit import registry
from audit.model import (
    MQM,
    Failure,
    Finding,
    Gate,
    Input,
    Report,
    Rule,
    Score,
    Segment,
    Severity,
    Span,
    Suggestion,
    Verdict,
)
from audit.text.visible import visible

WORST_TEXTS = {
    "markup": "<script>alert(\"1\")</script></script><b onclick='x'>&amp;&lt; <!-- --> ]]>",
    "astral": "𠮷野家賣出 🙂 3.5億 👩‍👩‍👧",
    "turned": "5\u202e001\u202c% \u2066x\u2069 \u200f",
    "steering": "\x1b[31mred\x1b]0;title\x07 \x9b1m \r overwritten",
    "broken": "NUL \0 half \ud83d end \ufffe \ufeff",
    "lines": "one\ntwo\r\nthree\u2028four\tfive",
    "formula": '=1+1, =HYPERLINK("http://x") @SUM(A1) +1 -1 |',
    "terminal markup": "[bold red]not bold[/] :smile: {{ 7 * 7 }} {% raw %} ::error::x%0A ```md | a |",
    "empty": "",
    "long": "長文 " * 3000,
}


def a_report(texts: dict[str, str]) -> Report:
    """A report with each text wherever a report has text."""
    segments, findings = [], []
    for number, (name, text) in enumerate(texts.items(), 1):
        size = len(text)
        segments.append(
            Segment(
                id=f"{number}",
                source=text,
                target=text[::-1],
                reference=text or None,
                line=2 * number,
                speaker=text[:80] or None,
                origin=text[:40] or None,
                notes=(text[:99],),
                target_language="zh-TW",
            )
        )
        common = {"check": "number-mismatch", "category": "accuracy/number", "segment": f"{number}"}
        findings += [
            Finding(
                **common,
                severity=Severity.MAJOR,
                message=f"first-{number}-told “{text}”",
                verdict=Verdict.MISMATCH,
                source_spans=(Span("source", 0, size // 2), Span("source", size // 3, size)),
                target_spans=(Span("target", size // 4, size // 2),),
                suggestion=Suggestion(size // 4, size // 2, text),
                confidence=0.9,
                facts={
                    "expected": Decimal("1.50"),
                    "third": Fraction(1, 3),
                    "instances": [{"segment": "1", "text": text}],
                },
                fingerprint=f"{number:08x}",
            ),
            Finding(
                check="lost-negation",
                category="accuracy",
                severity=Severity.MINOR,
                segment=f"{number}",
                message=f"second-{number}-told",
                target_spans=(Span("target", size // 3, size // 3),),
                suppressed=text[:200] or "known" if name == "markup" else None,
                fingerprint=f"{number:07x}f",
            ),
        ]
    words = texts.get("markup", "") or next(iter(texts.values()))
    page = f"## title\n\n{words}\n\n[x](javascript:alert(1)) ![i](http://example.org/i.png) <img src=x onerror=y>\n"
    rules = [
        Rule(name=name, category="accuracy", severity=Severity.MAJOR, summary=words, page=page)
        for name in ("number-mismatch", "lost-negation")
    ]
    return Report(
        signature="translation-auditor|version:1",
        inputs=(Input(path=words, format="tsv", sha256="0" * 64, segments=len(segments), notes=(words,)),),
        target_locale="zh-TW",
        segments=tuple(segments),
        rules=tuple(rules),
        findings=tuple(findings),
        scores=(
            Score(metric="bleu", signature="BLEU|tok:zh", value=31.4, interval=(28.9, 33.8)),
            *(
                Score(metric="chrf", signature="chrF2", value=40.0 + n, segment=f"{n}")
                for n in range(1, len(segments) + 1)
            ),
        ),
        mqm=MQM(score=88.5, penalty=30, unit="target characters", per=1000, interval=(80.0, 92.0)),
        gate=Gate(passed=False, reasons=(f"because {words}",)),
        failures=(
            Failure(check="low-adequacy", segment="1", error=words),
            Failure(check="bleu", segment=None, error="x"),
        ),
    )


WORST = a_report(WORST_TEXTS)
CLEAN = replace(a_report({"plain": "ok"}), findings=(), failures=(), rules=(), scores=(), gate=Gate(passed=True))
NOTHING = replace(CLEAN, segments=(), inputs=(), mqm=MQM(score=None, penalty=0, unit="target characters", per=1000))
EVERY_WRITER = pytest.mark.parametrize("name", registry.writers())


def written(name: str, report: Report) -> bytes:
    out = io.BytesIO()
    registry.writers()[name]().write(report, out)
    assert not out.closed
    return out.getvalue()


def read(name: str, report: Report) -> str:
    """What was written, as text; of a zip archive, all its members."""
    data = written(name, report)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(member) for member in archive.namelist())
    return data.decode("utf-8")


@EVERY_WRITER
def test_its_file_is_named_after_it(name: str) -> None:
    assert registry.writers()[name].__module__ == f"audit.writers.{name}"


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
    assert [f.message for f in WORST.findings if f.message.split()[0] not in text] == []


@EVERY_WRITER
def test_nothing_in_it_steers_a_terminal_or_hides(name: str) -> None:
    acting = "[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\u2028-\u202e\u2066-\u2069\ufffe\ufeff]"
    assert re.findall(acting, read(name, WORST)) == []


@EVERY_WRITER
@settings(max_examples=25, deadline=None)
@given(texts=st.dictionaries(st.text(max_size=3), st.text(st.characters(), max_size=40), min_size=1, max_size=3))
def test_any_text_can_be_written(name: str, texts: dict[str, str]) -> None:
    assert read(name, a_report(texts))


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
