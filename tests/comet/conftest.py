"""Tiny models with random weights, made on the spot: COMET's own code makes them, and loads them again."""

import json
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from audit import cli
from audit.neural.prediction import quiet

collect_ignore_glob = [] if find_spec("comet") else ["test_*.py"]

LETTERS = "".join(map(chr, range(33, 127))) + "我們的營收成長感謝各位股東，。今年地區都有不是第三季度增加"
KINDS: dict[str, dict[str, Any]] = {
    "regression_metric": {},
    "referenceless_regression_metric": {},
    "unified_metric": {"input_segments": ["mt", "src"], "sent_layer": "mix", "word_level_training": False},
    "xcomet_metric": {"sent_layer": "mix", "word_layer": 2, "cross_entropy_weights": None},
}

ROWS = [
    ("Revenue rose in every region this year.", "今年各地區的營收都有成長。", "今年各地區營收皆成長。"),
    ("We thank our shareholders.", "我們感謝各位股東。", "我們感謝股東的支持。"),
    ("It rose, too.", "也增加。", "同樣增加了。"),
]

ALONE = """
import socket, sys
def refused(*_, **__): sys.exit("asked for the network")
socket.getaddrinfo = socket.socket.connect = refused
from audit.cli import main
main(sys.argv[1:])
"""
"""A program that is the command, and ends where anything asks for the network."""


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tokenizer of single characters, and the configuration of a small XLM-R."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    folder = tmp_path_factory.mktemp("encoder")
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", *dict.fromkeys(LETTERS), "<mask>"]
    tokenizer = Tokenizer(models.Unigram([(name, -1.0) for name in names], unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    special = {
        "bos": "<s>",
        "eos": "</s>",
        "unk": "<unk>",
        "sep": "</s>",
        "pad": "<pad>",
        "cls": "<s>",
        "mask": "<mask>",
    }
    settings = {"tokenizer_class": "XLMRobertaTokenizerFast", **{f"{key}_token": name for key, name in special.items()}}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    size = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    places = {
        "max_position_embeddings": 514,
        "type_vocab_size": 1,
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
    }
    config = {"model_type": "xlm-roberta", "vocab_size": len(names), **size, **places}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def models(encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model of each class, laid out as on the hub."""
    root = tmp_path_factory.mktemp("models")
    for kind in KINDS:
        made(root / kind, kind, {"pretrained_model": str(encoder)})
    return root


def made(folder: Path, kind: str, settings: dict[str, Any]) -> Path:
    """Make a model with random weights, the same every time."""
    import yaml

    with quiet():
        import torch
        from comet.models import str2model

        torch.manual_seed(4)
        given = {"encoder_model": "XLM-RoBERTa", "hidden_sizes": [16], **KINDS[kind], **settings}
        model = str2model[kind](**given, load_pretrained_weights=False)
        if kind == "xcomet_metric":
            torch.nn.init.normal_(model.hidden2tag.weight)  # so that it marks some words and not others
        (folder / "checkpoints").mkdir(parents=True)
        weights = {"state_dict": model.state_dict(), "hyper_parameters": given, "pytorch-lightning_version": "2.0.0"}
        torch.save(weights, folder / "checkpoints" / "model.ckpt")
    (folder / "hparams.yaml").write_text(yaml.safe_dump({"class_identifier": kind, **given}), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def unreachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test asks a name server anything, and none leaves this machine."""
    import socket

    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("scoring asked for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    with warnings.catch_warnings():
        yield


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what a test keeps: the models have the same weights in all of them."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("AUDIT_CACHE", str(folder))
    return folder


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text with references, in an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    rows = [("source", "target", "reference"), *ROWS]
    Path("talk.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return Path("talk.tsv")


def configured(metric: str, model: Path | str, more: str = "") -> None:
    """Write a configuration in which the metric scores with this model."""
    Path("audit.toml").write_text(f'[metrics.{metric}]\nmodel = "{model}"\n{more}', encoding="utf-8")


def run(*tokens: str) -> int:
    """The exit status of a command, run in this process: to import COMET anew takes long."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(tokens)
    return int(stopped.value.code or 0)
