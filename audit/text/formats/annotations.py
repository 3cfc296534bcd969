"""Findings that `audit annotate` has written into files: how they are known again, and how they are taken out."""

import re
from collections.abc import Iterator

from audit.text.formats.xml import XML, Element, parse

OWNER = "translation-auditor"
"""What the names of annotations begin with, so that nobody else's are taken for them."""
ITS = "http://www.w3.org/2005/11/its"
"""Namespace of ITS 2.0, the Internationalization Tag Set."""
COMMENT = re.compile(rf"^# {OWNER}: [^\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
"""An annotation in a PO file."""


def bare_xliff(text: str) -> str:
    """The text of an XLIFF file as it was before it was annotated. Raises NotXml.

    No annotation has an end of line, so every line keeps its number.

    >>> annotated = f'<target><mrk its:locQualityIssuesRef="#{OWNER}-1" xmlns:its="{ITS}">5%</mrk></target>'
    >>> bare_xliff(annotated)
    '<target>5%</target>'
    """
    if OWNER not in text:
        return text
    pieces, at = list[str](), 0
    for start, end in sorted(_annotations(parse(text))):
        if start >= at:
            pieces.append(text[at:start])
            at = end
    return "".join([*pieces, text[at:]])


def _annotations(root: Element) -> Iterator[tuple[int, int]]:
    """Where annotations stand: the list of the issues whole, and the tags around the words."""
    rest = [root]
    while rest:
        one = rest.pop()
        reference = one.attributes.get(f"{ITS} locQualityIssuesRef", "").removeprefix("#").removeprefix("its=")
        if (one.namespace, one.name) == (ITS, "locQualityIssues") and _is_ours(one.attributes.get(f"{XML} id", "")):
            yield one.start, one.end
        elif one.name == "mrk" and _is_ours(reference):
            yield one.start, one.inner
            yield one.inner_end, one.end
        rest += one.children


def _is_ours(name: str) -> bool:
    return name.startswith(f"{OWNER}-")
