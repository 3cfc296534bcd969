"""Parts of Parquet files, audited one by one: what they are, what is written, what is told of bad input."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from msgspec.structs import replace
from pyarrow import parquet

from audit import cli
from audit.api import audit_files
from audit.cluster.parts import parts, segments
from audit.cluster.results import Results
from audit.cluster.stages import Stage, split
from audit.config import Config
from audit.pipeline import Plan
from audit.reader import ReadError
from tests.benchmark.generator import pairs
from tests.test_pipeline import WrongWord


def stored(path: Path, count: int, group: int) -> Path:
    """Write made-up pairs as Parquet, in row groups of a size."""
    made = list(pairs(count))
    columns = {"source": [pair.source for pair in made], "target": [pair.target for pair in made]}
    parquet.write_table(pyarrow.table(columns), path, row_group_size=group)
    return path


def whole(source: Path, output: Path, rows: int, plan: Plan | None = None) -> Path:
    """Audit every part here."""
    for name, some in split(plan or Config().plan()):
        stage = Stage(
            name=name,
            plan=some,
            source=str(source),
            output=str(output),
            direction="en-zh",
            locale="zh-HK",
            several=source.is_dir(),
            rules="",
        )
        for part in parts(str(source), rows):
            stage.run(part)
    return output


def rows_of(folder: Path) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def test_one_part_has_the_findings_of_audit_check(tmp_path: Path) -> None:
    source = stored(tmp_path / "pairs.parquet", 300, 100)
    report = audit_files(source, config=Config(target_locale="zh-HK"))
    output = whole(source, tmp_path / "out", 300)
    found = rows_of(output / "findings")
    assert [(row["check"], row["segment"], row["fingerprint"]) for row in found] == [
        (finding.check, finding.segment, finding.fingerprint) for finding in report.findings
    ]
    assert [json.loads(row["facts"]) for row in found] == [
        json.loads(json.dumps(finding.facts, default=str)) for finding in report.findings
    ]
    [told] = rows_of(output / "summary")
    assert (told["segments"], told["passed"], told["mqm"]) == (300, report.gate.passed, report.mqm.score)


def test_parts_cover_every_row_once_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "pairs"
    folder.mkdir()
    stored(folder / "b.parquet", 70, 30)
    stored(folder / "a.parquet", 50, 20)
    (folder / "_SUCCESS.parquet").write_text("no table")
    found = parts(str(folder), 40)
    assert [(Path(part.path).name, part.groups, part.first) for part in found] == [
        ("a.parquet", (0, 2), 0),
        ("a.parquet", (2, 3), 40),
        ("b.parquet", (0, 1), 0),
        ("b.parquet", (1, 3), 30),
    ]
    read = [segment for part in found for segment in segments(str(folder), part, several=True)]
    assert [segment.source for segment in read] == [pair.source for count in (50, 70) for pair in pairs(count)]
    assert [segment.id for segment in read] == [str(n) for count in (50, 70) for n in range(1, count + 1)]
    assert {segment.origin for segment in read} == {part.path for part in found}


def test_a_part_that_is_done_is_not_done_again_until_it_changes(tmp_path: Path) -> None:
    source, output = stored(tmp_path / "pairs.parquet", 20, 10), tmp_path / "out"
    times = {path: path.stat().st_mtime_ns for path in whole(source, output, 10).rglob("*.parquet")}
    assert len(times) == 6
    whole(source, output, 10)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet")} == times
    [first, _] = parts(str(source), 10)
    assert first.key("") != replace(first, state="other").key("")
    assert first.key("") != first.key("other rules")


def test_only_results_of_ours_are_cleared(tmp_path: Path) -> None:
    source, output = stored(tmp_path / "pairs.parquet", 20, 10), tmp_path / "out"
    names = sorted(path.stem for path in whole(source, output, 10).glob("findings/*.parquet"))
    (output / "findings" / "mine.parquet").write_text("mine")
    Results(str(output)).clear("findings", {names[0]})
    assert {path.stem for path in (output / "findings").iterdir()} == {names[0], "mine"}
    assert len(list((output / "scores").iterdir())) == 2


def test_results_do_not_go_among_the_inputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored(tmp_path / "pairs.parquet", 4, 2)
    with pytest.raises(SystemExit) as ended:
        cli.main(["run-cluster", str(tmp_path), str(tmp_path / "out")])
    assert ended.value.code == 2
    assert "among the inputs" in capsys.readouterr().err


def test_what_crashes_is_in_the_summary(tmp_path: Path) -> None:
    from tests.test_pipeline import Broken

    columns = {"source": ["crash", "Fine."], "target": ["錯", "好"]}
    parquet.write_table(pyarrow.table(columns), tmp_path / "pairs.parquet")
    output = whole(tmp_path / "pairs.parquet", tmp_path / "out", 10, Plan(checks=(Broken(), WrongWord())))
    [told] = rows_of(output / "summary")
    assert len(told["failures"]) == 1
    assert told["failures"][0].startswith("broken at 1: ")


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda path: None, "there is no such file or folder"),
        (lambda path: path.write_bytes(b"PAR1 no table PAR1"), "the file cannot be read"),
        (lambda path: parquet.write_table(pyarrow.table({"source": ["a"], "ziel": ["b"]}), path), "no column “target”"),
        (
            lambda path: parquet.write_table(pyarrow.table({"source": [["a"]], "target": ["b"]}), path),
            "the column “source” holds list",
        ),
        (lambda path: parquet.write_table(pyarrow.table({"source": [], "target": []}), path), "there are no pairs"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, write: Any, said: str) -> None:
    path = tmp_path / "pairs.parquet"
    write(path)
    with pytest.raises(ReadError, match=said) as error:
        whole(path, tmp_path / "out", 10)
    assert "pairs.parquet" in str(error.value)


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed here")
def test_without_ray_the_command_says_what_to_install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = stored(tmp_path / "pairs.parquet", 4, 2)
    with pytest.raises(SystemExit) as ended:
        cli.main(["run-cluster", str(source), str(tmp_path / "out")])
    assert ended.value.code == 2
    assert "pip install 'translation-auditor[ray]'" in capsys.readouterr().err
