"""Words with several senses: what their Chinese would be in a sense that is not meant.

The table `senses.tsv` has words of finance, business and computing whose sense the field, or the words beside them,
make plain, such as default beside loan, with the Chinese of a sense that it then cannot have.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from audit.text.simplified import simplified
from audit.text.tables import rows
from audit.text.terminology.english_words import NeededWords
from audit.text.terminology.terms import Place, Term, Terms

NEAR = 60
"""How many characters may lie between a word and the one that shows its sense."""

_Role = tuple[int, str]
"""The number of a sense, and the column in which it has a word."""


class WrongSense(Struct, frozen=True):
    """A word of the English text and the Chinese of another sense that stands in the translation."""

    english: tuple[int, int]
    chinese: tuple[int, int]
    usual: str
    """What is usual for the sense that is meant, in the script of the translation."""


class _Sense(Struct, frozen=True):
    """A row of the table; the Chinese in Simplified characters, but for what is usual in Traditional ones."""

    wrong: tuple[str, ...]
    right: tuple[str, ...]
    usual: str


def wrong_senses(english: str, chinese: str) -> Iterator[WrongSense]:
    """Yield the words whose rendering is that of a sense which is not meant: as many as there are.

    A word is judged where fewer of its right renderings stand in the translation than the word comes in the source,
    and no other English word accounts for the rendering.

    >>> [found] = wrong_senses("Borrowers may default on a loan.", "借款人可能會默認貸款。")
    >>> found.english, found.chinese, found.usual
    ((14, 21), (6, 8), '違約')
    >>> list(wrong_senses("The default setting", "默认设置")), list(wrong_senses("A loan in default", "違約貸款"))
    ([], [])
    """
    meant = _meant(english)
    folded = simplified(chinese) if meant else ""
    if len(folded) != len(chinese):
        return
    for number, places in meant.items():
        sense = _table()[2][number]
        unrendered = len(places) - sum(map(folded.count, sense.right))
        wrong = sorted((at, len(word)) for word in sense.wrong for at in _places(word, folded))
        for place, (at, length) in zip(places[-unrendered:] if unrendered > 0 else (), wrong, strict=False):
            usual = sense.right[0] if folded == chinese else sense.usual
            yield WrongSense((place.start, place.end), (at, at + length), usual)


def _meant(english: str) -> dict[int, list[Place]]:
    """The words that have a sense of the table here, by its number."""
    if not _judged().are_in(english):
        return {}
    terms, roles, _ = _table()
    found: dict[_Role, list[Place]] = defaultdict(list)
    for place in terms.find_overlapping(english):
        for role in roles[place.term]:
            found[role].append(place)
    meant = {}
    for (number, part), places in found.items():
        if part == "english" and (number, "unless") not in found:
            if (number, "beside") in _needed():
                beside = found.get((number, "beside"), [])
                places = [place for place in places if any(_near(place, other) for other in beside)]
            if places:
                meant[number] = places
    return meant


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _near(one: Place, other: Place) -> bool:
    return 0 < max(other.start - one.end, one.start - other.end) <= NEAR


@cache
def _table() -> tuple[Terms, list[list[_Role]], list[_Sense]]:
    """All English words as terms, for each the senses and roles that it has in them, and the senses."""
    owners: dict[str, list[_Role]] = defaultdict(list)
    senses = []
    for number, row in enumerate(rows("senses.tsv")):
        for role in ("english", "beside", "unless"):
            for word in filter(None, row.get(role, "").split("|")):
                owners[word].append((number, role))
        wrong, right = (tuple(simplified(row[column]).split("|")) for column in ("wrong", "right"))
        senses.append(_Sense(wrong, right, row["right"].partition("|")[0]))
    terms = Terms([Term(word, exact_case=word.isupper()) for word in owners])
    return terms, list(owners.values()), senses


@cache
def _judged() -> NeededWords:
    """The words that are judged, without those that only show the sense of others, which are common."""
    return NeededWords(word for row in rows("senses.tsv") for word in row["english"].split("|"))


@cache
def _needed() -> frozenset[_Role]:
    """The senses that only the words beside tell."""
    return frozenset(role for owned in _table()[1] for role in owned if role[1] == "beside")
