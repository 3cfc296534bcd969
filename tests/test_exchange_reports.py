"""What other programs make of the reports: code scanning, CI servers, spreadsheets, comments."""

import csv
import io
import json
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import openpyxl
import pytest
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt
from msgspec.structs import replace
from openpyxl.cell.rich_text import CellRichText, TextBlock

from audit.api import audit_pairs
from audit.model import Finding, Gate, Input, Report, Segment, Severity, Span, Suggestion
from audit.writers.markdown import escaped
from tests.worst import CLEAN, NOTHING, WORST, WORST_TEXTS, a_report, read, written

SARIF_SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
"""The published schema (draft 4), as the npm package @microsoft/jest-sarif carries it."""


def one(
    message: str = "m", severity: Severity = Severity.MAJOR, *, source: str = "Up 5%.", passed: bool = False
) -> Report:
    """A report of one segment and one finding in the transcript talk.txt, at line 7."""
    segment = Segment(id="3", source=source, target="成長6%。", line=7, target_language="zh-TW")
    finding = Finding(
        check="number-mismatch",
        category="accuracy/number",
        severity=severity,
        segment="3",
        message=message,
        source_spans=(Span("source", 3, 5),),
        target_spans=(Span("target", 2, 4),),
        suggestion=Suggestion(2, 4, "5%"),
        fingerprint="c0ffee",
    )
    return replace(
        CLEAN,
        inputs=(Input(path="talks/Q3 talk.txt", format="transcript", sha256="0" * 64, segments=1),),
        segments=(segment,),
        findings=(finding,),
        gate=Gate(passed=True) if passed else Gate(passed=False, reasons=("1 major finding",), failing=("c0ffee",)),
    )


@pytest.mark.parametrize("report", [WORST, CLEAN, NOTHING, one()], ids=["worst", "clean", "nothing", "one"])
def test_sarif_follows_its_schema(report: Report) -> None:
    log = json.loads(written("sarif", report))
    Draft4Validator(json.loads(SARIF_SCHEMA.read_text("utf-8"))).validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == len(report.findings)
    for result in run["results"]:
        if "ruleIndex" in result:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize(
    ("source", "region"),
    [
        ("Up 5%.", {"startLine": 7, "startColumn": 4, "endLine": 7, "endColumn": 6}),
        ("𠮷🙂 5%.", {"startLine": 7, "startColumn": 4, "endLine": 7, "endColumn": 6}),
        ("Up\n5%.", {"startLine": 8, "startColumn": 1, "endLine": 8, "endColumn": 3}),
    ],
)
def test_sarif_counts_lines_and_columns_in_code_points(source: str, region: dict[str, int]) -> None:
    (result,) = json.loads(written("sarif", one(source=source)))["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "talks/Q3%20talk.txt"}, "region": region}
    assert result["partialFingerprints"] == {"auditContent/v1": "c0ffee"}


def test_sarif_keeps_suppressed_findings_with_their_reason() -> None:
    report = one()
    report = replace(report, findings=(replace(report.findings[0], suppressed="house style"),))
    (result,) = json.loads(written("sarif", report))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "house style"}]
    assert "baselineState" not in result


@pytest.mark.parametrize("state", ["new", "unchanged"])
def test_sarif_tells_what_the_baseline_knows(state: Literal["new", "unchanged"]) -> None:
    report = one()
    report = replace(report, findings=(replace(report.findings[0], baseline=state),))
    log = json.loads(written("sarif", report))
    Draft4Validator(json.loads(SARIF_SCHEMA.read_text("utf-8"))).validate(log)
    assert log["runs"][0]["results"][0]["baselineState"] == state


def test_junit_is_red_where_the_gate_failed_and_only_there() -> None:
    failed = ElementTree.fromstring(written("junit", one()))
    assert [case.get("name") for case in failed.iter("testcase") if case.find("failure") is not None] == [
        "gate",
        "segment 3: m",
    ]
    passed = ElementTree.fromstring(written("junit", one(passed=True)))
    assert passed.find(".//failure") is None
    assert "m" in (passed.findtext(".//system-out") or "")
    other = replace(one(), gate=Gate(passed=False, reasons=("MQM is 80.00, below the minimum of 95",)))
    assert [suite.get("failures") for suite in ElementTree.fromstring(written("junit", other))] == ["1", "0"]


def test_junit_counts_its_cases() -> None:
    root = ElementTree.fromstring(written("junit", WORST))
    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("skipped") == str(len(suite.findall(".//skipped")))
    assert len(root.findall(".//error")) == len(WORST.failures)


def test_github_lines_are_commands_or_plain() -> None:
    lines = read("github", WORST).splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "audit: ")) for line in lines)
    assert read("github", one("50%, not\n::error::x")).splitlines() == [
        "::error file=talks/Q3 talk.txt,line=7,title=number-mismatch::segment 3: 50%25, not%0A::error::x%0A6%25 → 5%25",
        "audit: failed: 1 major finding",
    ]


def test_github_shows_no_more_than_it_is_allowed() -> None:
    report = a_report({f"{n}": "text" for n in range(30)})
    lines = read("github", report).splitlines()
    assert [sum(line.startswith(f"::{kind} ") for line in lines) for kind in ("error", "warning")] == [10, 10]
    assert "audit: 40 more findings are in the report" in lines


def test_csv_has_a_row_for_each_finding_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(read("csv", WORST), newline="")))
    assert len(rows) == len(WORST.findings)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    formula = next(row for row in rows if row["source"].startswith("'=1+1"))
    assert formula["message"] == f"first-7-told “{WORST_TEXTS['formula']}”"


def test_xlsx_has_four_sheets_without_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", WORST)))
    assert book.sheetnames == ["Summary", "Findings", "Segments", "Quantities"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert any(cell.value == WORST_TEXTS["formula"] for cell in cells)
    assert book["Findings"].max_row == 1 + len(WORST.findings)
    assert book["Segments"].max_row == 1 + len(WORST.segments)
    assert book["Quantities"].max_row == 1 + len(WORST.quantities)
    assert {sheet.freeze_panes for sheet in book if sheet.title != "Summary"} == {"A2"}


def test_xlsx_lists_each_quantity_with_its_verdict() -> None:
    report = audit_pairs([("Up 5% to $2 million.", "成長5%，占3成。")])
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", report)))["Quantities"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("segment", "kind", "source text", "source value", "target text", "target value", "verdict", "check"),
        ("1", "percent", "5%", "5", "5%", "5", "match", None),
        ("1", "money", "$2 million", "2000000 $", None, None, "mismatch", "missing-number"),
        ("1", "percent", None, None, "3成", "30", "mismatch", "added-number"),
    ]
    assert sheet.auto_filter.ref == "A1:H4"


def test_xlsx_colours_the_marked_places() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", one())), rich_text=True)["Findings"]
    titles = [cell.value for cell in sheet[1]]
    target = sheet.cell(2, titles.index("target") + 1).value
    assert isinstance(target, CellRichText)
    blocks = [part for part in target if isinstance(part, TextBlock) and part.font.color]
    assert [block.text for block in blocks if block.font.color.rgb == "FFC2500F"] == ["6%"]
    assert str(target) == "成長6%。"


def test_markdown_words_stay_words() -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    for text in [
        *WORST_TEXTS.values(),
        "# h\n- x",
        "1. a",
        "www.example.org",
        "https://example.org",
        "[a]: b",
        "@me #1",
    ]:
        (paragraph,) = [token for token in reader.parse(f"- x {escaped(text)}") if token.type == "inline"]
        kinds = {child.type for child in paragraph.children or ()}
        assert kinds <= {"text", "text_special"}, text
    assert "@" not in read("markdown", WORST)


def test_markdown_fits_a_comment() -> None:
    report = a_report({f"{n}": "長文 " * 200 for n in range(300)})
    text = read("markdown", report)
    assert len(text) < 65_536
    assert "more segments with findings are in the report" in text
