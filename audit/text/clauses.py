"""Clauses of a text, as places, and which sentence translates which."""

import re
from collections.abc import Sequence
from functools import lru_cache

from audit.text.scripts import HAN, Language
from audit.text.sentences import Place, cut, sentences

_CLAUSE = {
    "en": re.compile(r"[,;:](?=\s)|\s[-–—]+\s|—"),
    "zh": re.compile(r"[，；：,;:](?!\d)|——"),
}
_LETTERS = {"en": re.compile(r"[^\W_]"), "zh": re.compile(f"[{HAN}]")}
SHORTEST = {"en": 12, "zh": 5}
"""Letters, or Han letters, of the shortest clause; a shorter one belongs to its neighbour."""
_FARTHEST = 2.0
"""How far the ratio of lengths of a sentence and its translation may be from that of the texts, as a factor."""

_EXPLAINED = 4
"""How many Han letters for an English word are beyond a translation: most have 1.5 to 2."""


@lru_cache(maxsize=128)
def aligned(english: str, chinese: str) -> Sequence[tuple[Place, Place]]:
    """Sentences with their translations where they go one to one and are of like length, or else the two texts whole.

    Remembered, since several checks ask in turn.

    >>> aligned("Costs fell. Sales rose.", "成本下降。销售上升。")
    [((0, 11), (0, 5)), ((12, 23), (5, 10))]
    >>> aligned("Costs fell. Sales rose.", "成本下降，销售上升。")
    [((0, 23), (0, 10))]
    """
    here, there = _with_words(english, "en"), _with_words(chinese, "zh")
    whole = [((0, len(english)), (0, len(chinese)))]
    if len(here) != len(there) or len(here) < 2:
        return whole
    pairs = list(zip(here, there, strict=True))
    ratio = len(chinese) / len(english)
    ratios = [(stop - begin) / (end - start) / ratio for (start, end), (begin, stop) in pairs]
    return pairs if max(ratios) <= _FARTHEST and min(ratios) >= 1 / _FARTHEST else whole


def explains(english: str, chinese: str) -> bool:
    """Whether the Chinese says so much more than the English that what only it has was added to explain.

    >>> explains("Copy elsewhere", "复制到别处；如果那里已有同名的文件，则不会覆盖它"), explains("Blocked", "无法通行")
    (True, False)
    """
    return len(_LETTERS["zh"].findall(chinese)) > _EXPLAINED * max(len(english.split()), 2)


def _with_words(text: str, language: Language) -> list[Place]:
    return [place for place in sentences(text, language) if any(map(str.isalnum, text[slice(*place)]))]


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
