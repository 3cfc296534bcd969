"""Where a pair may name somebody, on both sides: what can be told of it without the rest of the document."""

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from msgspec import Struct

from audit.text.names.known import without_known_names
from audit.text.names.transliterations import initials, sounding, transliterations
from audit.text.scripts import LATIN
from audit.text.terminology.english_words import LATIN_WORD
from audit.text.words.stop import stop_words

Place = tuple[int, int]

_CAPITAL = re.compile(rf"([A-Z](?<![{LATIN}][A-Z])(?:(?<=([a-z,]) .)|)[{LATIN}]{{2,39}})(?![{LATIN}])")
"""A word that may be a name, and what stands before it amid a sentence."""
_GLOSS = re.compile(r"[(（][^()（）]{0,80}[)）]")


class Named(Struct, frozen=True, array_like=True):
    """What a pair says of names; well-known names are left out, for they may have several good forms."""

    amid: tuple[str, ...]
    """Words with a capital amid a sentence."""
    rendered: tuple[tuple[str, str], ...]
    """Words with a capital, with what may stand for each in Chinese: the word, or its sound in characters."""
    sounds: tuple[str, ...]
    """Everything in Chinese that may be the sound of a name."""


def named(english: str, chinese: str) -> Named | None:
    """What a pair says of names, if anything; no more than that is kept of a pair.

    >>> named("Yes, so Brian spoke.", "是，布萊恩發言。")
    Named(amid=('Brian',), rendered=(('Brian', '布萊恩'),), sounds=('布萊恩',))
    """
    text, small = without_known_names(english), stop_words()["en"]
    capital = _CAPITAL.findall(text)
    words = [word for word in dict(capital) if not word.isupper() and word.lower() not in small]
    sounds = tuple(dict.fromkeys(sounding(chinese)))
    if not words:
        return Named((), (), sounds) if sounds else None
    amid, latin = {word for word, before in capital if before}, LATIN_WORD.findall(chinese)
    rendered = [(word, word) for word in words if word in latin]
    for sound in sounds:
        letters = initials(sound)
        rendered += [(word, sound) for word in words if word[0].lower() in letters]
    told = tuple([word for word in words if word in amid]), tuple(rendered), sounds
    return Named(*told) if any(told) else None


def capitals(english: str) -> set[str]:
    """The words of a text that may be names.

    >>> sorted(capitals("Then Brian left."))
    ['Brian', 'Then']
    """
    return {word for word, _ in _CAPITAL.findall(without_known_names(english))}


def occurrences(english: str, names: Container[str]) -> dict[str, list[Place]]:
    """Where each of these names stands in a text.

    >>> occurrences("So Brian met Brian.", {"Brian"})
    {'Brian': [(3, 8), (13, 18)]}
    """
    places: dict[str, list[Place]] = {}
    for match in _CAPITAL.finditer(without_known_names(english)):
        if match[0] in names:
            places.setdefault(match[0], []).append(match.span())
    return places


def targets(text: str, present: Mapping[str, Sequence[Place]]) -> dict[str, list[Place]]:
    """Where each name may stand in a Chinese text: in Latin letters, a gloss in brackets aside, or by its sound.

    >>> targets("布萊恩（Brian）發言", {"Brian": [(3, 8)]})
    {'Brian': [(0, 3)]}
    """
    places: dict[str, list[Place]] = defaultdict(list)
    bare = _GLOSS.sub(lambda gloss: " " * len(gloss[0]), text)
    for match in LATIN_WORD.finditer(bare):
        if match[0] in present:
            places[match[0]].append(match.span())
    rest: dict[str, list[str]] = defaultdict(list)
    for name in present:
        if len(places[name]) < len(present[name]):
            rest[name[0].lower()].append(name)
    for run in transliterations(bare):
        fits = [name for letter in initials(run[0]) for name in rest[letter][:2]]
        if len(fits) == 1:
            places[fits[0]].append(run.span())
    return {name: found for name, found in places.items() if found}
