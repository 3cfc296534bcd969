"""Foreign names written in Chinese characters by their sound."""

import re
from collections.abc import Iterator
from functools import cache

from audit.text.tables import table

LONGEST = 6


def transliterations(text: str) -> Iterator[re.Match[str]]:
    """Runs of characters that may write a name, or a part of one between points; the last may belong to the next word.

    >>> [run[0] for run in transliterations("請布萊恩·史密斯發言")]
    ['布萊恩', '史密斯']
    """
    return _run().finditer(text)


def sounding(text: str) -> list[str]:
    """The words of those runs: quicker to ask for than the places."""
    return _run().findall(text)


def initials(rendering: str) -> str:
    """The small letters that a name may begin with, if this is how it sounds.

    >>> initials("布萊恩"), initials("傑森")
    ('b', 'gj')
    """
    return _initials().get(rendering[0], "")


def alike(one: str, other: str) -> bool:
    """Whether two renderings share half of their characters, in order, as two spellings of one name do.

    >>> alike("史密斯", "史密思"), alike("布萊恩", "亨利")
    (True, False)
    """
    if set(one).isdisjoint(other):  # as mostly
        return False
    shared = [0] * (len(other) + 1)  # the longest common subsequence, row by row
    for letter in one:
        before = 0
        for place, facing in enumerate(other, 1):
            before, shared[place] = (
                shared[place],
                before + 1 if letter == facing else max(shared[place], shared[place - 1]),
            )
    return 2 * shared[-1] >= max(len(one), len(other))


@cache
def _initials() -> dict[str, str]:
    letters: dict[str, str] = {}
    for letter, characters in table("transliteration.tsv").items():
        for character in characters if len(letter) == 1 else "":
            letters[character] = letters.get(character, "") + letter
    return letters


@cache
def _run() -> re.Pattern[str]:
    characters = "".join(table("transliteration.tsv").values())
    return re.compile(f"[{characters}]{{2,{LONGEST}}}")
