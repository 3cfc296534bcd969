"""A comparison as one HTML page that needs nothing else and sends nothing anywhere."""

from importlib.resources import files

from audit.comparison.compare import Comparison, corpus
from audit.comparison.rows import kinds, rows
from audit.writers.html import TEMPLATES, digest, environment_of


def html(comparison: Comparison) -> str:
    """The page. Its policy allows its own style and nothing else; it has no script."""
    from markupsafe import Markup

    own = files("audit.comparison") / "templates" / "comparison.css"
    css = Markup((TEMPLATES / "report.css").read_text("utf-8") + own.read_text("utf-8"))
    systems = comparison.systems
    return (
        environment_of("audit.comparison")
        .get_template("comparison.html")
        .render(
            css=css,
            css_hash=digest(css),
            comparison=comparison,
            base=systems[0],
            reports={system.name: system.report for system in systems},
            rows=list(rows(comparison)),
            kinds=kinds(comparison),
            signatures=dict.fromkeys(score.signature for system in systems for score in corpus(system.report)),
        )
    )
