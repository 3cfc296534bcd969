"""The words of an XML element, in which the tags inside it stand as they are written."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from audit.model import Segment, Side, Span
from audit.text.formats.written import Place, Stretch
from audit.text.formats.xml import Element

_PIECE = re.compile(
    r"(?P<plain>[^<&\r]+)|(?P<end>\r\n?)|&(?P<entity>[^;]*);"
    r"|(?P<unseen><!--.*?-->|<\?.*?\?>|<!\[CDATA\[\]\]>)|<!\[CDATA\[(?P<cdata>.*?)\]\]>",
    re.DOTALL,
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


class Words(Struct, frozen=True):
    """The text of an element, and which parts of it are markup."""

    text: str
    tags: tuple[tuple[int, int], ...]
    """Half-open ranges of code points, in order."""


class _Piece(NamedTuple):
    shown: str
    written: tuple[str, ...]
    """What the file has for each code point."""
    is_tag: bool
    is_cdata: bool = False


def words(text: str, element: Element, opaque: Container[str] = ()) -> Words:
    """Read an element. Of opaque elements inside it the content is markup too: code of the original document.

    >>> from audit.text.formats.xml import parse
    >>> document = '<t>R&amp;D <g id="1">up</g> <ph id="2">&lt;br&gt;</ph></t>'
    >>> found = words(document, parse(document), {"ph"})
    >>> found.text
    'R&D <g id="1">up</g> <ph id="2">&lt;br&gt;</ph>'
    >>> [found.text[start:end] for start, end in found.tags]
    ['<g id="1">', '</g>', '<ph id="2">&lt;br&gt;</ph>']
    """
    shown: list[str] = []
    tags: list[tuple[int, int]] = []
    length = 0
    for piece in _pieces(text, element, opaque):
        if piece.is_tag:
            tags.append((length, length + len(piece.shown)))
        shown.append(piece.shown)
        length += len(piece.shown)
    return Words("".join(shown), tuple(tags))


def plain(text: str, element: Element) -> str:
    """The characters of an element and of those inside it, without any markup.

    >>> from audit.text.formats.xml import parse
    >>> document = "<t>R&amp;<b>D</b><!-- unseen --></t>"
    >>> plain(document, parse(document))
    'R&D'
    """
    return "".join(piece.shown for piece in _pieces(text, element, ()) if not piece.is_tag)


def pair(
    text: str,
    source: Element,
    target: Element | None,
    opaque: Container[str],
    id: str,  # noqa: A002 - the name of the field
    notes: Iterable[str],
) -> Segment:
    """The segment that two elements make, with these notes and those on a side that is empty."""
    nothing = Words("", ())
    sides: tuple[tuple[Side, Words], ...] = (
        ("source", words(text, source, opaque)),
        ("target", words(text, target, opaque) if target else nothing),
    )
    missing = (f"line {source.line}: the {side} is empty" for side, one in sides if not one.text.strip())
    return Segment(
        id=id,
        source=sides[0][1].text,
        target=sides[1][1].text,
        line=source.line,
        target_line=target.line if target and target.line != source.line else None,
        protected=tuple(Span(side, start, end) for side, one in sides for start, end in one.tags),
        notes=(*missing, *notes),
    )


def place(text: str, element: Element, opaque: Container[str] = ()) -> Place:
    """Where the same words stand, for new ones to be put there."""
    written = (one for piece in _pieces(text, element, opaque) for one in piece.written)
    return Place(element.inner, element.inner_end, tuple(written), escaped)


def stretches(text: str, element: Element, signs: Callable[[str], str] = lambda _: "") -> Iterator[Stretch]:
    """The words of an element and of those inside it; `signs` says which a tag stands for, if any."""
    at = element.inner
    for piece in _pieces(text, element, ()):
        end = at + sum(map(len, piece.written))
        shown = signs(piece.shown) if piece.is_tag else piece.shown
        if piece.is_cdata:
            for number, (one, written) in enumerate(zip(shown, piece.written, strict=True)):
                last = number == len(shown) - 1
                yield Stretch(one, at + (9 if number == 0 else 0), at + len(written) - (3 if last else 0))
                at += len(written)
        elif shown:
            yield Stretch(shown, at, end)
        at = end


def escaped(words: str) -> str:
    """Words as XML has them."""
    return words.translate(_ESCAPES)


def _pieces(text: str, element: Element, opaque: Container[str]) -> Iterator[_Piece]:
    at = element.inner
    for child in element.children:
        yield from _between(text, at, child.start)
        if child.name in opaque or child.inner == child.end:
            yield _tag(text[child.start : child.end])
        else:
            yield _tag(text[child.start : child.inner])
            yield from _pieces(text, child, opaque)
            yield _tag(text[child.inner_end : child.end])
        at = child.end
    yield from _between(text, at, element.inner_end)


def _between(text: str, start: int, end: int) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text, start, end):
        if plain := match["plain"]:
            yield _Piece(plain, tuple(plain), False)
        elif match["end"]:
            yield _Piece("\n", (match[0],), False)
        elif entity := match["entity"]:
            yield _Piece(_character(entity), (match[0],), False)
        elif match["unseen"]:
            yield _tag(match[0])
        else:
            written = re.findall("\r\n?|.", match["cdata"], re.DOTALL)
            shown = "".join("\n" if one.startswith("\r") else one for one in written)
            written[0] = f"<![CDATA[{written[0]}"
            written[-1] += "]]>"
            yield _Piece(shown, tuple(written), False, True)


def _tag(written: str) -> _Piece:
    return _Piece(written, tuple(written), True)


def _character(entity: str) -> str:
    if entity.startswith("#"):
        return chr(int(entity[2:], 16) if entity[1] in "xX" else int(entity[1:]))
    return _ENTITIES[entity]
