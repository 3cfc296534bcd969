"""Documents, pages and JSON that mean harm: a message, and soon."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from audit import registry
from audit.reader import ReadError
from audit.text.formats import unpacking

SAMPLES = Path(__file__).parents[1] / "samples"
HEADER = "<table><tr><td>source<td>target"
BIG = 150_000


def pairs(name: str, path: Path) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in registry.readers()[name]().read(path)]


def outcome(name: str, path: Path) -> str:
    """The first source, or what is wrong with the file."""
    try:
        return pairs(name, path)[0][0]
    except ReadError as error:
        return str(error)


PAGES = {
    "tags": "<a ",
    "comments": "<!--",
    "brackets": "<",
    "ends": "</",
    "references": "&#",
    "names": "&a",
    "attributes": '<a b="',
    "declarations": "<!",
    "cells": "<td>",
    "rows": "<tr>",
    "reaching": "<tr><td rowspan=0 colspan=99999>x",
    "tables": "<table>",
    "tables in cells": "<table><tr><td>",
    "hidden": "<p hidden>",
    "deleted": "<del>",
    "words": "a ",
    "equals": "<a =",
    "quotes": "<a b='c'd>",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_take_time_that_grows_with_their_length(name: str, tmp_path: Path) -> None:
    """Of time that grew with the square of it, these would need hours."""
    path = tmp_path / "a.html"
    path.write_text(HEADER + "<tr><td>One.<td>一。" + PAGES[name] * (BIG // len(PAGES[name])), encoding="utf-8")
    assert outcome("html", path).startswith(("One.", f"{path}:"))


def test_a_page_is_told_soon_however_it_begins() -> None:
    assert not registry.readers()["html"]().accepts("<!-- x --> " * 6000 + "<!-- <p>")
    assert registry.readers()["html"]().accepts("<!-- x --> " * 5000 + "<HTML>")


@pytest.mark.parametrize("name", ["json", "jsonl"])
@pytest.mark.parametrize("bomb", ["[" * BIG, '{"a":' * BIG, '[{"source":' * BIG, '["' + "\\" * BIG])
def test_deep_json_is_refused(name: str, bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(bomb, encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.json"):
        pairs(name, path)


def docx(path: Path, document: str) -> None:
    with (
        zipfile.ZipFile(SAMPLES / "docx" / "plain.docx") as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, document if member == "word/document.xml" else old.read(member))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENTS: dict[str, tuple[str, str]] = {
    "deep": (f"<w:document {W}><w:body>" + "<w:tbl><w:tr><w:tc>" * 50, "more than 100 elements inside each other"),
    "entities": (f'<!DOCTYPE w [<!ENTITY a "b">]><w:document {W}/>', "declares a document type"),
    "outside": (f'<!DOCTYPE w SYSTEM "file:///etc/passwd"><w:document {W}/>', "declares a document type"),
    "cut": (f"<w:document {W}><w:body>", "word/document.xml in it"),
    "other": ("<html/>", "no tables found"),
    "empty": ("", "word/document.xml in it"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_that_mean_harm_are_refused(name: str, tmp_path: Path) -> None:
    content, problem = DOCUMENTS[name]
    path = tmp_path / "a.docx"
    docx(path, content)
    with pytest.raises(ReadError, match=problem):
        pairs("docx", path)


@pytest.mark.parametrize("name", ["docx", "ods", "xlsx"])
def test_bombs_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 1 << 20)
    path = tmp_path / f"a.{name}"
    with zipfile.ZipFile(next((SAMPLES / name).glob(f"plain.{name}"))) as old:
        content = {member: old.read(member) for member in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member, one in content.items():
            new.writestr(member, one + b" " * (1 << 20) if member.endswith((".xml", ".rels")) else one)
    with pytest.raises(ReadError, match="unpacked, this is more than 1 MiB"):
        pairs(name, path)


def test_a_long_cell_of_many_runs_takes_seconds(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    runs = "<w:tc><w:p>" + "<w:r><w:t>營收</w:t></w:r>" * 50_000 + "</w:p></w:tc>"
    rows = f"<w:tr>{cell.format('source')}{cell.format('target')}</w:tr><w:tr>{cell.format('One.')}{runs}</w:tr>"
    docx(tmp_path / "a.docx", f"<w:document {W}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>")
    assert pairs("docx", tmp_path / "a.docx") == [("One.", "營收" * 50_000)]


MARKS = ["<tr>", "<td>", "<td colspan=2>", "<td rowspan=2>", "</td>", "</tr>", "<table>", "</table>", "x", " ", "<br>"]
MARKS += ["<p>", "<del>", "</del>", "<p hidden>", "</p>", "<tr hidden>", "<td hidden>", "&lt;", "<script>", "</script>"]


@example(marks=["<table>", "<tr>", "<p hidden>", "x"])
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=st.lists(st.sampled_from(MARKS), max_size=40))
def test_any_disorder_of_a_page_loses_no_word(marks: list[str], tmp_path: Path) -> None:
    """Each x is in a pair or in a note, but for those that are deleted or in a script."""
    path = tmp_path / "any.html"
    words = [f"x{number}" if mark == "x" else mark for number, mark in enumerate(marks)]
    path.write_text(f"{HEADER}<tr><td>One.<td>一。<tr>{''.join(words)}", encoding="utf-8")
    try:
        segments = list(registry.readers()["html"]().read(path))
    except ReadError:
        return
    shown = "\n".join(
        text for one in segments for text in (one.id, one.source, one.target, *one.notes, *one.references)
    )
    skipped = {"<del>", "<script>"} & set(marks)
    named = "<td" in "".join(marks)  # a column beyond those of the pairs may be one that nobody reads
    assert skipped or named or all(word in shown for word in words if word.startswith("x"))


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "word/../../evil"])
def test_names_in_an_archive_lead_nowhere(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes((SAMPLES / "docx" / "plain.docx").read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "<x/>")
    assert outcome("docx", path) == "Revenue rose by 5%."
    assert list(tmp_path.iterdir()) == [path]
