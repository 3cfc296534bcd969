"""Trained models where the extra is not installed: they are listed, and whatever needs one says what to install."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from audit import cli, registry
from audit.config import Config
from audit.neural.models import known

pytestmark = pytest.mark.skipif(find_spec("comet") is not None, reason="the extra comet is installed")

INSTALL = "which is not installed; run pip install 'translation-auditor[comet]'"


def run(*tokens: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(tokens)
    return int(stopped.value.code or 0)


def test_the_list_says_metric_licence_size_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models") == 0
    out, err = capsys.readouterr()
    rows = out.splitlines()[1:]
    assert [row.split()[0] for row in rows] == list(known())
    assert all(
        about.terms in row and row.endswith("not here") for about, row in zip(known().values(), rows, strict=True)
    )
    assert "run pip install 'translation-auditor[comet]'" in err


def test_a_metric_of_each_model_takes_it_by_default_or_is_known() -> None:
    metrics = registry.metrics()
    unasked = {name for name, part in metrics.items() if not part.default} - {"adequacy"}  # its model is in the package
    assert {about.metric for about in known().values()} == unasked
    for name in {about.metric for about in known().values()}:
        assert known()[metrics[name]().model].metric == name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("tokens", "status", "said", "error"),
    [
        (("Unbabel/wmt22-comet-da",), 2, "Apache-2.0, about 2.3 GB\n", INSTALL),
        (("Unbabel/XCOMET-XL",), 2, "CC BY-NC-SA 4.0, not for commercial use, about 14 GB\n", "--accept-licence"),
        (("Unbabel/XCOMET-XL", "--accept-licence"), 2, "CC BY-NC-SA 4.0, not for commercial use", INSTALL),
        (("wmt22-comet-da",), 2, "", "did you mean “Unbabel/wmt22-comet-da”?"),
    ],
)
def test_fetching_says_the_licence_first(
    tokens: tuple[str, ...], status: int, said: str, error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("models", "fetch", *tokens) == status
    out, err = capsys.readouterr()
    assert said in out
    assert error in err


@pytest.mark.parametrize("metric", ["comet", "cometkiwi", "xcomet"])
def test_scoring_says_what_to_install(metric: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "talk.tsv"
    path.write_text("source\ttarget\treference\nYes.\t是。\t對。\n", encoding="utf-8")
    assert run("score", str(path), "--metric", metric) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{metric} needs unbabel-comet, {INSTALL}" in err


@pytest.mark.parametrize(
    ("config", "metrics", "checks"),
    [
        (Config(), set(), False),
        (Config(metrics={"comet": {}}), {"comet"}, False),
        (Config(metrics={"xcomet": {}}), {"xcomet"}, True),
        (Config(metrics={"xcomet": {}}, ignore=("xcomet-error",)), {"xcomet"}, False),
        (Config(metrics={"xcomet": {}}, select=("accuracy",)), {"xcomet"}, False),
        (Config(select=("xcomet-error",)), set(), True),
    ],
)
def test_models_run_only_where_asked_for(config: Config, metrics: set[str], checks: bool) -> None:
    plan = config.plan()
    assert {metric.name for metric in plan.metrics if not metric.default} == metrics
    assert ("xcomet-error" in [check.name for check in plan.checks]) == checks


def test_the_check_takes_the_options_of_its_metric_unless_it_has_its_own() -> None:
    metric = {"model": "ours", "batch_size": 2, "samples": 0}
    [shared] = Config(metrics={"xcomet": metric}, select=("xcomet-error",)).plan().checks
    assert (shared.model, shared.batch_size) == ("ours", 2)  # type: ignore[union-attr]
    checks = {"xcomet-error": {"model": "other", "graded": True}}
    [own] = Config(metrics={"xcomet": metric}, checks=checks, select=("xcomet-error",)).plan().checks
    assert (own.model, own.batch_size, own.graded) == ("other", 2, True)  # type: ignore[union-attr]
