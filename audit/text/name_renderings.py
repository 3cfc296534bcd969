"""How a document writes each name of its English text in Chinese."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from audit.text.english_words import LATIN_WORD
from audit.text.known_names import without_known_names
from audit.text.name_places import Named, Place, capitals, occurrences, targets
from audit.text.scripts import LATIN
from audit.text.simplified import simplified
from audit.text.small_words import without_capital
from audit.text.transliterations import alike
from audit.text.words import is_word

_FOLLOWING = re.compile(rf" ([A-Z][{LATIN}]+)")


class Rendering(Struct, frozen=True):
    """A name and what stands for it, in the pair of that number."""

    pair: int
    source: Place
    target: Place
    text: str
    neighbours: frozenset[str] = frozenset()
    """The names beside it: a first name or a surname, as a rule."""


def renderings(
    pairs: Sequence[tuple[str, str]], english: Iterable[str], said: Iterable[tuple[int, Named]]
) -> dict[str, list[Rendering]]:
    """What stands for each name that is not always written alike, in order: the name, or its sound in characters.

    Such characters are taken for the name only where every pair that has them has the name, and no other name fits.
    `english` is that of all pairs, gone through once at most, and `said` what is known of them by number, gone through
    several times: so few pairs are read.

    >>> from audit.text.name_places import named
    >>> pairs = [("So Brian spoke.", "布萊恩發言。"), ("Thanks, Brian.", "感謝布賴恩。"), ("Is Brian in?", "Brian在?")]
    >>> said = [(number, named(*pair)) for number, pair in enumerate(pairs)]
    >>> {name: [found.text for found in places] for name, places in renderings(pairs, next(zip(*pairs)), said).items()}
    {'Brian': ['布萊恩', '布賴恩', 'Brian']}
    """
    names, numbers = _names(pairs, english, said)
    theirs = _theirs(pairs, said, names, numbers)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[Rendering]] = defaultdict(list)
    for name, found in _rendered(pairs, names, theirs):
        _add(kinds[name], found.text)
        places[name].append(found)
    return {name: places[name] for name, known in kinds.items() if len(known) > 1}


def ways(texts: Iterable[str]) -> Counter[str]:
    """The renderings that are really different, with their counts.

    What contains another is that one with a neighbour; characters that share little are perhaps no rendering at all.

    >>> ways(["史密斯", "史密斯利", "史密思", "Smith", "塞西"])
    Counter({'史密斯': 2, '史密思': 1, 'Smith': 1})
    """
    found: Counter[str] = Counter()
    for text in texts:
        _add(found, text)
    return found


def _add(found: Counter[str], text: str) -> None:
    known = next((way for way in found if way in text or text in way), None)
    han = [way for way in found if not way.isascii()]
    if known or text.isascii() or not han or any(alike(way, text) for way in han):
        found[known or text] += 1


def one_person(places: Sequence[Rendering]) -> bool:
    """Whether nothing beside the names tells that they are of different people, as in John Street and John Kennedy."""
    beside = [place.neighbours for place in places if place.neighbours]
    return all(one & other for one in beside for other in beside[:1])


def trimmed(places: Sequence[Rendering], chinese: Mapping[int, str]) -> list[Rendering]:
    """The renderings without a last character that begins the next word, where that makes one like the others.

    >>> places = [Rendering(0, (0, 4), (0, 3), "福特博"), Rendering(1, (0, 4), (0, 3), "福特法")]
    >>> [place.text for place in trimmed(places, {0: "福特博士说", 1: "福特法官说"})]
    ['福特', '福特']
    """
    counts = Counter(place.text[:end] for place in places for end in (None, -1))
    return [
        Rendering(place.pair, place.source, (start, end - 1), place.text[:-1], place.neighbours)
        if end - start > 2
        and counts[place.text] == 1
        and counts[place.text[:-1]] > 1
        and is_word(simplified(chinese[place.pair][end - 1 : end + 1]))
        else place
        for place in places
        for start, end in [place.target]
    ]


def _names(
    pairs: Sequence[tuple[str, str]], english: Iterable[str], said: Iterable[tuple[int, Named]]
) -> tuple[set[str], Sequence[int]]:
    """The numbers of the pairs with a name that may have several renderings, and the names that stand there.

    A name is a word with a capital amid a sentence that the document never writes without one.
    """
    amid: set[str] = set()
    texts: dict[str, set[str]] = defaultdict(set)
    for _, one in said:
        amid.update(one.amid)
        for name, text in one.rendered:
            texts[name].add(text)
    several = {name for name in amid & texts.keys() if len(texts[name]) > 1}
    with_them = (
        number for number, one in (said if several else ()) if any(name in several for name, _ in one.rendered)
    )
    numbers = array("L", with_them)
    words = {word for number in numbers for word in capitals(pairs[number][0]) if word in amid}
    small = without_capital(english, {word.lower() for word in words})
    return {word for word in words if word.lower() not in small}, numbers


def _neighbours(text: str, place: Place, names: Container[str]) -> frozenset[str]:
    before = LATIN_WORD.findall(text[max(0, place[0] - 41) : place[0]])
    beside = {word for word in before[-1:] if word in names and text[: place[0]].endswith(f"{word} ")}
    if following := _FOLLOWING.match(text, place[1]):
        beside.add(following[1])
    return frozenset(beside)


def _present(
    pairs: Sequence[tuple[str, str]], names: Container[str], numbers: Iterable[int]
) -> Iterator[tuple[int, dict[str, list[Place]], dict[str, list[Place]]]]:
    """The number of each of these pairs, with the places of its names, and of what may stand for each."""
    for number in numbers:
        english, chinese = pairs[number]
        present = occurrences(english, names)
        yield number, present, targets(chinese, present)


def _rendered(
    pairs: Sequence[tuple[str, str]], names: Container[str], theirs: Mapping[tuple[str, str], Iterable[int]]
) -> Iterator[tuple[str, Rendering]]:
    """Each name with what stands for it, where that is sure."""
    numbers = sorted(set(chain.from_iterable(theirs.values())))
    for number, present, found in _present(pairs, names, numbers):
        english, chinese = pairs[number]
        for name, places in found.items():
            sure = [place for place in sorted(places) if (name, chinese[slice(*place)]) in theirs]
            if len(sure) <= len(present[name]):
                for source, target in zip(present[name], sure, strict=False):
                    beside = _neighbours(without_known_names(english), source, names)
                    yield name, Rendering(number, source, target, chinese[slice(*target)], beside)


def _theirs(
    pairs: Sequence[tuple[str, str]], said: Iterable[tuple[int, Named]], names: Container[str], numbers: Iterable[int]
) -> dict[tuple[str, str], list[int]]:
    """The names with what may stand for them, where every pair that has this has the name: the numbers of the pairs.

    Names for which only one thing may stand are left out.
    """
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, _, targeted in _present(pairs, names, numbers):
        for name, places in targeted.items():
            for place in places:
                found[name, pairs[number][1][slice(*place)]].append(number)
    texts = Counter(name for name, _ in found)
    theirs = {rendered: where for rendered, where in found.items() if texts[rendered[0]] > 1}
    owners: dict[str, set[str]] = defaultdict(set)
    for name, text in theirs:
        owners[text].add(name)
    for number, one in said if theirs else ():
        for text in owners.keys() & one.sounds:
            present = occurrences(pairs[number][0], names)
            for name in owners[text]:
                if name not in present:
                    theirs.pop((name, text), None)
    return theirs
