"""Names in Latin letters, which a Chinese text and an English one should share."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")
"""A run of Latin letters: what stands between hyphens, points and figures counts as words of its own."""
TICKER = re.compile(r"\b(?:NYSE|NASDAQ|Nasdaq|AMEX|HKEX|SEHK|LSE|TSX) ?[:：] ?([A-Z]{1,5})\b")
"""The code of a share, after its exchange."""
_SHORTEST = 4
"""Letters below which a word may be a unit, a loan word or a part of a name."""
_MOST = 6
"""Words that only the Chinese has, above which they are no names but text in another language."""


class StrayName(Struct, frozen=True):
    """A name in Latin letters that the Chinese text has and the English one has not, or spells in another way."""

    start: int
    end: int
    other: tuple[int, int] | None = None
    """Where the English text has it in another spelling."""


def stray_names(chinese: str, english: str) -> Iterator[StrayName]:
    """The names in Latin letters that only the Chinese text has, each once.

    Short forms (Insta for Instagram), initials (ATM for automated teller machine) and small words are no such names.

    >>> list(stray_names("採購Nvida晶片與ATM", "Nvidia chips, automated teller machines"))
    [StrayName(start=2, end=7, other=(0, 6))]
    >>> list(stray_names("Gregory董事長", "The chairman"))
    [StrayName(start=0, end=7, other=None)]
    """
    if not _words(chinese) - _words(english):
        return
    theirs = {folded(match[0]): match for match in reversed(list(LATIN_WORD.finditer(english)))}
    ours = {folded(match[0]): match for match in reversed(list(LATIN_WORD.finditer(chinese)))}
    new = sorted((match.start(), word) for word, match in ours.items() if word not in theirs)
    if len(new) > _MOST:
        return
    candidates = [word for word, match in theirs.items() if word not in ours and _is_name(match[0])]
    squashed = "".join(folded(word) for word in LATIN_WORD.findall(english))
    for start, word in new:
        match = ours[word]
        if not _is_name(match[0]) or word in squashed or _is_short_form(word, theirs):
            continue
        near = [other for other in candidates if is_near(word, other)]
        if near:
            yield StrayName(start, match.end(), theirs[near[0]].span())
        elif not match[0].isupper() or not has_initials(word, LATIN_WORD.findall(english.casefold())):
            yield StrayName(start, match.end())


def _words(text: str) -> set[str]:
    return set(LATIN_WORD.findall(text.casefold()))


def _is_name(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isascii() and not word.islower()


def _is_short_form(word: str, others: Iterable[str]) -> bool:
    return any(len(other) >= 3 and (word.startswith(other) or other.startswith(word)) for other in others)


def folded(word: str) -> str:
    """A Latin word without case and accents.

    >>> folded("Barça")
    'barca'
    """
    if word.isascii():
        return word.casefold()
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def has_initials(acronym: str, words: Iterable[str]) -> bool:
    """Whether the letters begin words that follow one another, leaving some out.

    >>> has_initials("ATM", ["an", "automated", "teller", "machine"]), has_initials("CDN", ["cloud", "services"])
    (True, False)
    """
    initials = iter([word[0] for word in words])
    return all(letter in initials for letter in acronym.casefold())


def is_near(one: str, other: str) -> bool:
    """Whether two words differ by a letter, exchanged, put in, left out or swapped with the next; long ones by two.

    >>> is_near("nvida", "nvidia"), is_near("micorsoft", "microsoft"), is_near("ford", "fiat")
    (True, True, False)
    """
    allowed = 2 if min(len(one), len(other)) >= 8 else 1
    return abs(len(one) - len(other)) <= allowed and _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    """Edits between two words, a swap of neighbours being one (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, facing in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], facing):
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
