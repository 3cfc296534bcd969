"""Finds many terms at once, in the forms that English gives them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from audit.text.case import lower

_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile("[A-Za-z]{2,20}")
_IN_Y, _IN_IS = re.compile("(?i)(?:[^aeiou]y)$"), re.compile("(?i)[^i]is$")
_HISSING = re.compile("(?i)(?:s|x|z|ch|sh)$")
_SHORT = re.compile("(?:^|[^aeiou])[aeiou][bdglmnprt]$")
"""How words end that do more than take an ending."""
_PARTICLES = frozenset(["away", "back", "down", "in", "into", "off", "on", "out", "over", "through", "up"])
"""Last words of terms whose first word is the verb: carry out."""
_LONGEST_ENDING = 8


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


class _Form(NamedTuple):
    """A term as it is searched: up to where its forms part, then any of some endings."""

    term: int
    stem: str
    endings: frozenset[str]


class Terms:
    """Terms, ready to be found.

    >>> terms = Terms([Term("interest rate"), Term("interest rate swap"), Term("bank")])
    >>> terms.find("Interest-rate swaps help banks, not bankers.")
    [Place(term=1, start=0, end=19), Place(term=2, start=25, end=30)]
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._own = {lower(_spaced(term.text)) for term in terms}
        forms: dict[str, list[_Form]] = {}
        for number, term in enumerate(terms):
            for form in _forms(number, term):
                forms.setdefault(lower(form.stem), []).append(form)
        self._forms = list(forms.values())
        self._automaton = AhoCorasick(list(forms))

    def find(self, text: str) -> list[Place]:
        """The places of the terms in order, and of those that overlap, the longest; several where terms are alike."""
        return list(longest(self.find_overlapping(text)))

    def find_overlapping(self, text: str) -> list[Place]:
        """The places of all terms."""
        spaced, folded = _folded(text)
        try:
            found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate: no term holds one
            found = self._automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", folded), overlapping=True)
        places = []
        for index, start, end in found:
            is_inside = start > 0 and _latin(folded[start - 1]) and _latin(folded[start])
            for form in self._forms[index]:
                if not is_inside or self._terms[form.term].may_be_part:
                    whole = self._end(form, spaced, folded, start, end)
                    if whole is not None:
                        places.append(Place(form.term, start, whole))
        return places

    def _end(self, form: _Form, text: str, folded: str, start: int, end: int) -> int | None:
        """Where a term ends whose stem stands here, or None where it does not stand after all."""
        term = self._terms[form.term]
        if term.exact_case and text[start:end] != form.stem:
            return None
        if term.may_be_part:
            return end
        whole = end
        if _latin(folded[end - 1]):
            while whole < len(folded) and whole - end <= _LONGEST_ENDING and _latin(folded[whole]):
                whole += 1
        if folded[end:whole] not in form.endings:
            return None
        is_another = whole - start != len(term.text) and folded[start:whole] in self._own
        return None if is_another else whole


def _forms(number: int, term: Term) -> Iterator[_Form]:
    """How to search a term: its last word, or the verb before a particle, in every form.

    >>> [(form.stem, sorted(form.endings)) for form in _forms(0, Term("monetary policy"))]
    [('monetary polic', ['ied', 'ies', 'y', 'ying'])]
    """
    words = _spaced(term.text).split(" ")
    at = 0 if words[-1].lower() in _PARTICLES else len(words) - 1
    if term.is_inflected and not term.may_be_part and _WORD.fullmatch(words[at]):
        stem, endings = _inflected(words[at])
    else:
        stem, endings = words[at], frozenset([""])
    if at < len(words) - 1:
        yield from (_Form(number, " ".join([stem + ending, *words[1:]]), frozenset([""])) for ending in endings)
    elif phrase := " ".join([*words[:-1], stem]):
        yield _Form(number, phrase, endings)


def forms(term: Term) -> Iterator[str]:
    """A term in every form in which it is found.

    >>> list(forms(Term("carry out", is_inflected=False))), sorted(forms(Term("bank")))
    (['carry out'], ['bank', 'banked', 'banking', 'banks'])
    """
    return (form.stem + ending for form in _forms(0, term) for ending in form.endings)


@cache
def _inflected(word: str) -> tuple[str, frozenset[str]]:
    """What the forms of a word share, and their endings."""
    forms = {word, *_word_forms(word)}
    first, last = min(forms), max(forms)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return word[:same], frozenset(form[same:] for form in forms)


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


def _word_forms(word: str) -> set[str]:
    """The word in other forms; those that it does not have do no harm.

    >>> sorted(_word_forms("policy")), sorted(_word_forms("plan")), sorted(_word_forms("ETF"))
    (['policied', 'policies', 'policying'], ['planed', 'planing', 'planned', 'planning', 'plans'], ['ETFs'])
    """
    if _IN_Y.search(word):
        return {f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    if _IN_IS.search(word):
        return {f"{word[:-2]}es"}
    if _HISSING.search(word):
        return {f"{word}es", *_with_endings(word, word)}
    if word.endswith("e"):
        return {f"{word}s", f"{word}d", f"{word[:-1]}ing"}
    forms = {f"{word}s", *_with_endings(word, word)}
    if _SHORT.search(word):
        forms |= _with_endings(word, word + word[-1])
    return forms


def _with_endings(word: str, stem: str) -> set[str]:
    return set() if word.isupper() else {f"{stem}ed", f"{stem}ing"}


def _latin(character: str) -> bool:
    return character < "\u0250" and character.isalnum()


@lru_cache(maxsize=128)
def _folded(text: str) -> tuple[str, str]:
    """The text as it is searched, and that in lower case; checks of one segment ask in turn."""
    spaced = _spaced(text)
    return spaced, lower(spaced)


def _spaced(text: str) -> str:
    """The same with hyphens and odd blanks as spaces, each character in its place."""
    if text.isalnum():
        return text
    for blank in "-\u2010\u2011\u00a0\n\t":
        text = text.replace(blank, " ")
    return text.replace("’", "'")
