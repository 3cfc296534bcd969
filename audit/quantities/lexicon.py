"""The words that numbers are made of, read from the tables in `audit/data`.

The tables hold folded words; text is folded before it is searched, and every offset stays true.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from audit.quantities.finders import han_finder, latin_finder
from audit.quantities.folding import fold
from audit.quantities.han_characters import PERIODS, ends_time
from audit.text.tables import rows

Meanings = dict[str, str]
"""What a word may mean: class to value, as in the tables."""


class Word(Struct, frozen=True, gc=False):
    """A word of the lexicon at its place."""

    means: Meanings
    start: int
    end: int


_BESIDE, _ENGLISH, _CHINESE = "beside a numeral", "anywhere in English", "anywhere in Chinese"


@cache
def _classes(place: str) -> frozenset[str]:
    """Classes of words that count beside a numeral, or wherever they stand."""
    return frozenset(row["class"] for row in rows("word_classes.tsv") if row[place] == "1")


class Lexicon:
    """The words of one language: the free ones found all at once, the others looked up beside a numeral."""

    def __init__(self, language: str) -> None:
        self.english = language == "english"
        entries = _entries(language)
        anywhere = _classes(_ENGLISH if self.english else _CHINESE)
        free = {form: means for form, means in entries.items() if not anywhere.isdisjoint(means)}
        self._free = list(free.values())
        self._timed = {index for index, form in enumerate(free) if form[0] in PERIODS}
        self._find = latin_finder(list(free)) if self.english else han_finder(list(free))
        self._near = {form: means for form, means in entries.items() if not _classes(_BESIDE).isdisjoint(means)}
        self._last_after: tuple[str, int, Word | None] = ("", -1, None)
        self._last_before: tuple[str, int, Word | None] = ("", -1, None)
        behind = {form: means for form, means in self._near.items() if form[0] not in PERIODS or "period" not in means}
        self._after = _by_word(behind, self._head)
        self._before = _by_word(self._near, self._tail)

    def _head(self, form: str) -> str:
        match = _LETTERS.match(form) if self.english else None
        return match[0] if match else form[0]

    def _tail(self, form: str) -> str:
        match = _LAST_LETTERS.search(form) if self.english else None
        return match[0] if match else form[-1]

    def free(self, folded: str) -> list[Word]:
        """Every free word, in order, none overlapping another."""
        means, found = self._free, self._find(folded)
        if not self.english:
            return [
                Word(means[index], start, end)
                for index, start, end in found
                if index not in self._timed or not ends_time(folded, start)
            ]
        return [
            Word(means[index], start, end)
            for index, start, end in found
            if folded[start - 1 : start] not in _JOINED
            and folded[end : end + 1] not in (_DIGITS if folded[end - 1] in _DIGITS else _LATIN)
        ]

    def has(self, form: str, kind: str) -> bool:
        """Whether a word beside numerals belongs to a class."""
        means = self._near.get(form)
        return means is not None and kind in means

    def direction(self, form: str) -> str | None:
        """up or down, for a verb of change."""
        means = self._near.get(form)
        return means.get("up") if means else None

    def bound(self, form: str) -> str | None:
        """What a word such as "nearly" says of a value."""
        means = self._near.get(form)
        return means.get("bound") if means else None

    def after(self, folded: str, at: int) -> Word | None:
        """The longest word that starts here, spaces or a hyphen aside; asked of the same place again and again."""
        text, place, word = self._last_after
        if place != at or text is not folded:
            word = self._find_after(folded, at)
            self._last_after = folded, at, word
        return word

    def before(self, folded: str, at: int) -> Word | None:
        """The longest word that ends here, spaces or a hyphen aside."""
        text, place, word = self._last_before
        if place != at or text is not folded:
            word = self._find_before(folded, at)
            self._last_before = folded, at, word
        return word

    def _find_after(self, folded: str, at: int) -> Word | None:
        if self.english:
            match = _NEXT.match(folded, at)
            head, at = (match[1], match.start(1)) if match else ("", at)
        else:
            head = folded[at : at + 1]
            while head and head in _GAP:
                at += 1
                head = folded[at : at + 1]
        near = self._after.get(head)
        if near is None:
            return None
        alone, longer = near
        if longer and folded.startswith(longer, at):
            for form in longer:
                end = at + len(form)
                if folded.startswith(form, at) and (folded[end : end + 1] not in _LATIN or form[-1] not in _LATIN):
                    return Word(self._near[form], at, end)
        end = at + len(head)
        if alone is None or (folded[end : end + 1] in _LATIN and head[-1] in _LATIN):
            return None
        return Word(alone, at, end)

    def _find_before(self, folded: str, at: int) -> Word | None:
        while at and folded[at - 1] in _GAP:
            at -= 1
        if self.english:
            tail = folded[max(0, at - _LONGEST) : at].rpartition(" ")[2]
            near = self._before.get(tail)
            if near is None and not (tail.isalpha() and tail.isascii()):
                letters = _LAST_LETTERS.search(tail)
                tail = letters[0] if letters else tail[-1:]
                near = self._before.get(tail)
        else:
            tail = folded[at - 1 : at]
            near = self._before.get(tail)
        if near is None:
            return None
        alone, longer = near
        if longer and folded.endswith(longer, 0, at):
            for form in longer:
                start = at - len(form)
                if folded.endswith(form, 0, at) and (folded[start - 1 : start] not in _LATIN or form[0] not in _LATIN):
                    return Word(self._near[form], start, at)
        start = at - len(tail)
        if alone is None or (folded[start - 1 : start] in _LATIN and tail[0] in _LATIN):
            return None
        return Word(alone, start, at)


def _by_word(
    forms: Mapping[str, Meanings], key: Callable[[str], str]
) -> dict[str, tuple[Meanings | None, tuple[str, ...]]]:
    """Under each key what it means by itself, and the longer forms, the longest first."""
    found: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(key(form), []).append(form)
    return {name: (forms.get(name), tuple(form for form in like if form != name)) for name, like in found.items()}


_GAP, _LONGEST = " +\u2011-", 24
_DIGITS = frozenset("0123456789")
_LETTERS = re.compile(r"[a-z]+")
_NEXT = re.compile(rf"[{_GAP}]*([a-z]+|[^{_GAP}])")
_LAST_LETTERS = re.compile(r"[a-z]+\Z")


def _entries(language: str) -> dict[str, Meanings]:
    entries: dict[str, Meanings] = {}
    for row in rows(f"{language}.tsv"):
        for form in filter(None, row["forms"].split("|")):
            entries.setdefault(fold(form), {})[row["class"]] = row["value"]
    for kind, table, name in (("currency", "currencies.tsv", "code"), ("unit", "units.tsv", "unit")):
        for row in rows(table):
            forms = row["english"] + "|" + row["chinese"] if language == "chinese" else row["english"]
            for form in filter(None, forms.split("|")):
                entries.setdefault(fold(form), {}).setdefault(kind, row[name])
    return entries


_LATIN = frozenset(filter(str.isalpha, map(chr, range(0x250))))
"""Beside a word that ends in one of these, another makes it a part of a longer word; Han letters do not."""

_JOINED = _LATIN | {"_"}  # H_eight, with the letter of the keyboard marked


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of "english" or "chinese", built when first needed."""
    return Lexicon(language)
