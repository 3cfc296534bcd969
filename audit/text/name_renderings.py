"""How a document writes each name of its English text in Chinese."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from audit.text.english_words import LATIN_WORD
from audit.text.known_names import without_known_names
from audit.text.scripts import LATIN
from audit.text.simplified import simplified
from audit.text.stop_words import stop_words
from audit.text.transliterations import alike, initials, transliterations
from audit.text.words import is_word

Place = tuple[int, int]

_AMID = re.compile(rf" (?<=[a-z,] )([A-Z][{LATIN}]{{2,39}})(?![{LATIN}])")
_CAPITAL = re.compile(rf"[A-Z](?<![{LATIN}][A-Z])[{LATIN}]{{2,39}}(?![{LATIN}])")
"""A word that may be a name."""
_FOLLOWING = re.compile(rf" ([A-Z][{LATIN}]+)")
_GLOSS = re.compile(r"[(（][^()（）]{0,80}[)）]")


class Rendering(Struct, frozen=True):
    """A name and what stands for it, in the pair of that number."""

    pair: int
    source: Place
    target: Place
    text: str
    neighbours: frozenset[str] = frozenset()
    """The names beside it: a first name or a surname, as a rule."""


def renderings(pairs: Sequence[tuple[str, str]]) -> dict[str, list[Rendering]]:
    """What stands for each name that is not always written alike, in order: the name, or its sound in characters.

    Such characters are taken for the name only where every pair that has them has the name, and no other name fits.
    Names that are well known are left out: they may have several good forms. The text itself is not kept meanwhile.

    >>> pairs = [("So Brian spoke.", "布萊恩發言。"), ("Thanks, Brian.", "感謝布賴恩。"), ("Is Brian in?", "Brian在?")]
    >>> {name: [found.text for found in places] for name, places in renderings(pairs).items()}
    {'Brian': ['布萊恩', '布賴恩', 'Brian']}
    """
    names = _names(pairs)
    found_in = (_occurrences(without_known_names(english), names) for english, _ in (pairs if names else ()))
    numbers = array("L", (number for number, present in enumerate(found_in) if present))
    theirs = _theirs(pairs, names, numbers)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for name, found in _rendered(pairs, names, numbers, theirs):
        _add(kinds[name], found.text)
    several: dict[str, list[Rendering]] = {name: [] for name, known in kinds.items() if len(known) > 1}
    for name, found in _rendered(pairs, names, numbers, theirs) if several else ():
        if name in several:
            several[name].append(found)
    return several


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


def _names(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """Words with a capital amid a sentence that the document never writes without one."""
    capital = {
        name
        for english, _ in pairs
        for name in _AMID.findall(without_known_names(english))
        if not name.isupper() and name.lower() not in stop_words()["en"]
    }
    lower = {name.lower() for name in capital}
    small = {
        word
        for english, _ in (pairs if capital else ())
        for word in LATIN_WORD.findall(without_known_names(english))
        if word in lower
    }
    return {name for name in capital if name.lower() not in small}


def _occurrences(text: str, names: set[str]) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for match in _CAPITAL.finditer(text) if names else ():
        if match[0] in names:
            places.setdefault(match[0], []).append(match.span())
    return places


def _neighbours(text: str, place: Place, names: set[str]) -> frozenset[str]:
    before = LATIN_WORD.findall(text[max(0, place[0] - 41) : place[0]])
    beside = {word for word in before[-1:] if word in names and text[: place[0]].endswith(f"{word} ")}
    if following := _FOLLOWING.match(text, place[1]):
        beside.add(following[1])
    return frozenset(beside)


def _present(
    pairs: Sequence[tuple[str, str]], names: set[str], numbers: Iterable[int]
) -> Iterator[tuple[int, dict[str, list[Place]], dict[str, list[Place]]]]:
    """The number of each of these pairs, with the places of its names, and of what may stand for each."""
    for number in numbers:
        english, chinese = pairs[number]
        present = _occurrences(without_known_names(english), names)
        yield number, present, _targets(chinese, present)


def _rendered(
    pairs: Sequence[tuple[str, str]], names: set[str], numbers: Iterable[int], theirs: Container[tuple[str, str]]
) -> Iterator[tuple[str, Rendering]]:
    """Each name with what stands for it, where that is sure."""
    for number, present, targets in _present(pairs, names, numbers):
        english, chinese = pairs[number]
        for name, places in targets.items():
            sure = [place for place in sorted(places) if (name, chinese[slice(*place)]) in theirs]
            if len(sure) <= len(present[name]):
                for source, target in zip(present[name], sure, strict=False):
                    beside = _neighbours(without_known_names(english), source, names)
                    yield name, Rendering(number, source, target, chinese[slice(*target)], beside)


def _theirs(pairs: Sequence[tuple[str, str]], names: set[str], numbers: Iterable[int]) -> set[tuple[str, str]]:
    """The names with what may stand for them, where every pair that has this has the name."""
    theirs = {
        (name, pairs[number][1][slice(*place)])
        for number, _, targets in _present(pairs, names, numbers)
        for name, places in targets.items()
        for place in places
    }
    owners: dict[str, set[str]] = defaultdict(set)
    for name, text in theirs:
        owners[text].add(name)
    for english, chinese in pairs if theirs else ():
        if found := owners.keys() & {run[0] for run in transliterations(chinese)}:
            present = _occurrences(without_known_names(english), names)
            theirs -= {(name, text) for text in found for name in owners[text] if name not in present}
    return theirs


def _targets(text: str, present: Mapping[str, Sequence[Place]]) -> dict[str, list[Place]]:
    """Where each name may stand in a Chinese text: in Latin letters, a gloss in brackets aside, or by its sound."""
    places: dict[str, list[Place]] = defaultdict(list)
    bare = _GLOSS.sub(lambda gloss: " " * len(gloss[0]), text)
    for match in LATIN_WORD.finditer(bare):
        if match[0] in present:
            places[match[0]].append(match.span())
    rest: dict[str, list[str]] = defaultdict(list)
    for name in present:
        if len(places[name]) < len(present[name]):
            rest[name[0].lower()].append(name)
    for run in transliterations(bare):
        fits = [name for letter in initials(run[0]) for name in rest[letter][:2]]
        if len(fits) == 1:
            places[fits[0]].append(run.span())
    return places
