"""XML as a tree that knows where in the text each of its elements stands.

The parser is expat, which comes with Python: it tells the place of every tag, so that a translation can be changed
without a touch on what is beside it. Definitions of entities are refused: no bomb, no look at other files.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

from audit.text.formats.encodings import NotText

DEEPEST = 100
"""Elements inside each other; files of translations have about ten."""
MOST = 3_000_000
"""Elements in all: each takes some hundred bytes of memory, however short it is in the file."""
_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UNSEEN = re.compile(r"<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
XML = "http://www.w3.org/XML/1998/namespace"


class NotXml(NotText):
    """Text that is not the XML that was expected."""


class Element(Struct):
    """An element: `text[start:end]` with its tags, `text[inner:inner_end]` between them."""

    name: str
    """Without namespace."""
    namespace: str
    attributes: dict[str, str]
    """By name, those of a namespace as "namespace name"."""
    line: int
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: list["Element"] = []

    def named(self, *names: str) -> Iterator["Element"]:
        """Its children of these names in its own namespace."""
        return (one for one in self.children if one.name in names and one.namespace == self.namespace)

    def first(self, name: str) -> "Element | None":
        """Its first child of a name, if it has one."""
        return next(self.named(name), None)

    def below(self, *names: str, any_namespace: bool = False) -> Iterator["Element"]:
        """The elements of these names at any depth, in the order of the text: in its own namespace, or in any."""
        rest = [self]
        while rest:
            one = rest.pop()
            if one.name in names and (any_namespace or one.namespace == self.namespace):
                yield one
            rest += reversed(one.children)


def root_name(head: str) -> str | None:
    """The name of the outermost element, by the beginning of a text alone; None where it is no XML.

    >>> root_name('<?xml version="1.0"?><!-- <a> --><x:tmx version="1.4">')
    'tmx'
    """
    found = _ROOT.search(_UNSEEN.sub("", head)) if head.lstrip().startswith("<") else None
    return found[1] if found else None


def parse(text: str, *, doctype: bool = False) -> Element:
    """The outermost element. Raises NotXml, also for a document type; one that only names a DTD may be allowed.

    >>> root = parse('<a>\\n <b x="1">one</b><c/></a>')
    >>> [(one.name, one.attributes, one.line) for one in root.children]
    [('b', {'x': '1'}, 2), ('c', {}, 2)]
    """
    return _Tree(text, doctype).root


class _Tree:
    """The events of expat made into elements."""

    def __init__(self, text: str, doctype: bool) -> None:
        self.may_name_dtd = doctype
        self.text, self.content = text, text.encode("utf-8", "replace")
        self.byte = self.place = self.count = 0
        self.open: list[Element] = []
        self.top: Element | None = None
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.SkippedEntityHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        try:
            self.parser.Parse(self.content, True)
        except expat.ExpatError as error:
            problem = f"this is not well-formed XML: {expat.ErrorString(error.code)}"
            raise NotXml(error.lineno, problem, "mend it, or export the file again") from None

    @property
    def root(self) -> Element:
        assert self.top is not None  # expat has refused a text without one
        return self.top

    def _here(self) -> int:
        """The place in the text that the parser has come to; it never goes back."""
        reached = self.parser.CurrentByteIndex
        self.place += len(self.content[self.byte : reached].decode("utf-8", "replace"))
        self.byte = reached
        return self.place

    def _doctype(self, name: str, system: str | None, public: str | None, defines: bool) -> None:
        if defines or not self.may_name_dtd:
            line = self.parser.CurrentLineNumber
            raise NotXml(line, "the file declares a document type (DOCTYPE)", "remove that: it may define entities")

    def _entity(self, name: str, _: bool) -> None:
        raise NotXml(self.parser.CurrentLineNumber, f"undefined entity “&{name};”", "write the character itself")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start, line = self._here(), self.parser.CurrentLineNumber
        self.count += 1
        if len(self.open) >= DEEPEST:
            raise NotXml(line, f"more than {DEEPEST} elements inside each other", "export the file again")
        if self.count > MOST:
            raise NotXml(line, f"more than {MOST:,} elements", "give smaller files")
        namespace, _, local = name.rpartition(" ")
        tag = _TAG.match(self.text, start)
        assert tag is not None  # expat has just read one
        element = Element(local, namespace, attributes, line, start, tag.end())
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.top = element
        self.open.append(element)

    def _end(self, _: str) -> None:
        element, reached = self.open.pop(), self._here()
        if reached == element.inner and self.text.endswith("/>", 0, reached):
            element.inner_end = element.end = reached
        else:
            element.inner_end, element.end = reached, self.text.index(">", reached) + 1
