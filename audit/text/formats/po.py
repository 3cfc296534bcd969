"""PO files of gettext: their entries, and where in the file each text stands.

The library polib reads the same entries, as a test shows, but does not say where they are; to correct a translation and
leave every other byte alone, the places are needed.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from audit.text.formats.annotations import COMMENT
from audit.text.formats.encodings import NotText
from audit.text.formats.written import Place

_ROW = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_STATEMENT = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?\s*)?"((?:[^"\\]|\\.)*)"\s*')
_CHARACTER = re.compile(r"\\.|.", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
_WRITTEN = str.maketrans({shown: f"\\{letter}" for letter, shown in _ESCAPES.items()})
_CREDITS = {"translator-credits", "translator_credits", "NAME OF TRANSLATORS", "EMAIL OF TRANSLATORS"}
REMEDY = "write a keyword (msgid, msgstr, ...) and a text in quotation marks on each line"


class Text(Struct):
    """A text, of the pieces in quotation marks that it is written in."""

    file: str
    line: int
    pieces: list[tuple[int, int]]
    """Where each stands, without its marks."""

    @property
    def shown(self) -> str:
        """The text in words."""
        return "".join(_shown(one) for one in self._characters())

    @property
    def place(self) -> Place:
        """Where it stands from its first piece with anything in it, and how it is written."""
        pieces = [piece for piece in self.pieces if piece[0] < piece[1]] or self.pieces[:1]
        written = list[str]()
        end = pieces[0][0]
        for start, stop in pieces:
            here = _CHARACTER.findall(self.file, start, stop)
            written += [self.file[end:start] + here[0], *here[1:]] if here else []
            end = stop
        return Place(pieces[0][0], end, tuple(written), lambda words: words.translate(_WRITTEN))

    def _characters(self) -> Iterator[str]:
        for start, end in self.pieces:
            yield from _CHARACTER.findall(self.file, start, end)


class Entry(Struct):
    """A message and its translations."""

    context: Text | None = None
    source: Text | None = None
    plural: Text | None = None
    targets: dict[int, Text] = {}
    """By the number of the plural form; 0 where there is one."""
    flags: list[str] = []
    comments: list[tuple[int, str]] = []
    """Those for translators and by them, with their lines."""


def entries(file: str) -> tuple[list[Entry], list[int]]:
    """The entries in order, the header among them, and the lines of obsolete ones. Raises NotText.

    >>> [entry], _ = entries('#, fuzzy\\nmsgid "One\\\\n"\\n"two"\\nmsgstr ""')
    >>> entry.source.shown, entry.targets[0].shown, entry.flags
    ('One\\ntwo', '', ['fuzzy'])
    """
    found: list[Entry] = []
    obsolete: list[int] = []
    entry, last, line = Entry(), None, 0
    for match in _ROW.finditer(file):
        line += 1
        row = match[1].strip()
        if row.startswith("#~"):
            obsolete += [line] if row[2:].lstrip().startswith("msgid ") else []
        elif row.startswith("#") or not row:
            if entry.source:
                _finish(entry, line, found)
                entry = Entry()
            last = None
            _comment(entry, line, row)
        else:
            statement = _statement(file, match, line)
            keyword, form = statement[1], int(statement[2] or 0)
            if keyword in ("msgctxt", "msgid") and entry.targets:
                _finish(entry, line, found)
                entry, last = Entry(), None
            if keyword:
                last = _put(entry, keyword, form, Text(file, line, []))
            if last is None:
                raise NotText(line, "a text that belongs to nothing", REMEDY)
            last.pieces.append(statement.span(3))
    if entry.source:
        _finish(entry, line, found)
    return found, obsolete


def _statement(file: str, row: re.Match[str], line: int) -> re.Match[str]:
    start = row.start(1) + len(row[1]) - len(row[1].lstrip())
    statement = _STATEMENT.fullmatch(file, start, row.end(1))
    if statement is None:
        raise NotText(line, "this is no line of a PO file", REMEDY)
    return statement


def _put(entry: Entry, keyword: str, form: int, text: Text) -> Text:
    if keyword == "msgstr" and entry.source:
        known = form in entry.targets
        entry.targets[form] = text
    elif keyword == "msgctxt":
        known, entry.context = entry.context is not None or entry.source is not None, text
    elif keyword == "msgid":
        known, entry.source = entry.source is not None, text
    elif keyword == "msgid_plural" and entry.source:
        known, entry.plural = entry.plural is not None, text
    else:
        raise NotText(text.line, f"{keyword} before msgid", REMEDY)
    if known:
        raise NotText(text.line, f"{keyword} comes twice", "leave a blank line between the entries")
    return text


def _comment(entry: Entry, line: int, row: str) -> None:
    if COMMENT.match(row):
        return
    if row.startswith("#,"):
        entry.flags += (flag.strip() for flag in row[2:].split(","))
    elif row.startswith("#.") or row[1:2] in ("", " ", "\t"):
        said = row.lstrip("#.").strip()
        entry.comments += [(line, said)] if said else []


def _finish(entry: Entry, line: int, found: list[Entry]) -> None:
    assert entry.source is not None
    if not entry.targets:
        raise NotText(entry.source.line, "a message without msgstr", 'add a line msgstr "..." after it')
    found.append(entry)


def _shown(written: str) -> str:
    return _ESCAPES.get(written[1], written) if written.startswith("\\") else written


def messages_of(found: Sequence[Entry]) -> Iterator[Entry]:
    """The entries that are messages.

    The first is none if it translates nothing, nor are those that ask for the translators' names: KDE's have a context,
    the others an identifier.
    """
    for entry in found:
        source, context = (text.shown if text else "" for text in (entry.source, entry.context))
        if (context or source) and context not in _CREDITS and source not in _CREDITS:
            yield entry
