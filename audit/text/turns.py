"""Who says which lines of a transcript."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from audit.text.pairing import Line, first_language
from audit.text.scripts import Language
from audit.text.speakers import names_title, speaker

Note = tuple[int, str]
"""Something odd, with the number of its line."""


class Turn(Struct, frozen=True):
    """What one speaker says; nobody is named before the first."""

    speaker: str | None
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()


class _Name(Struct, frozen=True):
    """Lines that name a speaker: what they say, and where the lines after them begin."""

    text: str
    end: int
    guessed: bool = False


def turns(lines: Sequence[Line]) -> list[Turn]:
    """Cut at the lines that name a speaker: once or twice, in one language or both, the office on a line of its own.

    A form that only may be a name counts where a pair is complete before it and a new one begins after it.

    >>> lines = [Line(1, "Jane Doe - CFO", "en"), Line(2, "Thank you.", "en"), Line(3, "謝謝。", "zh")]
    >>> [(turn.speaker, len(turn.lines)) for turn in turns(lines)]
    [('Jane Doe - CFO', 2)]
    """
    surely = [turn.lines for turn in _cut(lines, None)]
    return list(_cut(lines, first_language(surely)))


def _cut(lines: Sequence[Line], first: Language | None) -> Iterator[Turn]:
    uses = Counter(line.text.strip() for line in lines)
    name: str | None = None
    said: list[Line] = []
    notes: list[Note] = []
    at = 0
    while at < len(lines):
        named = _named(lines, at, first, at == 0 or not said, uses)
        if named is None:
            said.append(lines[at])
            at += 1
            continue
        if said:
            yield Turn(name, tuple(said), tuple(notes))
            said, notes = [], []
        elif name is not None:
            notes.append((lines[at].number, f"“{name}” is named before this line, but says nothing"))
        if named.guessed:
            notes.append((lines[at].number, f"“{named.text}” taken for the name of the speaker"))
        name, at = named.text, named.end
    if name is not None and not said:
        notes.append((lines[-1].number, f"“{name}” is named last, but says nothing"))
    if said or notes:
        yield Turn(name, tuple(said), tuple(notes))


def _named(lines: Sequence[Line], at: int, first: Language | None, opening: bool, uses: Counter[str]) -> _Name | None:
    line = lines[at]
    form = speaker(line.text)
    if form is None:
        return None
    text, end = _bare(line), _after(lines, at)
    twice = end - at > 1
    if form == "likely" and _is_office(lines, end, line.language):
        text, end, form = f"{text}, {_bare(lines[end])}", _after(lines, end), "sure"
    if form == "sure" and _is_translated(lines, end, line.language, first):
        text, end = f"{text} / {_bare(lines[end])}", _after(lines, end)
    if form == "sure":
        return _Name(text, end) if twice or _begins(lines, end, first) else None
    if first is None or end == len(lines):
        return _Name(text, end) if twice and end < len(lines) else None
    surplus = opening or lines[at - 1].language != first
    if _begins(lines, end, first) and (twice or surplus):
        return _Name(text, end, guessed=not twice and uses[line.text.strip()] == 1)
    return None


def _begins(lines: Sequence[Line], at: int, first: Language | None) -> bool:
    """Whether a pair, or another name, can begin here."""
    return first is None or at == len(lines) or lines[at].language == first or speaker(lines[at].text) == "sure"


def _is_office(lines: Sequence[Line], at: int, language: Language) -> bool:
    if at == len(lines) or lines[at].language != language:
        return False
    return speaker(lines[at].text) is None and names_title(lines[at].text)


def _is_translated(lines: Sequence[Line], at: int, language: Language, first: Language | None) -> bool:
    if at == len(lines) or lines[at].language == language:
        return False
    names = speaker(lines[at].text) is not None or names_title(lines[at].text)
    return names and _begins(lines, _after(lines, at), first)


def _after(lines: Sequence[Line], at: int) -> int:
    """Where the copies of a line end."""
    end = at + 1
    while end < len(lines) and lines[end].text.strip() == lines[at].text.strip():
        end += 1
    return end


def _bare(line: Line) -> str:
    return line.text.strip().rstrip(":：").rstrip()
