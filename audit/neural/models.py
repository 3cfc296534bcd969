"""The trained models that are known by name, with their licences."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from audit.text.tables import data

ModelName = Annotated[
    str, Meta(description="Name on the hub of a model that was fetched, or its folder, or its .ckpt file.")
]
Device = Annotated[Literal["auto", "cpu", "cuda"], Meta(description="auto: the GPU where there is one.")]
BatchSize = Annotated[int, Meta(description="Segments at a time; fewer need less memory.", ge=1)]


class ModelError(Exception):
    """A model that cannot be used: which, why, what to do."""


class Known(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be known of a model before it is fetched."""

    metric: str
    licence: str
    commercial: bool
    """Whether the licence allows commercial use."""
    gigabytes: float

    @property
    def terms(self) -> str:
        """Licence and size as people read them.

        >>> known()["Unbabel/XCOMET-XL"].terms
        'CC BY-NC-SA 4.0, not for commercial use, about 14 GB'
        """
        limit = "" if self.commercial else ", not for commercial use"
        return f"{self.licence}{limit}, about {self.gigabytes:g} GB"


@cache
def known() -> dict[str, Known]:
    """The models of `audit/data/models.toml` by their name on the hub."""
    import tomllib  # slow to import, and few ask

    return msgspec.convert(tomllib.loads(data("models.toml")), dict[str, Known])


def comet_version() -> str | None:
    """The version of unbabel-comet, or None where the extra is not installed."""
    try:
        return version("unbabel-comet")
    except PackageNotFoundError:
        return None


def require_comet(asking: str) -> None:
    """Raise ModelError where the extra is not installed."""
    if comet_version() is None:
        raise ModelError(
            f"{asking} needs unbabel-comet, which is not installed; run pip install 'translation-auditor[comet]'"
        )
