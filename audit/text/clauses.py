"""Sentences and clauses of a text, as places."""

import re
from collections.abc import Iterable
from itertools import pairwise

from audit.text.scripts import HAN, Language

Place = tuple[int, int]
"""A half-open range of code points."""

_SENTENCE = {
    "en": re.compile(
        r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Co|vs|No|Jr|Sr))(?<!\b(?:Mrs|Inc|Ltd|etc))[.!?][\"'”’)\]]*(?=\s|$)|\n"
    ),
    "zh": re.compile(r"[。！？!?][”’」』）)]*|\n"),
}
_CLAUSE = {
    "en": re.compile(r"[,;:](?=\s)|\s[-–—]+\s|—"),
    "zh": re.compile(r"[，；：,;:](?!\d)|——"),
}
_LETTERS = {"en": re.compile(r"[^\W_]"), "zh": re.compile(f"[{HAN}]")}
SHORTEST = {"en": 12, "zh": 5}
"""Letters, or Han letters, of the shortest clause; a shorter one belongs to its neighbour."""


def sentences(text: str, language: Language) -> list[Place]:
    """Cut at the marks that end a sentence; the blanks between belong to none.

    >>> text = "Sales rose. Costs fell 1.5%."
    >>> [text[start:end] for start, end in sentences(text, "en")]
    ['Sales rose.', 'Costs fell 1.5%.']
    """
    return _cut(text, (0, len(text)), _SENTENCE[language])


def clauses(text: str, language: Language) -> list[Place]:
    """Cut sentences at commas, colons and dashes, unless that leaves a bit of a clause.

    >>> text = "In Q4, sales rose by twelve percent, while the costs of transport fell."
    >>> [text[start:end] for start, end in clauses(text, "en")]
    ['In Q4, sales rose by twelve percent,', 'while the costs of transport fell.']
    """
    found: list[Place] = []
    for sentence in sentences(text, language):
        parts: list[Place] = []
        for part in _cut(text, sentence, _CLAUSE[language]):
            if parts and (_is_bit(text, part, language) or _is_bit(text, parts[-1], language)):
                parts[-1] = (parts[-1][0], part[1])
            else:
                parts.append(part)
        found += parts
    return found


def _is_bit(text: str, place: Place, language: Language) -> bool:
    return len(_LETTERS[language].findall(text, *place)) < SHORTEST[language]


def _cut(text: str, place: Place, mark: re.Pattern[str]) -> list[Place]:
    return cut(text, [place[0], *(found.end() for found in mark.finditer(text, *place)), place[1]])


def cut(text: str, places: Iterable[int]) -> list[Place]:
    """The parts of a text between places in it, without the blanks around them.

    >>> cut("One two  ", [0, 3, 7, 9])
    [(0, 3), (4, 7)]
    """
    found = []
    for start, end in pairwise(places):
        part = text[start:end]
        if bare := part.strip():
            start += len(part) - len(part.lstrip())
            found.append((start, start + len(bare)))
    return found
