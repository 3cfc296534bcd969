"""What stands in a text but is not its language: links, tags, placeholders, code."""

import re
from functools import cache, lru_cache

from audit.model import Segment, Side

BLANK = "\ufffc"
"""Stands for one character of a literal: neither a letter nor a mark."""

_NOT_IN_LINKS = "\\s<>\"'`|\u2018-\u201f\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_LINK = rf"""
      (?:(?:https?|ftp)://|www\.) (?=[^{_NOT_IN_LINKS}])
      [^{_NOT_IN_LINKS}&]* (?:&(?!(?:gt|lt|quot);)[^{_NOT_IN_LINKS}&]*)* (?<![.,;:!?)\]])
    | (?<![\w.+-]) [\w.+-]{{1,64}} @ [\w-]{{1,64}} (?:\.[\w-]{{1,64}}){{1,8}}
"""
_TAG = r"</?[A-Za-z][^<>]{0,1000}>"
_CONVERSION = r"(?:(?:hh?|ll?|[jztq])[diuxX] | l[sc] | L[feg] | [diouxXeEfgcsr@])"
_SIZE = r"(?:\d{1,3}|\*(?:\d\$)?)? (?:\.(?:\d{1,3}|\*(?:\d\$)?))?"
"""The width and the precision of a number, each of which may be a value of its own."""
_PLACEHOLDER = rf"""
      \$?\{{\{{?[ ]?\w[\w.-]{{0,64}}(?:[:!][^{{}}\s]{{0,32}})?[ ]?\}}\}}?
    | \{{(?:[\u4e00-\u9fff]{{1,12}}|[:!][^{{}}\s]{{1,32}})?\}}
    | (?:(?<!\d)|(?<=%\d)|(?<=%[\dL]\d)) %             # no percentage, but %1%2 are two
      (?:
          (?:\(\w{{1,64}}\)|[1-9]\d?\$) [-+\#0',]{{0,4}} {_SIZE} {_CONVERSION}
        | [1-9]\d?\$ [-+\#0',]{{0,4}} {_SIZE} [A-Za-z]  # of one program
        | (?=[-+\#0',.*]) [-+\#0',]{{0,4}} {_SIZE} {_CONVERSION} (?![a-z]{{3}})
        | [1-9]\d{{0,2}} (?:\.\d{{1,2}})? {_CONVERSION} (?![A-Za-z])
        | {_CONVERSION} (?![A-Za-z])
        | [sdi] (?=[A-Z]|[a-z]{{1,2}}(?![A-Za-z]))       # %sB, %dh, %sOff%s
        | (?<=[A-Za-z]%)s
        | [1-9]\d?%(?![\dA-Za-z])                       # of Boost
        | L?(?:[1-9]\d?(?!\d)|n(?![A-Za-z]))            # of Qt
      )
"""
_GLUED = r"(?<![\d%])%(?:[sd](?=[a-z]{3})|n(?=[A-Za-z]))"
"""To a word: a placeholder beside others, but in %sales none."""
_DATE = re.compile(r"(?<![\d%])%[-_0^#EO]?[YyHIMSBbAajpm](?![A-Za-z])")
_BYTE = re.compile("%[0-9A-Fa-f]{2}")
_OF_DATE = re.compile(r"%-?[0-9]?[cdeginuxX]")
_OTHER = r"""
      <!--.{0,1000}?-->
    | <[\u4e00-\u9fff][^<>\n]{0,60}>                       # of a usage line: <文件1>
    | &(?:\#\d{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});   # entity
    | \{[^{}\n]{0,200}\}
    | `[^`\n]{1,1000}`                                     # code
    | %%
    | (?<!\d)%[A-Za-z](?![A-Za-z])                        # of a date, or of one program
    | (?<![\w$])\$(?:[A-Za-z]\w*_\w*\|?|[A-Za-z]\w*\||\([A-Za-z][\w.]*\))  # $file_name, $side|, $(YEAR)
    | \([_&][A-Za-z0-9]\) | (?<![\w&])[_&](?=[A-Z][a-z])  # the key of a label: 编辑(_E), &Edit
"""
TAG = re.compile(_TAG)
"""What may be a tag of HTML or XLIFF."""
_MAY_BE_TAG = re.compile("<[/!A-Za-z\u4e00-\u9fff]").search
_MAY_BE_ENTITY = re.compile(r"&(?:#|[A-Za-z]{2,10};|[A-Z][a-z]|[A-Za-z0-9]\))").search
_MAY_BE_FORMAT = re.compile(r"%[-+#',.*(0-9A-Za-z@](?<!\d%.)").search


def links(text: str) -> list[re.Match[str]]:
    """The web and mail addresses of a text.

    >>> [link[0] for link in links("Mail ir@a.example, or see www.a.example.")]
    ['ir@a.example', 'www.a.example']
    """
    return list(_links().finditer(text)) if "@" in text or "://" in text or "www." in text else []


def placeholders(text: str) -> list[re.Match[str]]:
    """The places of a text that a program fills in: {name}, ${name}, {{ name }}, %s, %-10s, %1$d, %(name)s, %1, %n.

    A percentage is none, nor %%, which stands for the sign; nor what a link or the pattern of a date has.

    >>> [found[0] for found in placeholders("Hello {name}, up 5% to %d (%1$.2f%%, %sB of 100%).")]
    ['{name}', '%d', '%1$.2f', '%s']
    >>> [[found[0] for found in placeholders(text)] for text in ("%1%2 of %L3: %n", "%d.%m.%Y", "%sales")]
    [['%1', '%2', '%L3', '%n'], [], []]
    """
    if "{" not in text and not ("%" in text and _MAY_BE_FORMAT(text)):
        return []
    found = [match for match in _placeholders().finditer(text) if match[0] != "%%"]
    if not any(match[0].startswith("%") and match["glued"] is None for match in found):
        found = [match for match in found if not match["glued"]]
    if found and _DATE.search(text) and all(_OF_DATE.fullmatch(match[0]) for match in found):
        return []
    of_links = {byte.start() for link in links(text) for byte in _BYTE.finditer(text, *link.span())} if found else set()
    return [match for match in found if match.start() not in of_links]


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
    signs = "{" in text or "@" in text or "`" in text or "://" in text or "www." in text or "_" in text or "$(" in text
    return bool(
        signs
        or ("$" in text and "|" in text)
        or ("<" in text and _MAY_BE_TAG(text))
        or ("&" in text and _MAY_BE_ENTITY(text))
        or ("%" in text and _MAY_BE_FORMAT(text))
    )


def _blanked(text: str) -> str:
    return _literals().sub(lambda literal: literal[0] if literal[0] == "%%" else BLANK * len(literal[0]), text)


@cache
def _links() -> re.Pattern[str]:
    """Compiled when there may be some: it takes long, and most texts have none."""
    return re.compile(_LINK, re.VERBOSE | re.ASCII)


@cache
def _placeholders() -> re.Pattern[str]:
    """Likewise."""
    return re.compile(f"%% | {_PLACEHOLDER} | (?P<glued>{_GLUED})", re.VERBOSE | re.ASCII)


@cache
def _literals() -> re.Pattern[str]:
    """Likewise."""
    return re.compile("|".join([_LINK, _TAG, _PLACEHOLDER, _OTHER]), re.VERBOSE | re.ASCII)
