"""Names in Latin letters, which a Chinese text and an English one should share."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from audit.text.scripts import LATIN
from audit.text.terminology.english_words import LATIN_WORD, english_words

_TICKER = re.compile(r"\b(?:NYSE|NASDAQ|Nasdaq|AMEX|HKEX|SEHK|LSE|TSX) ?[:：] ?([A-Z]{1,5})\b")
_SHORTEST = 4
"""Letters below which a word may be a unit, a loan word or a part of a name."""
_LONGEST = 40
_SMALL = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "the", "to"])
_RUN = re.compile(f"(?<![{LATIN}]){LATIN_WORD.pattern}(?: {LATIN_WORD.pattern})+")
_MOST = 6
"""Words that only the Chinese has, above which they are no names but text in another language."""


def tickers(text: str) -> list[tuple[int, int]]:
    """Where a text has the codes of shares, each after its exchange.

    >>> tickers("Kingsoft Cloud (NASDAQ: KC)")
    [(24, 26)]
    """
    return [match.span(1) for match in _TICKER.finditer(text)] if ":" in text or "：" in text else []


class StrayName(Struct, frozen=True):
    """A name in Latin letters that the Chinese text has and the English one has not, or spells in another way."""

    start: int
    end: int
    other: tuple[int, int] | None = None
    """Where the English text has it in another spelling."""


def stray_names(chinese: str, english: str) -> list[StrayName]:
    """The names in Latin letters that only the Chinese text has, each once.

    Short forms (Insta for Instagram), initials (ATM for automated teller machine) and small words are no such names.

    >>> stray_names("採購Nvida晶片與ATM", "Nvidia chips, automated teller machines")
    [StrayName(start=2, end=7, other=(0, 6))]
    >>> stray_names("Gregory Hart董事長", "The chairman")
    [StrayName(start=0, end=12, other=None)]
    """
    latin = set(map(str.casefold, LATIN_WORD.findall(chinese)))
    if not latin or not any(map(_may_be_name, latin - english_words(english))):
        return []  # as nearly always
    theirs = {folded(match[0]): match for match in reversed(list(LATIN_WORD.finditer(english)))}
    written_out = _RUN.sub(lambda run: " " * len(run[0]) if _initials(run[0]) in theirs else run[0], chinese)
    ours = {folded(match[0]): match for match in reversed(list(LATIN_WORD.finditer(written_out)))}
    new = sorted((match.start(), word) for word, match in ours.items() if word not in theirs)
    if len(new) > _MOST:
        return []
    candidates = [word for word, match in theirs.items() if word not in ours and _is_name(match[0])]
    squashed, initials = "".join(folded(word) for word in LATIN_WORD.findall(english)), _initials(english)
    found = []
    for start, word in new:
        match = ours[word]
        if not _is_name(match[0]) or word in squashed or _is_short_form(word, theirs):
            continue
        near = [other for other in candidates if is_near(word, other)]
        if near or not _is_acronym(match[0], initials):
            found.append(StrayName(start, match.end(), theirs[near[0]].span() if near else None))
    return list(_joined(found, chinese))


def _joined(names: Iterable[StrayName], text: str) -> Iterator[StrayName]:
    """Words without a counterpart that stand side by side are one name."""
    last: StrayName | None = None
    for name in names:
        if last and last.other is name.other is None and text[last.end : name.start] == " ":
            last = StrayName(last.start, name.end)
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _may_be_name(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isascii()


def _is_name(word: str) -> bool:
    return _may_be_name(word) and not word.islower()


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


def _initials(text: str) -> str:
    """The first letters of the words, small words aside: "hkma" for the Hong Kong Monetary Authority."""
    return "".join(word[0] for word in LATIN_WORD.findall(text.casefold()) if word not in _SMALL)


def _is_acronym(word: str, initials: str) -> bool:
    """Whether a word in capitals, or in capitals and others (CCyB), may be short for words of the other text."""
    capitals = "".join(letter for letter in word if letter.isupper())
    return word.isupper() or (len(capitals) > 1 and capitals.casefold() in initials)


def is_near(one: str, other: str) -> bool:
    """Whether two words differ by a letter, exchanged, put in, left out or swapped with the next; long ones by two.

    >>> is_near("nvida", "nvidia"), is_near("micorsoft", "microsoft"), is_near("ford", "fiat")
    (True, True, False)
    """
    allowed = 2 if min(len(one), len(other)) >= 8 else 1
    if abs(len(one) - len(other)) > allowed or len(set(one) ^ set(other)) > 2 * allowed:
        return False  # a letter that is exchanged is one less and one more
    return _distance(one, other) <= allowed


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
