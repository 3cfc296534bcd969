"""The report as one HTML page that needs nothing else and sends nothing anywhere."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from audit.model import Report, Rule
from audit.text.tables import rows
from audit.text.visible import visible
from audit.writer import caveats
from audit.writers.html.charts import FIGURES, course, facets, figures, stacked, trends, within
from audit.writers.html.entries import anchor, entries

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = files("audit.writers") / "templates"


class Html:
    """Opens offline in any browser. Its policy allows its own script and style, and nothing else."""

    name: ClassVar[str] = "html"
    suffix: ClassVar[str | None] = ".html"

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the page as it is made."""
        for part in _page(report):
            out.write(part.encode())


def _page(report: Report) -> Iterator[str]:
    from markupsafe import Markup

    environment = environment_of("audit.writers")
    environment.filters["within"] = within
    environment.globals["stacked"] = stacked
    css, script = (Markup((TEMPLATES / name).read_text("utf-8")) for name in ("report.css", "report.js"))
    listed = entries(report)
    counted = [finding for finding in report.findings if finding.suppressed is None]
    return environment.get_template("report.html").generate(
        report=report,
        title=", ".join(part.path for part in report.inputs) or "audit",
        labels=labels(),
        css=css,
        css_hash=digest(css),
        js=script,
        js_hash=digest(script),
        counted=len(counted),
        flagged=len({finding.segment for finding in counted}),
        entries=sorted(listed, key=lambda entry: entry.gravity),
        cards=_cards(report),
        caveats=list(caveats(report)),
        pages=[{"id": anchor("page", rule.name), "html": _rendered(rule)} for rule in report.rules],
        **course(report),
        **facets(counted),
        lines=trends(report),
        figures=figures(report),
        verdicts=FIGURES,
    )


def environment_of(package: str) -> "Environment":
    """The templates of a package; whatever they show is escaped, and made visible."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value, keep="\n\t") if type(value) is str else value,
    )


def labels() -> dict[str, dict[str, str]]:
    """The words of the interface by key and language."""
    return {row.pop("key"): row for row in rows("interface.tsv")}


def digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _cards(report: Report) -> list[dict[str, Any]]:
    """What the page shows large: the MQM score, then the score of each metric."""
    cards: list[dict[str, Any]] = []
    if (mqm := report.mqm).score is not None:
        cards.append(
            {
                "name": "MQM",
                "value": mqm.score,
                "interval": mqm.interval,
                "penalty": mqm.penalty,
                "per": mqm.per,
                "unit": mqm.unit,
            }
        )
    cards += [
        {
            "name": score.metric,
            "value": score.value,
            "interval": score.interval,
            "penalty": None,
            "signature": score.signature,
        }
        for score in report.scores
        if score.segment is None
    ]
    return cards


def _rendered(rule: Rule) -> "Markup":
    """A check's page, with the marked places of its examples highlighted."""
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    markdown = MarkdownIt("commonmark", {"html": False}).disable("image").enable("table")
    body = markdown.render(visible(rule.page, keep="\n\t"))
    return Markup(re.sub("⟦([^⟦⟧<]*)⟧", r"<mark>\1</mark>", body))
