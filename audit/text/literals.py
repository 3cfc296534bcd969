"""What stands in a text but is not its language: links, tags, placeholders, code."""

import re
from functools import cache, lru_cache

from audit.model import Segment, Side

BLANK = "\ufffc"
"""Stands for one character of a literal: neither a letter nor a mark."""

_NOT_IN_LINKS = "\\s<>\"'`|\u2018-\u201f\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_LINK = rf"""
      (?:(?:https?|ftp)://|www\.) [^{_NOT_IN_LINKS}]* [^{_NOT_IN_LINKS}.,;:!?)\]]
    | (?<![\w.+-]) [\w.+-]{{1,64}} @ [\w-]{{1,64}} (?:\.[\w-]{{1,64}}){{1,8}}
"""
_TAG = r"</?[A-Za-z][^<>]{0,1000}>"
_PLACEHOLDER = r"""
      \$?\{\{?[ ]?\w[\w.-]{0,64}(?:[:!][^{}\s]{0,32})?[ ]?\}\}?
    | \{[\u4e00-\u9fff]{1,12}\}
    | (?<!\d)%(?:\(\w{1,64}\)|\d{1,2}\$)?[sdif@](?![A-Za-z])
"""
_OTHER = r"""
      <!--.{0,1000}?-->
    | &(?:\#\d{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});   # entity
    | \{[^{}\n]{0,200}\}
    | `[^`\n]{1,1000}`                                     # code
"""
TAG = re.compile(_TAG)
"""What may be a tag of HTML or XLIFF."""
_PLACEHOLDERS = re.compile(_PLACEHOLDER, re.VERBOSE | re.ASCII)
_MAY_BE_TAG, _MAY_BE_ENTITY = re.compile("<[/!A-Za-z]").search, re.compile("&(?:#|[A-Za-z]{2,10};)").search
_MAY_BE_FORMAT = re.compile("%[(0-9sdif@]").search


def links(text: str) -> list[re.Match[str]]:
    """The web and mail addresses of a text.

    >>> [link[0] for link in links("Mail ir@a.example, or see www.a.example.")]
    ['ir@a.example', 'www.a.example']
    """
    return list(_links().finditer(text)) if "@" in text or "://" in text or "www." in text else []


def placeholders(text: str) -> list[re.Match[str]]:
    """The places of a text that a program fills in: {name}, ${name}, {{ name }}, %s, %1$d, %(name)s.

    >>> [found[0] for found in placeholders("Hello {name}, up 5% to %d.")]
    ['{name}', '%d']
    """
    return list(_PLACEHOLDERS.finditer(text)) if "{" in text or ("%" in text and _MAY_BE_FORMAT(text)) else []


def prose(segment: Segment, side: Side) -> str:
    """One side of a pair with its literals and protected spans blanked, every other character in its place.

    >>> pair = Segment(id="1", source="", target="见 <b>官网</b>:https://a.example/?q=1,谢谢")
    >>> prose(pair, "target").replace(BLANK, "_")
    '见 ___官网____:______________________,谢谢'
    """
    text = segment.source if side == "source" else segment.target
    if not segment.protected:
        return without_literals(text)
    pieces, end = [], 0
    for span in sorted(span for span in segment.protected if span.side == side):
        pieces += [text[end : span.start], BLANK * (span.end - max(span.start, end))]
        end = max(span.end, end)
    return _blanked("".join([*pieces, text[end:]]))


@lru_cache(maxsize=4096)
def without_literals(text: str) -> str:
    """A text with its literals blanked; remembered for as many texts as a document has, since every check asks in turn.

    >>> without_literals("Copied %1$d of 5 files to {folder}.").replace(BLANK, "_")
    'Copied ____ of 5 files to ________.'
    """
    return _blanked(text) if _may_hold_literal(text) else text


def _may_hold_literal(text: str) -> bool:
    """Whether a text has what every literal begins with or holds: most have none, and need no closer look.

    One sign after the other is looked for, which is quicker than all of them at once.
    """
    signs = "{" in text or "@" in text or "`" in text or "://" in text or "www." in text
    return bool(
        signs
        or ("<" in text and _MAY_BE_TAG(text))
        or ("&" in text and _MAY_BE_ENTITY(text))
        or ("%" in text and _MAY_BE_FORMAT(text))
    )


def _blanked(text: str) -> str:
    return _literals().sub(lambda literal: BLANK * len(literal[0]), text)


@cache
def _links() -> re.Pattern[str]:
    """Compiled when there may be some: it takes long, and most texts have none."""
    return re.compile(_LINK, re.VERBOSE | re.ASCII)


@cache
def _literals() -> re.Pattern[str]:
    """Likewise."""
    return re.compile("|".join([_LINK, _TAG, _PLACEHOLDER, _OTHER]), re.VERBOSE | re.ASCII)
