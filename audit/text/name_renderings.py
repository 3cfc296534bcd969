"""How a document writes each name of its English text in Chinese."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from audit.text.english_words import LATIN_WORD, english_words
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
    """What stands for each name that comes several times, in order: the name itself, or characters of its sound.

    Such characters are taken for the name only where every pair that has them has the name, and no other name fits.
    Names that are well known are left out, as they may have several good forms.

    >>> pairs = [("So Brian spoke.", "布萊恩發言。"), ("Thanks, Brian.", "感謝布賴恩。"), ("Is Brian in?", "Brian在?")]
    >>> {name: [found.text for found in places] for name, places in renderings(pairs).items()}
    {'Brian': ['布萊恩', '布賴恩', 'Brian']}
    """
    texts = [without_known_names(english) for english, _ in pairs]
    names = _names(texts)
    here = {number: present for number, text in enumerate(texts) if (present := _occurrences(text, names))}
    having: dict[str, set[int]] = defaultdict(set)
    for number, present in here.items():
        for name in present:
            having[name].add(number)
    repeated = {name for name, numbers in having.items() if sum(len(here[number][name]) for number in numbers) > 1}
    targets = {
        number: _targets(pairs[number][1], present)
        for number, present in here.items()
        if not repeated.isdisjoint(present)
    }
    owners = _owners(pairs, targets)
    found: dict[str, list[Rendering]] = defaultdict(list)
    for number, places_of in targets.items():
        english, chinese, present = texts[number], pairs[number][1], here[number]
        for name, places in places_of.items():
            sure = [place for place in sorted(places) if owners.get(chinese[slice(*place)], set()) <= having[name]]
            if name in repeated and len(sure) <= len(present[name]):
                found[name] += [
                    Rendering(number, source, target, chinese[slice(*target)], _neighbours(english, source, names))
                    for source, target in zip(present[name], sure, strict=False)
                ]
    return found


def ways(texts: Iterable[str]) -> Counter[str]:
    """The renderings that are really different, with their counts.

    What contains another is that one with a neighbour; characters that share little are perhaps no rendering at all.

    >>> ways(["史密斯", "史密斯利", "史密思", "Smith", "塞西"])
    Counter({'史密斯': 2, '史密思': 1, 'Smith': 1})
    """
    found: Counter[str] = Counter()
    for text in texts:
        known = next((way for way in found if way in text or text in way), None)
        han = [way for way in found if not way.isascii()]
        if known or text.isascii() or not han or any(alike(way, text) for way in han):
            found[known or text] += 1
    return found


def one_person(places: Sequence[Rendering]) -> bool:
    """Whether nothing beside the names tells that they are of different people, as in John Street and John Kennedy."""
    beside = [place.neighbours for place in places if place.neighbours]
    return all(one & other for one in beside for other in beside[:1])


def trimmed(places: Sequence[Rendering], chinese: Sequence[str]) -> list[Rendering]:
    """The renderings without a last character that begins the next word, where that makes one like the others.

    >>> places = [Rendering(0, (0, 4), (0, 3), "福特博"), Rendering(1, (0, 4), (0, 3), "福特法")]
    >>> [place.text for place in trimmed(places, ["福特博士说", "福特法官说"])]
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


def _names(texts: Sequence[str]) -> set[str]:
    """Words with a capital amid a sentence that the document never writes without one."""
    capital = {name for text in texts for name in _AMID.findall(text) if not name.isupper()}
    if not capital:
        return capital
    lower = {name.casefold(): name.lower() for name in capital}
    small = set[str]()
    for text in texts:
        if any(lower[word] in text for word in lower.keys() & english_words(text)):
            small.update(LATIN_WORD.findall(text))
    return {name for name in capital if name.lower() not in small and name.lower() not in stop_words()["en"]}


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


def _owners(
    pairs: Sequence[tuple[str, str]], targets: Mapping[int, Mapping[str, Sequence[Place]]]
) -> dict[str, set[int]]:
    """The pairs that have each run of characters that may stand for a name, where the names have several such."""
    of_names: dict[str, set[str]] = defaultdict(set)
    for number, places_of in targets.items():
        for name, places in places_of.items():
            of_names[name].update(pairs[number][1][slice(*place)] for place in places)
    runs = set[str]().union(*(texts for texts in of_names.values() if len(texts) > 1))
    owners: dict[str, set[int]] = defaultdict(set)
    for number, (_, chinese) in enumerate(pairs) if runs else ():
        for run in transliterations(chinese):
            if run[0] in runs:
                owners[run[0]].add(number)
    return owners


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
