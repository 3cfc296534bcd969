"""Numerals in English words: a hundred and twenty, two point five million."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from audit.quantities.english.numbers import scaled
from audit.quantities.lexicon import Word, lexicon
from audit.quantities.numerals import Number, shifted

_AND = {" ", "-", " and ", ", ", "-and-"}


def word_numbers(folded: str, words: list[Word]) -> Iterator[Number]:
    """Read numerals in words among lexicon words.

    >>> words = lexicon("english").free("one hundred and five thousand")
    >>> [number.value for number in word_numbers("one hundred and five thousand", words)]
    [105000]
    """
    index = 0
    while index < len(words):
        means = words[index].means
        if "digit" in means or "tens" in means or "dozen" in means:
            number, index = _word_number(folded, words, index)
            yield number
        else:
            index += 1


def _word_number(folded: str, words: list[Word], index: int) -> tuple[Number, int]:
    start, end = words[index].start, words[index].end
    total = current = 0
    last = ""
    while index < len(words):
        word = words[index]
        kind = next((kind for kind in ("digit", "tens", "hundred", "dozen") if kind in word.means), None)
        if kind is None or (last and not _continues(folded, end, last, kind, word)):
            break
        if kind == "digit" and int(word.means[kind]) == 1000:  # a thousand
            total += 1000
        elif kind in ("digit", "tens"):
            current += int(word.means[kind])
        else:
            current = (current or 1) * (100 if kind == "hundred" else int(word.means[kind]))
        last, end, index = _size(word) if kind == "digit" else kind, word.end, index + 1
        after = lexicon("english").after(folded, end)
        while after and "scale" in after.means and folded[end : after.start] in (" ", "-"):
            scale = 10 ** int(after.means["scale"])
            total, current = total + current * scale if current else total * scale, 0
            last, end = "scale", after.end
            after = lexicon("english").after(folded, end)
    if folded.startswith(_OHS, end) and (oh := _OH.match(folded, end)):
        return Number(current * 100 + int(_NAMES[oh[1]]), start, oh.end(), "", "words"), index + 1
    value = total + current
    vague = last == "dozen" and current == 12
    point = _POINT.match(folded, end)
    if point:
        return _with_decimals(folded, Number(value, start, end, "", "words"), point), index + point[0].count(" ") - 1
    return Number(value, start, end, "", "words", total > 0, vague=vague), index


def _size(digit: Word) -> str:
    """What sort of number a word is: five, twelve, or "a hundred"."""
    value = int(digit.means["digit"])
    return "digit" if value < 10 else "teen" if value < 100 else "hundred" if value < 1000 else "scale"


def _continues(folded: str, end: int, last: str, kind: str, word: Word) -> bool:
    gap = folded[end : word.start]
    if gap not in _AND or (gap == ", " and last != "scale"):
        return False
    if kind == "digit":
        small = int(word.means["digit"]) < 10
        if "and" in gap and last not in ("hundred", "scale"):
            return False
        if gap == " " and last != "tens" and folded.startswith("-", word.end):  # a hundred two-bedroom flats
            return False
        return (last == "tens" and small) or last in ("hundred", "scale")
    if kind == "tens":
        return last in ("hundred", "scale")
    return "and" not in gap and last in ("digit", "teen", "tens")


_POINT = re.compile(r" point(?: (?:zero|oh|one|two|three|four|five|six|seven|eight|nine))+")
_NAMES = {
    name: str(n)
    for n, name in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
} | {"oh": "0"}
_OHS = (" oh", "-oh")
_OH = re.compile(rf"[ -]oh[ -]({'|'.join(name for name in _NAMES if name not in ('zero', 'oh'))})(?![a-z])")
"""Number one-oh-eight, in nineteen-oh-five."""


def _with_decimals(folded: str, number: Number, point: re.Match[str]) -> Number:
    digits = "".join(_NAMES[name] for name in point[0].split()[1:])
    value = shifted(f"{number.value}.{digits}")
    return scaled(folded, replace(number, value=value, end=point.end()))
