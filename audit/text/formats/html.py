"""HTML, as far as its tables go: which words stand in which cell, and where in the file.

The parser of Python's library takes time that grows with the square of some texts, and does not tell the place of a
character; so the few rules that tables need stand here, after the HTML standard (Living Standard, 13.2). Nothing is
run, loaded or followed; scripts and styles are no text.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from audit.text.formats.encodings import NotText
from audit.text.tables import table

_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+|(?=>))|(?!\s*+=))"""
_TOKEN = re.compile(
    rf"""(?P<words>[^<&\s]++)|(?P<space>[ \t\r\n\f]++)
    |(?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});?)
    |<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|{_ATTRIBUTE})*+)>
    |(?P<aside><[!?/])|(?P<open><[A-Za-z])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTES = re.compile(
    r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+)))?+""",
)
_NOT_TEXT = frozenset(table("html_elements.tsv")["not_text"].split())


class Token(NamedTuple):
    """A tag, or a piece of text."""

    kind: str
    """words, space, entity, start or end."""
    name: str
    """Of a tag, in small letters; of an entity, what it stands for."""
    attributes: dict[str, str]
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tags and the pieces of text of a page; comments are left out. Raises NotText at one that is not closed.

    >>> [(one.kind, text[one.start : one.end]) for text in ["<td>R&amp;D<!-- x --></td>"] for one in tokens(text)]
    [('start', '<td>'), ('words', 'R'), ('entity', '&amp;'), ('words', 'D'), ('end', '</td>')]
    """
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # the last choice is any character
        kind, end = match.lastgroup or "", match.end()
        if match["name"]:
            name = match["name"].lower()
            attributes = {} if match["close"] else _attributes(match["attributes"])
            yield Token("end" if match["close"] else "start", name, attributes, at, end)
            if name in _NOT_TEXT and not match["close"] and not match["attributes"].endswith("/"):
                end = _after(text, re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE), end, at, f"<{name}>")
        elif kind == "aside":
            comment = text.startswith("<!--", at)
            end = _after(text, re.compile("-->" if comment else ">"), end, at, "comment" if comment else "tag")
        elif kind == "open":
            raise _not_closed(text, at, "tag")
        elif kind == "entity":
            yield from _entity(match[0], at)
        else:
            yield Token("space" if kind == "space" else "words", "", {}, at, end)
        at = end


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTES.finditer(written):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found


def _entity(written: str, at: int) -> Iterator[Token]:
    """A character that is written by its name or number, or else a name that means nothing, as it is."""
    if written[1] == "#" or written[1:] in html5:
        yield Token("entity", html.unescape(written), {}, at, at + len(written))
    else:
        yield Token("words", "", {}, at, at + len(written))


def _after(text: str, mark: re.Pattern[str], start: int, at: int, what: str) -> int:
    """Where the text goes on after a mark. Raises NotText."""
    found = mark.search(text, start)
    if found is None:
        raise _not_closed(text, at, what)
    return found.start() if mark.pattern.startswith("</") else found.end()


def _not_closed(text: str, at: int, what: str) -> NotText:
    return NotText(text.count("\n", 0, at) + 1, f"the {what} that begins here is not closed", "save the page again")
