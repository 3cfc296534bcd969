"""What an annotation says of a finding."""

from collections.abc import Mapping, Sequence

from audit.model import Finding
from audit.text.tables import table
from audit.text.visible import visible

Found = Mapping[int, Sequence[Finding]]
"""Findings by the number of their segment in its file, from 0."""


def said(finding: Finding) -> str:
    """A finding in one line: nothing in it ends a line or steers a screen.

    >>> from audit.model import Severity, Suggestion
    >>> said(Finding(check="sign-flip", category="accuracy/number", severity=Severity.MAJOR, segment="1",
    ...              message="a loss became\\na profit", suggestion=Suggestion(0, 1, "虧損")))
    'major sign-flip: a loss became␊a profit; suggested: “虧損”'
    """
    suggested = f"; suggested: “{finding.suggestion.text}”" if finding.suggestion else ""
    return visible(f"{finding.severity} {finding.check}: {finding.message}{suggested}")


def its_type(finding: Finding) -> str:
    """The type that ITS 2.0 has for a fault, by its check or else by the nearest of its categories.

    >>> from audit.model import Severity
    >>> its_type(Finding(check="lost-tag", category="markup/tag", severity=Severity.MAJOR, segment="1", message="m"))
    'markup'
    """
    types = table("its_types.tsv")
    names = [finding.check]
    path = finding.category
    while path:
        names.append(path)
        path = path.rpartition("/")[0]
    return next((types[name] for name in names if name in types), "other")
