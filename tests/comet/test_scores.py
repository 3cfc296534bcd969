"""The scores are COMET's own, the same every time, and nothing else reaches standard output."""

import contextlib
import hashlib
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from audit import registry
from audit.cache import FILE
from audit.model import Segment
from audit.neural.checkpoint import checkpoint
from audit.neural.prediction import predictions, quiet, to_samples
from tests.comet.conftest import ALONE, ROWS, configured, run

METRICS = [
    ("comet", "regression_metric"),
    ("cometkiwi", "referenceless_regression_metric"),
    ("cometkiwi", "unified_metric"),
    ("xcomet", "xcomet_metric"),
]
every_metric = pytest.mark.parametrize(("metric", "kind"), METRICS)


def own(model: Path, *, references: bool) -> list[float]:
    """What COMET's own functions say, called as its documentation has it."""
    rows = [{"src": source, "mt": target, "ref": reference} for source, target, reference in ROWS]
    with quiet():
        import comet

        loaded = comet.load_from_checkpoint(str(model / "checkpoints" / "model.ckpt"))
        bare = [{key: row[key] for key in ("src", "mt")} for row in rows]
        found: list[float] = loaded.predict(rows if references else bare, gpus=0, progress_bar=False)["scores"]
    return found


@every_metric
def test_values_are_those_of_comet(
    metric: str, kind: str, models: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configured(metric, models / kind)
    assert run("score", str(table), "--metric", metric, "--segments", "--output", "json") == 0
    out, err = capfd.readouterr()
    found = json.loads(out)
    values = [segment["scores"][metric] for segment in found["segments"]]
    assert values == pytest.approx(own(models / kind, references=metric != "cometkiwi"), abs=1e-6)
    assert len(set(values)) == len(values)
    [score] = found["scores"]
    assert score["value"] == pytest.approx(sum(values) / len(values))
    low, high = score["interval"]
    assert low <= score["value"] <= high
    assert err == ""


@every_metric
def test_the_same_every_time_under_a_signature_that_names_the_weights(
    metric: str, kind: str, models: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configured(metric, models / kind)
    outputs = []
    for options in ((), (), ("--no-cache",)):
        predictions.cache_clear()
        run("score", str(table), "--metric", metric, "--segments", "--output", "jsonl", *options)
        outputs.append(capfd.readouterr().out)
    assert outputs[0] == outputs[1] == outputs[2]
    [signature] = {json.loads(line)["signature"] for line in outputs[0].splitlines()}
    known = registry.metrics()[metric](model=str(models / kind))
    weights = hashlib.sha256((models / kind / "checkpoints" / "model.ckpt").read_bytes()).hexdigest()
    assert signature == f"{known.signature}|refs:{int(metric != 'cometkiwi')}|weights:{weights[:12]}"


def test_a_batch_of_another_size_changes_nothing_to_speak_of(models: Path) -> None:
    segments = [Segment(id=source, source=source, target=target) for source, target, _ in ROWS]
    found = checkpoint(str(models / "unified_metric"), "cometkiwi")
    one, all_at_once = (
        [said.score for said in predictions(found, to_samples(segments, references=False), "cpu", size)]
        for size in (1, 16)
    )
    assert one == pytest.approx(all_at_once, abs=1e-5)


def test_nothing_to_predict_is_no_crash(models: Path) -> None:
    found = checkpoint(str(models / "regression_metric"), "comet")
    assert predictions(found, (), "cpu", 8) == ()


@every_metric
def test_odd_texts(metric: str, kind: str, models: Path) -> None:
    rows = [("", ""), ("Yes.", ""), ("", "是。"), ("\ud800", "不\udfff是\n\t 。"), ("long " * 900, "長" * 3000)]
    segments = [
        Segment(id=str(number), source=source, target=target, reference="是。")
        for number, (source, target) in enumerate(rows)
    ]
    part = registry.metrics()[metric](model=str(models / kind))
    assert [score.segment for score in part.score(segments)] == [None, "0", "1", "2", "3", "4"]


def test_xcomet_sees_references_only_where_all_have_one(
    models: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configured("xcomet", models / "xcomet_metric")
    table.write_text(table.read_text("utf-8") + "And costs.\t成本。\t\n", encoding="utf-8")
    run("score", str(table), "--metric", "xcomet", "--output", "json", "--segments")
    found = json.loads(capfd.readouterr().out)
    assert "|refs:0|" in found["scores"][0]["signature"]
    values = [segment["scores"]["xcomet"] for segment in found["segments"]]
    assert values[:3] == pytest.approx(own(models / "xcomet_metric", references=False), abs=1e-6)


def test_comet_scores_the_segments_that_have_a_reference(
    models: Path, table: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configured("comet", models / "regression_metric")
    table.write_text(table.read_text("utf-8") + "And costs.\t成本。\t\n", encoding="utf-8")
    run("score", str(table), "--metric", "comet", "--output", "json", "--segments")
    found = json.loads(capfd.readouterr().out)
    assert [sorted(segment["scores"]) for segment in found["segments"]] == [["comet"]] * 3 + [[]]


COUNT = "SELECT count(*) FROM results"


@every_metric
def test_a_second_run_predicts_only_what_changed(
    metric: str, kind: str, models: Path, table: Path, cache: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configured(metric, models / kind)
    tokens = ("score", str(table), "--metric", metric, "--segments", "--output", "json")
    text, values = table.read_text("utf-8"), []
    for changed in (ROWS[1][1], ROWS[1][1], "我們謝謝股東。"):
        table.write_text(text.replace(ROWS[1][1], changed), encoding="utf-8")
        predictions.cache_clear()
        run(*tokens)
        found = json.loads(capfd.readouterr().out)
        with contextlib.closing(sqlite3.connect(cache / FILE)) as kept:
            [(rows,)] = kept.execute(f"{COUNT} WHERE length(value) < 2000").fetchall()
        values.append(([segment["scores"][metric] for segment in found["segments"]], rows))
    predictions.cache_clear()
    run(*tokens, "--no-cache")
    anew = [segment["scores"][metric] for segment in json.loads(capfd.readouterr().out)["segments"]]
    assert values[0] == values[1]
    assert values[2][0] == pytest.approx(anew, abs=1e-6)
    assert values[2][0][::2] == values[0][0][::2]
    assert values[2][1] == values[0][1] + 1


def test_what_is_kept_needs_no_model_to_be_loaded(models: Path, table: Path) -> None:
    """A process of its own, so that it is told what that has imported."""
    configured("xcomet", models / "xcomet_metric")
    program = "import sys\nfrom audit.cli import main\ntry: main(sys.argv[1:])\nfinally: print('torch' in sys.modules)"
    said = []
    for _ in range(2):
        command = [sys.executable, "-c", program, "check", str(table), "--output", "json"]
        said.append(subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False).stdout)
    assert said[0].endswith("True\n")
    assert said[1] == said[0].replace("True\n", "False\n")
    assert '"check": "xcomet-error"' in said[1]


def test_another_model_of_the_same_name_is_asked_anew(models: Path, table: Path) -> None:
    configured("cometkiwi", "model")
    values = []
    for kind in ("referenceless_regression_metric", "unified_metric"):
        shutil.rmtree("model", ignore_errors=True)
        shutil.copytree(models / kind, "model")
        command = [sys.executable, "-m", "audit", "score", str(table), "--metric", "cometkiwi", "--output", "json"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=True)
        values.append(json.loads(done.stdout)["scores"][0]["value"])
    assert values[0] != values[1]


def test_it_runs_only_where_asked_for(models: Path, table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("score", str(table), "--output", "json") == 0
    found = json.loads(capfd.readouterr().out)
    assert [score["metric"] for score in found["scores"]] == ["adequacy", "bleu", "chrf", "ter"]
    configured("comet", models / "regression_metric")
    assert run("score", str(table), "--output", "json") == 0
    found = json.loads(capfd.readouterr().out)
    assert [score["metric"] for score in found["scores"]] == ["adequacy", "bleu", "chrf", "comet", "ter"]


def test_the_gate_holds_a_text_to_a_score(models: Path, table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    configured("comet", models / "regression_metric", "[gate.scores.comet]\nminimum = 9\n")
    assert run("check", str(table)) == 1
    assert "below the minimum of 9" in capfd.readouterr().out


def test_scores_by_segment_serve_a_gate_elsewhere(models: Path, table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As the page on COMET has it, with jq."""
    configured("cometkiwi", models / "unified_metric")
    assert run("score", str(table), "--metric", "cometkiwi", "--segments", "--output", "jsonl") == 0
    scores = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    rows = [{"id": score["segment"], "score": score["value"]} for score in scores if score["segment"]]
    Path("cometkiwi.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    Path("audit.toml").unlink()
    assert run("score", str(table), "--scores", "cometkiwi.jsonl", "--metric", "given", "--output", "json") == 0
    assert json.loads(capfd.readouterr().out)["scores"][0]["value"] == pytest.approx(scores[0]["value"])


def test_systems_are_compared_by_it(models: Path, table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    configured("comet", models / "regression_metric")
    Path("other.tsv").write_text(table.read_text("utf-8").replace("都有成長", "增加"), encoding="utf-8")
    assert run("compare", str(table), "other.tsv", "--metric", "comet", "--output", "json") == 0
    [versus] = json.loads(capfd.readouterr().out)["comparisons"]
    assert versus["metric"] == "comet"
    assert versus["difference"] != 0


@pytest.mark.parametrize("terminal", [False, True])
def test_a_process_of_its_own_prints_the_document_and_asks_no_network(
    terminal: bool, models: Path, table: Path
) -> None:
    configured("xcomet", models / "xcomet_metric")
    command = [sys.executable, "-c", ALONE, "score", str(table), "--metric", "xcomet", "--output", "json"]
    offline = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    with subprocess.Popen(
        command, env=offline, stdout=subprocess.PIPE, stderr=theirs if terminal else subprocess.PIPE
    ) as running:
        os.close(theirs)
        said = shown(ours) if terminal else ""
        out, err = running.communicate(timeout=300)
    os.close(ours)
    assert running.returncode == 0, said or err
    assert json.loads(out)["scores"][0]["metric"] == "xcomet"
    assert ("Predicting" in said and "loading" in said) if terminal else err == b""
    assert sorted(path.name for path in Path().iterdir()) == ["audit.toml", "talk.tsv"]


def shown(terminal: int) -> str:
    """All that a terminal is sent until nobody has it open any more."""
    said = b""
    with contextlib.suppress(OSError):  # so Linux tells the end
        while part := os.read(terminal, 1024):
            said += part
    return said.decode(errors="replace")
