"""How a document writes each name of its English text in Chinese."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from msgspec import Struct

from audit.text.names.known import without_known_names
from audit.text.names.places import Named, Place, capitals, occurrences, targets
from audit.text.names.small_words import without_capital
from audit.text.names.transliterations import alike
from audit.text.scripts import LATIN
from audit.text.simplified import simplified
from audit.text.terminology.english_words import LATIN_WORD
from audit.text.words.chinese import is_word

_FOLLOWING = re.compile(rf" ([A-Z][{LATIN}]+)")


class Present(Struct, frozen=True, array_like=True):
    """Where the names of the pair of that number stand, and what may stand for each: its place and its words."""

    pair: int
    names: dict[str, list[Place]]
    targets: dict[str, list[tuple[Place, str]]]


class Rendering(Struct, frozen=True):
    """A name and what stands for it, in the pair of that number."""

    pair: int
    source: Place
    target: Place
    text: str
    neighbours: frozenset[str] = frozenset()
    """The names beside it: a first name or a surname, as a rule."""


def renderings(
    pairs: Sequence[tuple[str, str]],
    english: Iterable[str],
    said: Iterable[tuple[int, Named]],
    keep: Callable[[Iterable[Present], type[Present]], Sequence[Present]] = lambda items, _: list(items),
) -> dict[str, list[Rendering]]:
    """What stands for each name that is not always written alike, in order: the name, or its sound in characters.

    Such characters are taken for the name only where every pair that has them has the name, and no other name fits.
    `english` is that of all pairs, gone through once at most, and `said` what is known of them by number, gone through
    several times: so few pairs are read. `keep` holds what is found in these, which may be much.

    >>> from audit.text.names.places import named
    >>> pairs = [("So Brian spoke.", "布萊恩發言。"), ("Thanks, Brian.", "感謝布賴恩。"), ("Is Brian in?", "Brian在?")]
    >>> said = [(number, named(*pair)) for number, pair in enumerate(pairs)]
    >>> {name: [found.text for found in places] for name, places in renderings(pairs, next(zip(*pairs)), said).items()}
    {'Brian': ['布萊恩', '布賴恩', 'Brian']}
    """
    names, numbers = _names(pairs, english, said)
    present = keep(_present(pairs, names, numbers), Present)
    theirs = _theirs(pairs, said, names, present)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for name, _, _, (_, text) in _rendered(present, theirs):
        _add(kinds[name], text)
    several: dict[str, list[Rendering]] = {name: [] for name, known in kinds.items() if len(known) > 1}
    for name, number, source, (target, text) in _rendered(present, theirs) if several else ():
        if name in several:
            beside = _neighbours(without_known_names(pairs[number][0]), source, names)
            several[name].append(Rendering(number, source, target, text, beside))
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


def _names(
    pairs: Sequence[tuple[str, str]], english: Iterable[str], said: Iterable[tuple[int, Named]]
) -> tuple[set[str], Sequence[int]]:
    """The numbers of the pairs with a name that may have several renderings, and the names that stand there.

    A name is a word with a capital amid a sentence that the document never writes without one. It must come twice.
    """
    amid: set[str] = set()
    texts: dict[str, set[str]] = defaultdict(set)
    having: dict[str, array[int]] = defaultdict(partial(array, "L"))
    for number, one in said:
        amid.update(one.amid)
        for name, text in one.rendered:
            texts[name].add(text)
            numbers = having[name]
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    several = (name for name in amid & texts.keys() if len(texts[name]) > 1)
    twice = (name for name in several if len(having[name]) > 1 or pairs[having[name][0]][0].count(name) > 1)
    wanted = sorted(set(chain.from_iterable(map(having.__getitem__, twice))))
    words = {word for number in wanted for word in capitals(pairs[number][0]) if word in amid}
    small = without_capital(english, {word.lower() for word in words})
    return {word for word in words if word.lower() not in small}, wanted


def _neighbours(text: str, place: Place, names: Container[str]) -> frozenset[str]:
    before = LATIN_WORD.findall(text[max(0, place[0] - 41) : place[0]])
    beside = {word for word in before[-1:] if word in names and text[: place[0]].endswith(f"{word} ")}
    if following := _FOLLOWING.match(text, place[1]):
        beside.add(following[1])
    return frozenset(beside)


def _present(pairs: Sequence[tuple[str, str]], names: Container[str], numbers: Iterable[int]) -> Iterator[Present]:
    """What there is of names in each of these pairs."""
    for number in numbers:
        english, chinese = pairs[number]
        here = occurrences(english, names)
        found = targets(chinese, here)
        told = {name: [(place, chinese[slice(*place)]) for place in places] for name, places in found.items()}
        yield Present(number, here, told)


def _rendered(
    present: Iterable[Present], theirs: Container[tuple[str, str]]
) -> Iterator[tuple[str, int, Place, tuple[Place, str]]]:
    """Each name with the number of its pair, its place, and what stands for it, where that is sure."""
    for one in present:
        for name, found in one.targets.items():
            sure = [target for target in sorted(found) if (name, target[1]) in theirs]
            if len(sure) <= len(one.names[name]):
                for source, target in zip(one.names[name], sure, strict=False):
                    yield name, one.pair, source, target


def _theirs(
    pairs: Sequence[tuple[str, str]],
    said: Iterable[tuple[int, Named]],
    names: Container[str],
    present: Iterable[Present],
) -> set[tuple[str, str]]:
    """The names with what may stand for them, where every pair that has this has the name.

    Names for which only one thing may stand are left out.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for name, found in (target for one in present for target in one.targets.items()):
        for _, text in found:
            owners[text].add(name)
    several = Counter(name for own in owners.values() for name in own)
    owners = {text: kept for text, own in owners.items() if (kept := {name for name in own if several[name] > 1})}
    for number, one in said if owners else ():
        if sounds := owners.keys() & one.sounds:
            here = occurrences(pairs[number][0], names)
            for text in sounds:
                owners[text] = {name for name in owners[text] if name in here}
                if not owners[text]:  # as will soon be so with most
                    del owners[text]
    return {(name, text) for text, own in owners.items() for name in own}
