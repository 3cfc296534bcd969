"""Documents of Word: the words in their tables, as somebody reads them who accepts all changes.

Deletions are not text, insertions are; a deleted row is none. Hidden text, and text outside tables, is told apart.
The names of elements are those of Office Open XML (ECMA-376, part 1, chapter 17).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.text.formats.encodings import NotText
from audit.text.formats.inline import escaped, stretches
from audit.text.formats.written import Place, Stretch, place_of, trimmed
from audit.text.formats.xml import XML, Element, parse

DOCUMENT = "word/document.xml"
WRAPPERS = ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
"""Elements that stand around text, cells, rows or tables and say nothing of their own."""
BLANKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
SPACE = " \t\r\n"
"""What Word does not show at either end of a text that does not say `xml:space="preserve"`."""
OFF = ("0", "false", "off")


class Words(NamedTuple):
    """The text of some paragraphs, a line each."""

    file: str
    paragraphs: Sequence[Element] = ()

    @property
    def text(self) -> str:
        """The text itself."""
        return "".join(one.shown for one in self._stretches(False)).strip("\n")

    @property
    def hidden(self) -> str:
        """Text among it that is not shown."""
        return "".join(one.shown for one in self._stretches(True)).strip("\n")

    @property
    def place(self) -> Place | None:
        """Where it is written; None where there is none."""
        return place_of(self.file, trimmed(self._stretches(False), "\n"), escaped)

    def _stretches(self, hidden: bool) -> Iterator[Stretch]:
        ended: int | None = None
        for paragraph in self.paragraphs:
            if ended is not None:
                yield Stretch("\n", ended, ended)
            for run in _children(paragraph):
                if run.name == "r" and _is_on(run.first("rPr"), "vanish") == hidden:
                    yield from _said(self.file, run)
            properties = paragraph.first("pPr")
            mark = properties.first("rPr") if properties else None
            ended = None if _has(mark, "del") or _has(mark, "moveFrom") else paragraph.inner_end


class Cell(NamedTuple):
    """A cell of a table."""

    words: Words
    columns: int
    is_continued: bool
    """Whether it is merged with the one above it."""


Table = Sequence[Sequence[Cell]]


def blocks(file: str) -> Iterator[Table | str]:
    """The tables of a document, and the paragraphs between them. Raises NotText."""
    try:
        root = parse(file)
    except NotText as error:  # the line is one of a file inside the file
        raise NotText(None, f"{DOCUMENT} in it: {error.problem}", error.remedy) from None
    body = root.first("body")
    for element in _children(body) if body else ():
        if element.name == "tbl":
            yield from _tables(file, element)
        elif element.name == "p":
            words = Words(file, [element])
            if said := (words.text + words.hidden).strip():
                yield said


def _tables(file: str, table: Element) -> Iterator[Table]:
    """A table, and then those inside its cells."""
    rows = [row for row in _children(table) if row.name == "tr" and not _has(row.first("trPr"), "del")]
    yield [list(_cells(file, row)) for row in rows]
    for row in rows:
        for cell in _children(row):
            for inside in _children(cell):
                if inside.name == "tbl":
                    yield from _tables(file, inside)


def _cells(file: str, row: Element) -> Iterator[Cell]:
    properties = row.first("trPr")
    if properties and (before := properties.first("gridBefore")):
        yield Cell(Words(file), _number(before), False)
    for cell in _children(row):
        properties = cell.first("tcPr")
        if cell.name != "tc" or _has(properties, "cellDel"):
            continue
        span = properties.first("gridSpan") if properties else None
        merge = properties.first("vMerge") if properties else None
        continued = merge is not None and _value(merge) != "restart"
        paragraphs = [one for one in _children(cell) if one.name == "p"]
        yield Cell(Words(file, paragraphs), _number(span) if span else 1, continued)


def _said(file: str, run: Element) -> Iterator[Stretch]:
    for element in run.named("t", *BLANKS):
        if element.name in BLANKS:
            yield Stretch(BLANKS[element.name], element.start, element.end)
        elif element.attributes.get(f"{XML} space") == "preserve":
            yield from stretches(file, element)
        else:
            yield from trimmed(stretches(file, element), SPACE)


def _children(element: Element) -> Iterator[Element]:
    """The elements inside one, and inside those that say nothing of their own, in its own namespace."""
    rest = list(reversed(element.children))
    while rest:
        one = rest.pop()
        if one.namespace == element.namespace:
            if one.name in WRAPPERS:
                rest += reversed(one.children)
            else:
                yield one


def _has(element: Element | None, name: str) -> bool:
    return element is not None and element.first(name) is not None


def _is_on(element: Element | None, name: str) -> bool:
    found = element.first(name) if element else None
    return found is not None and _value(found) not in OFF


def _value(element: Element) -> str:
    return element.attributes.get(f"{element.namespace} val", "")


def _number(element: Element) -> int:
    said = _value(element)
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 6 else 1
