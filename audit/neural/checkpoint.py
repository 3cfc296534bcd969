"""Where the weights of a model lie on this machine, and which kind of model they are: told before torch is loaded."""

import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from audit.neural.models import ModelError, known, require_comet

WEIGHTS = Path("checkpoints", "model.ckpt")
SETTINGS = "hparams.yaml"
HUB_NAME = re.compile(r"[\w-][\w.-]*/[\w.-]+")
LIKES = {
    "comet": "a model that compares with a reference, such as Unbabel/wmt22-comet-da",
    "cometkiwi": "a model that reads the source alone, such as Unbabel/wmt22-cometkiwi-da",
    "xcomet": "an XCOMET model, such as Unbabel/XCOMET-XL",
}
"""What each metric takes."""


class Checkpoint(Struct, frozen=True, kw_only=True):
    """The weights of a model, and what its settings say of it."""

    path: Path
    kind: str
    """COMET's name of its class, such as regression_metric."""
    inputs: tuple[str, ...]
    """The texts that a unified_metric reads: mt, src, ref."""
    encoder: str
    """The encoder that it is built on, whose tokenizer and configuration must be here, too: a hub name or a folder."""

    @property
    def metrics(self) -> frozenset[str]:
        """The metrics that can use it."""
        match self.kind:
            case "regression_metric":
                return frozenset({"comet"})
            case "referenceless_regression_metric":
                return frozenset({"cometkiwi"})
            case "xcomet_metric":
                return frozenset({"xcomet"})
            case "unified_metric":
                reading = {"ref": "comet", "src": "cometkiwi"}
                return frozenset(metric for text, metric in reading.items() if text in self.inputs)
        return frozenset()

    @property
    def identity(self) -> str:
        """What tells its scores from those of all other models: weights and settings, wherever they lie."""
        return f"{self.kind}|weights:{digest(self.path)}|settings:{digest(_settings(self.path))}"


def checkpoint(model: str, metric: str) -> Checkpoint:
    """The weights of a model given by hub name, folder or .ckpt file, fit for a metric. Raises ModelError.

    From here on this process tells the libraries of the hub that there is no network.
    """
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")  # they look when they are imported
    require_comet(metric)
    path = _weights(model)
    found = _described(path)
    if metric not in found.metrics:
        used = " or ".join(sorted(found.metrics)) or "no metric here"
        raise ModelError(f"{metric} cannot use {model}: it is a {found.kind}, for {used}; give {LIKES[metric]}")
    if not _encoder_is_here(found.encoder):
        raise ModelError(
            f"{model} needs the tokenizer and configuration of {found.encoder}, which are not on this machine; "
            f"{_fetching(model)}, or write a folder that has them as pretrained_model into {_settings(path)}"
        )
    return found


@cache
def digest(path: Path) -> str:
    """What tells a file of a model from all others: the start of its SHA-256, in hexadecimal."""
    blob = path.resolve().name
    if re.fullmatch("[0-9a-f]{64}", blob):  # the cache of the hub names files so
        return blob[:12]
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def fetched(name: str) -> Path | None:
    """The weights of a model that was fetched from the hub, or None."""
    return _cached(name, WEIGHTS.as_posix())


def settings(path: Path) -> dict[str, Any]:
    """What stands in the settings beside the weights. Raises ModelError."""
    import yaml  # comes with unbabel-comet

    place = _settings(path)
    try:
        found = yaml.safe_load(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{place}: not there; keep the folders as the hub has them: {SETTINGS}, {WEIGHTS}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ModelError(f"{place}: cannot be read: {_line(error)}; fetch the model again") from error
    if not isinstance(found, dict) or not isinstance(found.get("class_identifier"), str):
        raise ModelError(f"{place}: says no class_identifier; this is no model of COMET")
    return found


def _weights(model: str) -> Path:
    place = Path(model).expanduser()
    path: Path | None = place / WEIGHTS if place.is_dir() else place
    if not place.exists():
        path = fetched(model) if HUB_NAME.fullmatch(model) else None
        if path is None:
            raise ModelError(f"{model} is not on this machine; {_fetching(model)}")
    if path is None or not path.is_file():
        raise ModelError(f"{place}: there is no {WEIGHTS} in this folder; give the folder of a model, or a .ckpt file")
    with path.open("rb") as file:
        if file.read(40).startswith(b"version https://git-lfs"):
            raise ModelError(f"{path}: this is a placeholder of Git LFS, not the weights; run git lfs pull there")
    return path


def _described(path: Path) -> Checkpoint:
    found = settings(path)
    return Checkpoint(
        path=path,
        kind=found["class_identifier"],
        inputs=tuple(found.get("input_segments") or ("mt", "src", "ref")),
        encoder=str(found.get("pretrained_model", "xlm-roberta-large")),
    )


def _encoder_is_here(encoder: str) -> bool:
    folder = Path(encoder)
    return (folder / "config.json").is_file() if folder.is_dir() else _cached(encoder, "config.json") is not None


def _fetching(model: str) -> str:
    if (about := known().get(model)) is not None:
        return f"`audit models fetch {model}` fetches it ({about.terms})"
    return f"give a folder, a .ckpt file or a model that was fetched: {', '.join(known())}"


def _cached(name: str, file: str) -> Path | None:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(name, file)
    except HFValidationError:
        return None
    return Path(found) if isinstance(found, str) else None


def _settings(path: Path) -> Path:
    return path.absolute().parents[1] / SETTINGS


def _line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
