"""What an English text states: which figure, of what, for when."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from audit.model import Quantity
from audit.quantities.claims.precision import is_exact
from audit.quantities.extraction import quantities
from audit.text.alternation import alternation
from audit.text.tables import rows, table
from audit.text.words.stop import stop_words

MEASURED = {"money", "percent", "percentage point", "count", "measure"}
CALENDAR = {"year", "quarter", "half", "month", "date"}
_SENTENCE = re.compile(r"[.!?](?=\s|$)|[;\n]")
_TELLING = re.compile(r"\d(?:[\d,]*\d\.\d|\.\d\d|,\d|\d\d(?:\.\d| ?%))")
"""Digits enough to tell one figure from another; whole numbers under a thousand are too common, and years are none."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:(?<=\bin )|(?<=\bend of ))(?:19|20)\d\d\b", re.IGNORECASE)
"""What is surely a year."""
_BREAK = re.compile(r"[,:()—–]")
_WORD = re.compile(r"[A-Za-z][A-Za-z&'’-]+")
_COMPARED = re.compile(r"\b(?:compared|versus|against|than|vs|from|respectively|each|per)\b", re.IGNORECASE)


class Statement(Struct, frozen=True):
    """A figure with the words that say what it is the figure of."""

    quantity: Quantity
    subject: tuple[str, ...]
    """The words for what is measured, in their order, lower case."""
    when: frozenset[tuple[str, str]]
    """The years, quarters and months named in the sentence."""
    beside: tuple[Quantity, ...] = ()
    """Other figures that the sentence states of the same subject."""


def statements(text: str) -> Iterator[Statement]:
    """Yield what an English text states exactly, in one number each, of money or with another figure beside it.

    Comparisons with another time are left out, and so are sentences whose figures are too short to be told apart.

    >>> [found] = statements("Cloud revenue was RMB 785.9 million in Q4, compared with RMB 622 million.")
    >>> found.subject, found.quantity.text, set(found.when)
    (('cloud', 'revenue'), 'RMB 785.9 million', {('quarter', '4')})
    """
    if not _TELLING.search(text) or not any(_may_state(text, *sentence) for sentence in sentences_of(text)):
        return
    found = quantities(text, "en")
    for start, end, inside in by_sentence(text, found):
        if not _may_state(text, start, end):
            continue
        when = frozenset((quantity.kind, str(quantity.value)) for quantity in inside if quantity.kind in CALENDAR)
        for subject, chain in _chains(text, start, [quantity for quantity in inside if quantity.kind in MEASURED]):
            exact = [quantity for quantity in chain if is_exact(quantity)]
            for quantity in exact:
                yield Statement(quantity, subject, when, tuple(other for other in exact if other is not quantity))


def _may_state(text: str, start: int, end: int) -> bool:
    """Whether a sentence may state anything: most do not, and that is far quicker to see than its quantities."""
    if not _TELLING.search(text, start, end):
        return False
    pairs = pairwise(figures(text, start, end))
    beside = any(not _BREAK.search(text, one.end(), other.start()) for one, other in pairs)
    return beside or _money().search(text, start, end) is not None


def figures(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The numbers in digits of a part of a text, but for what are surely years.

    >>> [found[0] for found in figures("Sales of 1,200 in 2019, or 5.5%", 0, 31)]
    ['1,200', '5.5']
    """
    return [number for number in _NUMBER.finditer(text, start, end) if not _YEAR.match(text, number.start())]


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences and the parts between semicolons begin and end; every character is in one.

    >>> list(sentences_of("Up 5.5%. Costs fell; good."))
    [(0, 8), (8, 20), (20, 26), (26, 26)]
    """
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    return zip([0, *ends], [*ends, len(text)], strict=True)


def by_sentence(text: str, found: Sequence[Quantity]) -> Iterator[tuple[int, int, Sequence[Quantity]]]:
    """Where the sentences begin and end, each with its quantities; these are in the order of the text."""
    starts = [quantity.start for quantity in found]
    for start, end in sentences_of(text):
        yield start, end, found[bisect_left(starts, start) : bisect_left(starts, end)]


def _chains(text: str, start: int, measured: Sequence[Quantity]) -> Iterator[tuple[tuple[str, ...], list[Quantity]]]:
    """Figures in a row that share their subject: "profit rose by 5% to 20 million"; the sentence begins at `start`."""
    subject: tuple[str, ...] = ()
    chain: list[Quantity] = []
    for quantity in measured:
        between = text[start : quantity.start]
        start = quantity.end
        named = _subject(between)
        compared = quantity.role == "from" or _COMPARED.search(between)
        if chain and not named and not _BREAK.search(between) and not compared:
            chain.append(quantity)
            continue
        if chain:
            yield subject, chain
        subject, chain = named, [] if compared or not named else [quantity]
    if chain:
        yield subject, chain


def _subject(text: str) -> tuple[str, ...]:
    words = (word.lower() for word in _WORD.findall(_BREAK.split(text)[-1]))
    return tuple(word for word in words if word not in _other_words())


@cache
def _money() -> re.Pattern[str]:
    """What every amount of money has: a word or a sign for a currency."""
    cents = (row["forms"] for row in rows("english.tsv") if row["class"] in ("currency", "cents"))
    forms = "|".join((*(row["english"] for row in rows("currencies.tsv")), *cents))
    words = alternation(map(re.escape, filter(None, forms.split("|"))), "(?<![a-z]{})")
    return re.compile(f"(?:{words})(?![a-z])|[＄￥￡]", re.IGNORECASE)


@cache
def _other_words() -> frozenset[str]:
    rows = table("statement_words.tsv")
    return stop_words()["en"].union(*(words.split() for words in rows.values()))
