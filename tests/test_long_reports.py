"""Reports of texts that are too long for a page or a workbook: the worst is there, and what is not is told."""

import io
import re
import sys
from collections.abc import Iterator

import openpyxl
import pytest

from audit import registry
from audit.model import Report
from audit.writers import xlsx
from tests.test_html_report import a_report


def written(name: str, report: Report) -> bytes:
    out = io.BytesIO()
    registry.writers()[name]().write(report, out)
    return out.getvalue()


def listed(page: str) -> list[str]:
    return re.findall(r'<section class="segment[^"]*" id="s-(\d+)"', page)


def test_a_page_lists_the_worst_segments_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    report = a_report(16)
    whole = written("html", report).decode()
    assert len(listed(whole)) == 16
    assert "too long for one page." not in whole.partition("</main>")[0]
    monkeypatch.setattr(sys.modules["audit.writers.html.entries"], "LISTED", 6)
    page = written("html", report).decode()
    assert listed(page) == ["2", "6", "10", "14", "1", "5"]  # the four critical ones, then major ones
    assert "6 / 16: " in page
    assert "too long for one page." in page.partition("</main>")[0]
    assert whole.count('<rect class="critical"') == page.count('<rect class="critical"')  # the chart has them all


def rows(book: openpyxl.Workbook, sheet: str) -> Iterator[str]:
    return (str(row[0]) for row in book[sheet].iter_rows(min_row=2, values_only=True))


def test_a_workbook_lists_what_has_findings_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    report = a_report(16)
    monkeypatch.setattr(xlsx, "ROWS", 10)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", report)))
    summary = [(row[0], row[1]) for row in book["Summary"].iter_rows(values_only=True)]
    assert ("segments", 16) in summary
    assert ("left out", "findings after the first 10 of 12; a report in JSON has them all") in summary
    assert ("left out", "segments but the first 10 with findings, of 16; a report in JSON has them all") in summary
    assert list(rows(book, "Segments")) == ["1", "2", "3", "5", "6", "7", "9", "10", "11", "13"]
    assert list(rows(book, "Findings")) == ["1", "2", "3", "5", "6", "7", "9", "10", "11", "13"]
    monkeypatch.setattr(xlsx, "ROWS", 100)
    whole = openpyxl.load_workbook(io.BytesIO(written("xlsx", report)))
    assert all(row[0] != "left out" for row in whole["Summary"].iter_rows(values_only=True))
