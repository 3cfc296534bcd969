"""The commands `audit models` and `audit models fetch`: which trained models there are, and how one gets here."""

from audit import outputs, registry
from audit.neural.checkpoint import fetched
from audit.neural.fetching import fetch as fetch_model
from audit.neural.models import ModelError, comet_version, known
from audit.registry import UnknownName


def models() -> None:
    """List the trained models: which metric uses each, what that needs, licence, size, and where it is."""
    installed = comet_version() is not None
    rows = [("model", "metric", "needs", "licence and size", "where")]
    for name, about in known().items():
        needs = " and ".join(sorted(registry.metrics()[about.metric].needs, reverse=True))
        place = fetched(name) if installed else None
        rows.append((name, about.metric, needs, about.terms, str(place.parents[1]) if place else "not here"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    outputs.say("\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows))
    if not installed:
        outputs.note(["unbabel-comet is not installed; run pip install 'translation-auditor[comet]'"])


def fetch(name: str, /, *, accept_licence: bool = False) -> None:
    """Fetch a model from the hub into its cache on this machine, after saying under which licence.

    Parameters
    ----------
    name:
        Name of the model, such as Unbabel/wmt22-comet-da.
    accept_licence:
        You have read the licence and may use the model under it; asked for where it forbids commercial use.
    """
    if name not in known():
        raise UnknownName("model", name, known())
    about = known()[name]
    outputs.say(f"{name}: {about.terms}")
    if not about.commercial and not accept_licence:
        raise ModelError(f"{name} is not for commercial use; if your use is not, say so with --accept-licence")
    outputs.say(f"It is in {fetch_model(name, about).parents[1]}")
