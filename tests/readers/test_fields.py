"""What a person calls columns and keys, in every format that has them; and what is said where they are not there."""

import json
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

from audit import cli, registry
from audit.inputs import read
from audit.reader import Fields, ReadError

FIELDS = Fields(source="EN", target="zh", id="No", reference="ref", speaker="who")
NAMES = ("no", "en", "ZH", "ref", "ref2", "who", "source")
ROW = ("a", "Revenue rose.", "營收成長。", "收入成長。", "收入上升。", "Jane", "not this")
NESTED = Fields(source="translation.en", target="translation.zh", id="meta.id")


def written(folder: Path, kind: str) -> Path:
    path = folder / f"talk.{kind}"
    match kind:
        case "tsv" | "csv":
            mark = "\t" if kind == "tsv" else ";"
            path.write_text(f"{mark.join(NAMES)}\n{mark.join(ROW)}\n", encoding="utf-8")
        case "html":
            cells = ("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in (NAMES, ROW))
            path.write_text(f"<table>{''.join(cells)}</table>", encoding="utf-8")
        case "xlsx":
            book = openpyxl.Workbook()
            for row in (NAMES, ROW):
                book.active.append(row)
            book.save(path)
        case "parquet":
            parquet.write_table(pyarrow.table({name: [cell] for name, cell in zip(NAMES, ROW, strict=True)}), path)
    return path


@pytest.mark.parametrize("kind", ["tsv", "csv", "html", "xlsx", "parquet"])
def test_tables_have_the_columns_that_are_named(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, kind)
    [segment], [described] = read([path], None, FIELDS)
    assert described.format == kind
    assert (segment.id, segment.source, segment.target, segment.speaker) == ("a", *ROW[1:3], "Jane")
    assert segment.references == (ROW[3], ROW[4])
    with pytest.raises(ReadError, match=r"no column “nowhere”; found “no”, “en”, “ZH”.*; call them nowhere and zh, or"):
        list(registry.reader(kind, Fields(source="nowhere", target="zh")).read(path))


PAIR = {"translation": {"en": "Revenue rose.", "zh": "營收成長。"}, "meta": {"id": 7}, "source": 3}


@pytest.mark.parametrize(
    ("name", "content", "fields", "problem"),
    [
        ("a.jsonl", json.dumps(PAIR), NESTED, "a.jsonl:1: no field “translation.fr”; found “en”, “zh”; call them"),
        ("a.json", json.dumps([PAIR], indent=1), NESTED, "a.json: no list of objects with “translation.en” and"),
        (
            "b.json",
            json.dumps({"x": [PAIR], "y": {"z": [PAIR]}}, indent=1),
            Fields(source=NESTED.source, target=NESTED.target, id=NESTED.id, segments="y.z"),
            "b.json:16: no field “translation.fr”; found “en”, “zh”",
        ),
    ],
)
def test_json_has_the_fields_that_paths_lead_to(
    name: str, content: str, fields: Fields, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    [segment], _ = read([path], None, fields)
    assert (segment.id, segment.source, segment.target) == ("7", "Revenue rose.", "營收成長。")
    french = Fields(source=fields.source, target="translation.fr", segments=fields.segments)
    with pytest.raises(ReadError) as caught:
        list(registry.reader(name[2:], french).read(path))
    assert problem in str(caught.value)


def test_parquet_has_structures(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.Table.from_pylist([PAIR]), path)
    [segment], _ = read([path], None, NESTED)
    assert (segment.id, segment.source, segment.target) == ("7", "Revenue rose.", "營收成長。")


@pytest.mark.parametrize(("segments", "problem"), [("data.rows", "no field “data.rows”"), ("x", "“x” is no list")])
def test_a_list_that_is_not_there_is_named(segments: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"x": {"source": "a", "target": "b"}}', encoding="utf-8")
    with pytest.raises(ReadError, match=problem):
        list(registry.reader("json", Fields(segments=segments)).read(path))


def test_the_commands_keep_to_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("audit.toml").write_text('[input]\nsource = "en"\ntarget = "zh"\n', encoding="utf-8")
    Path("a.csv").write_text("zh,en\n營收成長6%。,Revenue rose by 5%.\n", encoding="utf-8")
    for command in (["check"], ["fix"], ["annotate", "--write"], ["clean", "--write"], ["score"], ["selftest"]):
        with pytest.raises(SystemExit) as stopped:
            cli.main([command[0], "a.csv", *command[1:]])
        assert stopped.value.code in (0, 1, None), capsys.readouterr().err


def test_a_key_may_have_dots_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"translation.en": "Revenue rose.", "translation": {"zh": "營收成長。"}}', encoding="utf-8")
    [segment] = registry.reader("jsonl", NESTED).read(path)
    assert (segment.source, segment.target) == ("Revenue rose.", "營收成長。")
