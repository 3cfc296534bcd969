"""Who says which lines of a transcript."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from audit.text.pairing import LANGUAGES, Line, misfit
from audit.text.scripts import Language
from audit.text.speakers import ends_sentence, names_title, speaker


class Turn(Struct, frozen=True):
    """What one speaker says; nobody is named before the first."""

    speaker: str | None
    line: int
    """Where the speaker is named."""
    lines: tuple[Line, ...]
    guessed: bool = False
    """Whether only its place tells that the line is a name."""


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
    [(None, 0), ('Jane Doe - CFO', 2)]
    """
    cuts = {first: list(_cut(lines, first)) for first in LANGUAGES}
    return cuts[min(cuts, key=lambda first: misfit([turn.lines for turn in cuts[first]], first))]


def _cut(lines: Sequence[Line], first: Language) -> Iterator[Turn]:
    uses = Counter(line.text.strip() for line in lines)
    turn, said = Turn(None, 1, ()), list[Line]()
    at = 0
    while at < len(lines):
        if named := _named(lines, at, first, not said, uses):
            yield replace(turn, lines=tuple(said))
            turn, said = Turn(named.text, lines[at].number, (), named.guessed), []
            at = named.end
        else:
            said.append(lines[at])
            at += 1
    yield replace(turn, lines=tuple(said))


def _named(lines: Sequence[Line], at: int, first: Language, opening: bool, uses: Counter[str]) -> _Name | None:
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
        speech = _begins(lines, end, first) or ends_sentence(lines[end].text.strip())
        return _Name(text, end) if twice or speech else None
    surplus = opening or lines[at - 1].language != first
    if end < len(lines) and _begins(lines, end, first) and (twice or surplus):
        return _Name(text, end, guessed=not twice and uses[line.text.strip()] == 1)
    return None


def _begins(lines: Sequence[Line], at: int, first: Language) -> bool:
    """Whether a pair, or another name, can begin here."""
    return at == len(lines) or lines[at].language == first or speaker(lines[at].text) == "sure"


def _is_office(lines: Sequence[Line], at: int, language: Language) -> bool:
    if at == len(lines) or lines[at].language != language:
        return False
    return speaker(lines[at].text) is None and names_title(lines[at].text)


def _is_translated(lines: Sequence[Line], at: int, language: Language, first: Language) -> bool:
    if at == len(lines) or lines[at].language == language:
        return False
    names = speaker(lines[at].text) is not None or names_title(lines[at].text)
    return names and _begins(lines, _after(lines, at), first)


def _after(lines: Sequence[Line], at: int) -> int:
    """Where the line and its copy, if there is one, end."""
    return at + 1 + any(line.text.strip() == lines[at].text.strip() for line in lines[at + 1 : at + 2])


def _bare(line: Line) -> str:
    return line.text.strip().rstrip(":：").rstrip()
