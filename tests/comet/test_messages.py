"""Whatever is wrong with a model ends in exit status 2 and a line that says what to do."""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from audit.neural.prediction import predictions, quiet
from tests.comet.conftest import configured, made, run

LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 2320000000\n"
Spoil = Callable[[Path], object]


@pytest.fixture
def folder(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a model that a test may spoil, beside a text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    Path("talk.tsv").write_text("source\ttarget\treference\nWe grew.\t我們成長。\t我們增加。\n", encoding="utf-8")
    return Path(shutil.copytree(models / "regression_metric", tmp_path / "model"))


def said(model: Path | str, capsys: pytest.CaptureFixture[str], metric: str = "comet", device: str = "auto") -> str:
    predictions.cache_clear()
    configured(metric, model, f'device = "{device}"\n')
    assert run("score", "talk.tsv", "--metric", metric) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


@pytest.mark.parametrize(
    ("metric", "model", "expected"),
    [
        ("comet", "Unbabel/wmt22-comet-da", "`audit models fetch Unbabel/wmt22-comet-da` fetches it (Apache-2.0"),
        ("cometkiwi", "Unbabel/wmt22-cometkiwi-da", "fetches it (CC BY-NC-SA 4.0, not for commercial use"),
        ("xcomet", "Unbabel/XCOMET-XL", "Unbabel/XCOMET-XL is not on this machine; `audit models fetch"),
        ("comet", "somebody/else", "give a folder, a .ckpt file or a model that was fetched: Unbabel/wmt22-comet-da"),
        ("comet", "models/no/such.ckpt", "models/no/such.ckpt is not on this machine"),
        ("comet", "", ".: there is no checkpoints/model.ckpt in this folder"),
    ],
)
def test_a_model_that_is_not_here(
    metric: str, model: str, expected: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert expected in said(model, capsys, metric)


@pytest.mark.parametrize(
    ("metric", "kind", "expected"),
    [
        ("comet", "referenceless_regression_metric", "it is a referenceless_regression_metric, for cometkiwi; give a"),
        (
            "comet",
            "unified_metric",
            "it is a unified_metric, for cometkiwi; give a model that compares with a reference",
        ),
        ("comet", "xcomet_metric", "it is a xcomet_metric, for xcomet"),
        ("cometkiwi", "regression_metric", "it is a regression_metric, for comet; give a model that reads the source"),
        ("xcomet", "unified_metric", "give an XCOMET model, such as Unbabel/XCOMET-XL"),
    ],
)
def test_a_model_of_another_kind(
    metric: str, kind: str, expected: str, models: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert expected in said(models / kind, capsys, metric)


def rewrite(old: str, new: str) -> Spoil:
    """Change words of the settings."""

    def spoil(model: Path) -> None:
        settings = model / "hparams.yaml"
        text = settings.read_text(encoding="utf-8")
        assert old in text
        settings.write_text(text.replace(old, new), encoding="utf-8")

    return spoil


def weights(content: bytes) -> Spoil:
    return lambda model: (model / "checkpoints" / "model.ckpt").write_bytes(content)


def move_encoder(model: Path) -> None:
    settings = model / "hparams.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("pretrained_model")]
    settings.write_text("\n".join([*kept, "pretrained_model: xlm-roberta-large"]), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda model: shutil.rmtree(model / "checkpoints"), "there is no checkpoints/model.ckpt in this folder"),
        (lambda model: (model / "hparams.yaml").unlink(), "hparams.yaml: not there; keep the folders as the hub has"),
        (rewrite("class_identifier: ", "class_identifier: ["), "hparams.yaml: cannot be read"),
        (rewrite("class_identifier", "klass"), "says no class_identifier; this is no model of COMET"),
        (rewrite("regression_metric", "ranking_metric"), "it is a ranking_metric, for no metric here"),
        (weights(LFS.encode()), "this is a placeholder of Git LFS, not the weights; run git lfs pull"),
        (weights(b""), "cannot be loaded: EOFError"),
        (weights(b"PK\x03\x04 cut off"), "cannot be loaded: RuntimeError"),
        (weights(pickle.dumps({"hyper_parameters": SimpleNamespace()})), "torch loads no such file"),
        (rewrite("- 16", "- 17"), "cannot be loaded: RuntimeError"),
        (move_encoder, "needs the tokenizer and configuration of xlm-roberta-large, which are not on this machine"),
    ],
)
def test_a_model_that_is_spoilt(spoil: Spoil, expected: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder)
    error = said(folder, capsys)
    assert expected in error
    assert error.count("\n") == 1


def test_settings_that_were_pickled_as_an_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with quiet():
        import torch

        path = folder / "checkpoints" / "model.ckpt"
        content = torch.load(path)
        torch.save({**content, "hyper_parameters": SimpleNamespace(**content["hyper_parameters"])}, path)
    assert "save it again with its hyper_parameters as a plain dict" in said(folder, capsys)


def test_weights_that_give_no_number(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with quiet():
        import torch

        path = folder / "checkpoints" / "model.ckpt"
        content = torch.load(path)
        broken = {name: value * float("nan") for name, value in content["state_dict"].items()}
        torch.save({**content, "state_dict": broken}, path)
    assert "gives a score that is no number" in said(folder, capsys)


def test_a_device_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with quiet():
        import torch

    if torch.cuda.is_available():
        pytest.skip("there is a CUDA device")
    assert 'torch sees no CUDA device here; say device = "cpu"' in said(folder, capsys, device="cuda")


def test_a_checkpoint_by_its_path_and_a_folder_from_home(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    for model in ("model/checkpoints/model.ckpt", "~/model", "model"):
        configured("comet", model)
        assert run("score", "talk.tsv", "--metric", "comet") == 0
        assert capsys.readouterr().out.startswith("comet ")


def test_setuptools_too_new_for_what_comet_stands_on(folder: Path) -> None:
    program = """
import sys
sys.modules["pkg_resources"] = None
from audit.cli import main
main(sys.argv[1:])
"""
    configured("comet", "model")
    command = [sys.executable, "-c", program, "score", "talk.tsv", "--metric", "comet"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "audit: unbabel-comet needs an older setuptools; run pip install 'setuptools<81'\n"


def test_a_model_that_reads_references_and_sources_serves_both(
    encoder: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As UniTE does."""
    settings = {"pretrained_model": str(encoder), "input_segments": ["mt", "src", "ref"]}
    both = made(tmp_path / "both", "unified_metric", settings)
    values = []
    for metric in ("comet", "cometkiwi"):
        configured(metric, both)
        assert run("score", "talk.tsv", "--metric", metric) == 0
        values.append(capsys.readouterr().out.split()[1])
    assert values[0] != values[1]
