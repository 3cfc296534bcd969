"""What a model of COMET says of pairs: one call of its `predict` for all of them."""

import contextlib
import logging
import math
import pickle
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import Struct

from audit.cache import kept
from audit.model import Segment, Severity
from audit.neural.checkpoint import Checkpoint
from audit.neural.models import BatchSize, Device, ModelError, comet_version

SEVERITIES = tuple(Severity)


class Sample(Struct, frozen=True):
    """What a model reads of a segment; it reads only the first of several references."""

    source: str
    target: str
    reference: str | None = None


class ErrorSpan(Struct, frozen=True):
    """Words of the target, half-open code points, that a model holds to be wrong."""

    start: int
    end: int
    severity: Severity
    probability: float
    """How sure the model is of this severity, 0 to 1; nobody has measured how often it is right."""


class Prediction(Struct, frozen=True):
    """The score of a sample, and the errors seen in it by models that see any."""

    score: float
    spans: tuple[ErrorSpan, ...] = ()


def to_samples(segments: Sequence[Segment], *, references: bool) -> tuple[Sample, ...]:
    """What a model reads of these segments; references only where every segment has one, for a batch is of one kind.

    >>> to_samples([Segment(id="1", source="Yes.", target="是。", reference="對。")], references=True)
    (Sample(source='Yes.', target='是。', reference='對。'),)
    """
    compared = references and all(segment.references for segment in segments)
    return tuple(
        Sample(_whole(segment.source), _whole(segment.target), _whole(segment.references[0]) if compared else None)
        for segment in segments
    )


@lru_cache(maxsize=16)
def predictions(
    checkpoint: Checkpoint, pairs: tuple[Sample, ...], device: Device, batch_size: BatchSize
) -> tuple[Prediction, ...]:
    """What the model says of each pair, in order. Raises ModelError.

    Scores and error spans are of one prediction, which is therefore kept: for this run, and where the cache is open for
    the next, which predicts only what changed.
    """
    if not pairs:  # COMET divides by their number
        return ()
    model = f"{checkpoint.identity}|comet:{comet_version()}|device:{device}|batch:{batch_size}"
    read = [(pair.source, pair.target, *([] if pair.reference is None else [pair.reference])) for pair in pairs]
    return tuple(map(_prediction, kept(model, read, partial(_predicted, checkpoint, device, batch_size))))


def _predicted(
    checkpoint: Checkpoint, device: Device, batch_size: BatchSize, texts: Sequence[tuple[str, ...]]
) -> list[tuple[float, ...]]:
    """The score of each of these texts, then four numbers for each error: start, end, severity, probability."""
    rows = [dict(zip(("src", "mt", "ref"), own, strict=False)) for own in texts]
    with quiet():
        said = _loaded(checkpoint.path).predict(
            rows,
            batch_size=batch_size,
            gpus=_gpus(device),
            num_workers=0,
            progress_bar=sys.stderr.isatty(),
        )
    if not all(map(math.isfinite, said["scores"])):
        raise ModelError(f"{checkpoint.path}: gives a score that is no number; fetch the model again")
    marked = said["metadata"]["error_spans"] if "error_spans" in said.get("metadata", ()) else [()] * len(rows)
    return [
        (score, *chain.from_iterable(map(_numbers, spans))) for score, spans in zip(said["scores"], marked, strict=True)
    ]


def _prediction(numbers: Sequence[float]) -> Prediction:
    score, *marked = numbers
    return Prediction(
        score,
        tuple(
            ErrorSpan(int(start), int(end), SEVERITIES[int(severity)], probability)
            for start, end, severity, probability in zip(*[iter(marked)] * 4, strict=True)
        ),
    )


@lru_cache(maxsize=1)
def _loaded(path: Path) -> Any:
    if sys.stderr.isatty():
        print(f"audit: loading {path}", file=sys.stderr)
    comet = _comet()
    try:
        return comet.load_from_checkpoint(str(path), reload_hparams=True, local_files_only=True)
    except pickle.UnpicklingError as error:
        raise ModelError(
            f"{path}: has more in it than weights and plain settings, and torch loads no such file, for it may run "
            "code; take the file from its publisher, or save it again with its hyper_parameters as a plain dict"
        ) from error
    except Exception as error:
        problem = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"{path}: cannot be loaded: {type(error).__name__}: {problem}; fetch the model again, and see that the "
            "settings beside it are its own"
        ) from error


def _comet() -> Any:
    """The module comet, which takes 6 to 20 seconds to import."""
    try:
        import comet
    except ModuleNotFoundError as error:
        if error.name == "pkg_resources":
            raise ModelError("unbabel-comet needs an older setuptools; run pip install 'setuptools<81'") from error
        raise
    return comet


def _gpus(device: Device) -> int:
    import torch

    there = device != "cpu" and torch.cuda.is_available()
    if device == "cuda" and not there:
        raise ModelError('torch sees no CUDA device here; say device = "cpu", or install a torch that does')
    return int(there)


def _numbers(found: dict[str, Any]) -> tuple[float, ...]:
    """An error that the model marks, as numbers that can be kept."""
    return found["start"], found["end"], SEVERITIES.index(Severity(found["severity"])), found["confidence"]


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """COMET and what it stands on log, warn and set up logging as they like: nothing of it is for the user."""
    root, disabled = logging.getLogger(), logging.root.manager.disable
    handlers, level = root.handlers[:], root.level
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
        root.handlers[:] = handlers
        root.setLevel(level)


def _whole(text: str) -> str:
    """Half characters, which no tokenizer takes, become a mark of the same length."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
