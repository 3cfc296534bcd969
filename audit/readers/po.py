"""PO files of gettext, and their templates."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from audit.model import Segment, Side
from audit.reader import Reader, naming, read_text
from audit.text.formats.po import Entry, Text, entries, messages_of
from audit.text.formats.written import Place

LANGUAGE = re.compile(r"^Language:[ \t]*zh(?:[_-]Han[st])?[_-](CN|TW|HK)\b", re.MULTILINE)
START = re.compile(r'(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:msgctxt|msgid)[ \t]*"')


class Message(NamedTuple):
    """A pair as the file has it."""

    source: Text
    target: Text
    line: int
    """Where its entry has its first keyword."""
    notes: tuple[str, ...] = ()
    locale: str = "zh"
    """What the header of the file says that the translation is."""


class Po(Reader):
    """Messages and translations; of a message with plural forms a segment for each of them.

    The only form that Chinese has is read beside the English plural. Contexts, comments (but for those of
    `audit annotate`), and that a message is fuzzy or has no translation, become notes; obsolete messages are left out,
    and counted in a note.
    """

    name = "po"
    suffixes = (".po", ".pot")
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and START.match(heads[0]) is not None

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        text = read_text(path)
        with naming(path):
            messages, notes = _messages(text)
        for message in messages:
            yield _segment(message, notes)
            notes = ()


def places(text: str) -> Callable[[int, Side], Place | None]:
    """Where each side of the segments of a file is written, by their number from 0."""
    messages, _ = _messages(text)
    return lambda number, side: getattr(messages[number], side).place


def first_lines(text: str) -> list[int]:
    """The line of the first keyword of each segment's message, by their number from 0."""
    messages, _ = _messages(text)
    return [message.line for message in messages]


def _messages(text: str) -> tuple[list[Message], tuple[str, ...]]:
    """The messages, and what to say of those that are left out. Raises NotText."""
    found, obsolete = entries(text)
    locale = _locale(found[:1])
    messages = [message._replace(locale=locale) for entry in messages_of(found) for message in _forms(entry)]
    if not obsolete:
        return messages, ()
    return messages, (f"line {obsolete[0]}: obsolete messages, from here on: {len(obsolete)}, left out",)


def _locale(header: Sequence[Entry]) -> str:
    told = [LANGUAGE.search(entry.targets[0].shown) for entry in header if entry.source and not entry.source.shown]
    return next((f"zh-{match[1]}" for match in told if match), "zh")


def _forms(entry: Entry) -> Iterator[Message]:
    assert entry.source is not None  # an entry is finished only with one
    notes = tuple(f"line {line}: comment “{said}”" for line, said in entry.comments)
    if entry.context:
        notes += (f"line {entry.context.line}: context “{entry.context.shown}”",)
    if "fuzzy" in entry.flags:
        notes += (f"line {entry.source.line}: marked as fuzzy",)
    for form, target in entry.targets.items():
        plural = form > 0 or len(entry.targets) == 1
        line = (entry.context or entry.source).line
        yield Message(entry.plural if entry.plural and plural else entry.source, target, line, notes)
        notes = ()


def _segment(message: Message, notes: tuple[str, ...]) -> Segment:
    source, target = message.source.shown, message.target.shown
    line = message.source.line
    missing = [side for side, text in (("source", source), ("target", target)) if not text.strip()]
    return Segment(
        id="",
        source=source,
        target=target,
        line=line,
        target_line=message.target.line,
        notes=(*notes, *(f"line {line}: the {side} is empty" for side in missing), *message.notes),
        target_language=message.locale,
    )
