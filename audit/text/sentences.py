"""Sentences of a text, as places."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from audit.text.scripts import HAN, Language
from audit.text.tables import table
from audit.text.words.stop import stop_words

Place = tuple[int, int]
"""A half-open range of code points."""

_MARK = {
    "en": re.compile(r"(?<![.!?。！？])[.!?。！？]++[\"'”’)\]」』）]*+(?=\s|$)|\n"),
    "zh": re.compile(r"[。！？!?]++[”’」』）)]*+|\n"),
}
_LONGEST_WORD = 12
_WORD = re.compile(r"(?:[A-Za-z]\.?)+$|\d{1,3}$")
_NEXT = re.compile(rf"\s*[\"'“‘(\[「『（]*([{HAN}]|\w{{1,24}})?")


def sentences(text: str, language: Language) -> list[Place]:
    """Cut at the marks that end a sentence; the blanks between belong to none.

    >>> text = "Mr. Lo of Acme Co. in the U.S. left at 5 p.m. Costs fell 1.5%, i.e. a bit."
    >>> [text[start:end] for start, end in sentences(text, "en")]
    ['Mr. Lo of Acme Co. in the U.S. left at 5 p.m.', 'Costs fell 1.5%, i.e. a bit.']
    >>> text = "他問：「為什麼？」沒有人回答。2024年更好。"
    >>> [text[start:end] for start, end in sentences(text, "zh")]
    ['他問：「為什麼？」', '沒有人回答。', '2024年更好。']
    """
    ends, start = [0], 0
    for mark in _MARK[language].finditer(text):
        if mark[0] != "." or _ends(text, start, mark.start()):
            start = mark.end()
            ends.append(start)
    return cut(text, [*ends, len(text)])


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


def _ends(text: str, start: int, point: int) -> bool:
    """Whether the lone point here ends the sentence that began at `start`."""
    following = _NEXT.match(text, point + 1)
    after = (following and following[1]) or ""
    if after[:1].islower():
        return False
    begin = max(start, point - _LONGEST_WORD)
    word = _WORD.search(text, begin, point)
    if word is None or (word.start() > start and text[word.start() - 1].isalnum()):
        return True
    before = word[0].lower()
    if before.isdigit() or len(before) == 1:
        if (
            word.start() - start < _LONGEST_WORD and not text[start : word.start()].strip()
        ):  # "1. Revenue", "a. Revenue": what numbers the sentence
            return False
        return before.isdigit() or word[0].islower() or before == "i"
    short = _abbreviations()
    begins = not after or after.lower() in stop_words()["en"]
    return before not in short["title"] and (before not in short["name"] or begins)


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    return {kind: frozenset(forms.split()) for kind, forms in table("abbreviations.tsv").items()}
