"""Fetches a model from the hub, the only thing here that uses a network, and only when told to."""

import os
from pathlib import Path

from audit.neural.checkpoint import WEIGHTS, settings
from audit.neural.models import Known, ModelError, require_comet

MODEL = ("hparams.yaml", "LICENSE*", "README.md", WEIGHTS.as_posix())
ENCODER = ("config.json", "tokenizer*", "sentencepiece*", "special_tokens_map.json")
"""What a model needs of the encoder that it is built on: not its weights."""


def fetch(name: str, about: Known) -> Path:
    """Fetch the weights of a model, and what it needs of its encoder, into the hub's cache. Raises ModelError."""
    require_comet("fetching a model")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import GatedRepoError

    page = f"{os.environ.get('HF_ENDPOINT', 'https://huggingface.co')}/{name}"
    try:
        path = Path(snapshot_download(name, allow_patterns=MODEL), WEIGHTS)
        snapshot_download(settings(path)["pretrained_model"], allow_patterns=ENCODER)
    except GatedRepoError as error:
        raise ModelError(
            f"{name}: the hub gives it only to those who accepted its conditions; do so at {page}, make a token there, "
            "and run hf auth login"
        ) from error
    except OSError as error:  # every error of the hub and of the network is one
        problem = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"{name} cannot be fetched: {problem}; fetch it on a machine that reaches {page} and bring its folder here"
        ) from error
    return path
