"""Finds many terms at once, in the forms that English gives them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile("[A-Za-z]{2,}")
_LONGEST = 20
"""Letters of a word beyond which it is not inflected."""


class Term(NamedTuple):
    """A term to look for."""

    text: str
    exact_case: bool = False
    is_inflected: bool = True
    """Whether its English plural and its forms in -ed and -ing count as well."""
    may_be_part: bool = False
    """Whether it counts inside a longer word, too; in Chinese, where no word shows its ends, it always does."""


class Place(NamedTuple):
    """Where a term stands, by its number."""

    term: int
    start: int
    end: int


class Terms:
    """Terms, ready to be found; of terms that overlap, the longest is.

    >>> terms = Terms([Term("interest rate"), Term("interest rate swap"), Term("bank")])
    >>> terms.find("Interest-rate swaps help banks, not bankers.")
    [Place(term=1, start=0, end=19), Place(term=2, start=25, end=30)]
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        forms: dict[str, dict[int, str]] = {}
        for number, term in enumerate(terms):
            if form := _spaced(term.text):
                forms.setdefault(_lower(form), {}).setdefault(number, form)
        own = set(forms)
        for number, term in enumerate(terms):
            for form in inflections(_spaced(term.text)) if term.is_inflected else ():
                if _lower(form) not in own:
                    forms.setdefault(_lower(form), {}).setdefault(number, form)
        self._forms = [tuple(meant.items()) for meant in forms.values()]
        self._automaton = AhoCorasick(list(forms))

    def find(self, text: str) -> list[Place]:
        """The places of the terms in order; several at one place where terms share a form."""
        spaced = _spaced(text)
        folded = _lower(spaced)
        try:
            found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate: no term holds one
            found = self._automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", folded), overlapping=True)
        if not found:
            return []
        places = [
            Place(number, start, end)
            for index, start, end in found
            for number, form in self._forms[index]
            if self._fits(number, form, spaced, start, end)
        ]
        return list(longest(places))

    def _fits(self, number: int, form: str, text: str, start: int, end: int) -> bool:
        term = self._terms[number]
        if term.exact_case and text[start:end] != form:
            return False
        return term.may_be_part or _is_whole(text, start, end)


def longest(places: Iterable[Place]) -> Iterator[Place]:
    """Of places that overlap, the first to begin, and of those the longest.

    >>> list(longest([Place(0, 2, 4), Place(1, 0, 3), Place(2, 0, 4)]))
    [Place(term=2, start=0, end=4)]
    """
    last = (-1, 0)
    for place in sorted(places, key=lambda place: (place.start, -place.end, place.term)):
        if place.start >= last[1] or (place.start, place.end) == last:
            last = place.start, place.end
            yield place


def inflections(phrase: str) -> Iterator[str]:
    """The phrase with its last word, or its first, in another form; forms that no word has do no harm.

    >>> sorted(inflections("carry out"))
    ['carried out', 'carries out', 'carry outed', 'carry outing', 'carry outs', 'carrying out']
    >>> "currency" in set(inflections("currencies"))
    True
    """
    words = phrase.split(" ")
    for place in {0, len(words) - 1}:
        if _WORD.fullmatch(words[place]) and len(words[place]) <= _LONGEST:
            for form in _word_forms(words[place]):
                yield " ".join([*words[:place], form, *words[place + 1 :]])


def _word_forms(word: str) -> set[str]:
    if re.search("(?i)(?:[^aeiou]y)$", word):
        return {f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    if re.search("(?i)(?:s|x|z|ch|sh)$", word):
        return {f"{word}es", *_with_endings(word, word), *_singulars(word)}
    if word.endswith("e"):
        return {f"{word}s", f"{word}d", f"{word[:-1]}ing"}
    forms = {f"{word}s", *_with_endings(word, word)}
    if re.search("(?:^|[^aeiou])[aeiou][bdglmnprt]$", word):
        forms |= _with_endings(word, word + word[-1])
    return forms


def _with_endings(word: str, stem: str) -> set[str]:
    return set() if word.isupper() else {f"{stem}ed", f"{stem}ing"}


def _singulars(word: str) -> set[str]:
    """What the word may be the plural of."""
    if re.search("(?i)(?:ss|us|is)$", word) or not word.lower().endswith("s"):
        return {f"{word[:-2]}es"} if word.lower().endswith("is") else set()
    if word.endswith("ies") and len(word) > 4:
        return {f"{word[:-3]}y"}
    if re.search("(?:s|x|z|ch|sh)es$", word):
        return {word[:-2], word[:-1]}
    return {word[:-1]}


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a word in Latin letters is not part of a longer one; Han letters beside it do not count."""
    if start and _latin(text[start]) and _latin(text[start - 1]):
        return False
    return not (end < len(text) and _latin(text[end - 1]) and _latin(text[end]))


def _latin(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def _spaced(text: str) -> str:
    """The same with hyphens and odd blanks as spaces, each character in its place."""
    for blank in "-\u2010\u2011\u00a0\n\t":
        text = text.replace(blank, " ")
    return text.replace("’", "'")


def _lower(text: str) -> str:
    """The same in lower case, each character in its place.

    >>> _lower("İX")
    'İx'
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(min(letter.lower(), letter, key=len) for letter in text)
