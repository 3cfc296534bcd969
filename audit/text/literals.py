"""What stands in a text but is not its language: links, tags, placeholders, code."""

import re

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
LINK = re.compile(_LINK, re.VERBOSE | re.ASCII)
"""A web or mail address."""
TAG = re.compile(_TAG)
"""What may be a tag of HTML or XLIFF."""
PLACEHOLDER = re.compile(_PLACEHOLDER, re.VERBOSE | re.ASCII)
"""A place that a program fills in: {name}, ${name}, {{ name }}, %s, %1$d, %(name)s."""
_MAY_HOLD_LITERAL = re.compile("[<{`&@%]|://|www[.]", re.ASCII).search
"""Whether a text has a character that every literal has: most have none, and need no closer look."""
_LITERAL = re.compile("|".join([_LINK, _TAG, _PLACEHOLDER, _OTHER]), re.VERBOSE | re.ASCII)


def prose(segment: Segment, side: Side) -> str:
    """One side of a pair with its literals and protected spans blanked, every other character in its place.

    >>> pair = Segment(id="1", source="", target="见 <b>官网</b>:https://a.example/?q=1,谢谢")
    >>> prose(pair, "target").replace(BLANK, "_")
    '见 ___官网____:______________________,谢谢'
    """
    text = segment.source if side == "source" else segment.target
    if not segment.protected and not _MAY_HOLD_LITERAL(text):
        return text
    pieces, end = [], 0
    for span in sorted(span for span in segment.protected if span.side == side):
        pieces += [text[end : span.start], BLANK * (span.end - max(span.start, end))]
        end = max(span.end, end)
    return _LITERAL.sub(lambda literal: BLANK * len(literal[0]), "".join([*pieces, text[end:]]))
