"""Chinese in the wrong script: single characters, and words that a conversion by characters left half done."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from operator import ne
from typing import Any, NamedTuple

from audit.text.alternation import alternation
from audit.text.scripts import ChineseLocale, Script, only_in
from audit.text.tables import table

_CONFIGURATIONS = {"zh-TW": "s2tw", "zh-HK": "s2hk", "zh-CN": "t2s"}
"""What OpenCC calls the way to each locale. Characters change, words do not."""
_UNREADABLE = re.compile("([\0\ud800-\udfff]+)")
"""Where OpenCC stops, and halves of a pair, which it cannot take."""


class Stray(NamedTuple):
    """A place in the other script, and its right characters."""

    start: int
    end: int
    right: str


def strays(chinese: str, locale: ChineseLocale) -> list[Stray]:
    """Where a text that should be in the script of a locale is not, characters side by side as one.

    Characters that both scripts have count where they touch one that only the other has, or in words of a list.

    >>> strays("這份数据很重要。", "zh-TW")
    [Stray(start=2, end=4, right='數據')]
    >>> strays("三天之后他到了里斯本。", "zh-HK")
    [Stray(start=2, end=4, right='之後')]
    >>> strays("皇后在里斯本。", "zh-TW"), strays("皇后和干部都在后面。", "zh-CN")
    ([], [])
    """
    places = list(_changed(chinese, locale))
    covered = {at for place in places for at in range(place.start, place.end)}
    words = (word for word in _misconverted(chinese, locale) if covered.isdisjoint(range(word.start, word.end)))
    return sorted((*places, *words))


def has_strays(chinese: str, locale: ChineseLocale) -> bool:
    """Whether a text has any; quicker to ask where it has many.

    >>> has_strays("這份数据很重要。", "zh-TW"), has_strays("皇后在里斯本。", "zh-TW")
    (True, False)
    """
    foreign = _only_in(_other(locale))
    if foreign.search(chinese):
        right = converted(chinese, locale)
        if any(right[match.start()] != match[0] for match in foreign.finditer(chinese)):
            return True
    return any(True for _ in _misconverted(chinese, locale))


def _changed(chinese: str, locale: ChineseLocale) -> Iterator[Stray]:
    foreign = _only_in(_other(locale))
    if foreign.search(chinese):
        right = converted(chinese, locale)
        for match in re.finditer(b"\1+", bytes(map(ne, chinese, right))):
            if foreign.search(chinese, *match.span()):
                yield Stray(*match.span(), right[match.start() : match.end()])


@lru_cache(maxsize=64)
def converted(chinese: str, locale: ChineseLocale) -> str:
    """The text in the script of a locale, character for character, by OpenCC.

    >>> converted("头发和发展", "zh-HK"), converted("頭髮和發展\\0", "zh-CN")
    ('頭髮和發展', '头发和发展\\x00')
    >>> converted("頭髮\\ud800和", "zh-CN") == "头发\\ud800和"
    True
    """
    return "".join(
        part if _UNREADABLE.match(part) else _same_length(_converter(locale).convert, part)
        for part in _UNREADABLE.split(chinese)
    )


def _same_length(convert: Callable[[str], str], chinese: str) -> str:
    changed = convert(chinese)
    return changed if len(changed) == len(chinese) else "".join(convert(letter) or letter for letter in chinese)


def characters(chinese: str, locale: ChineseLocale) -> tuple[int, int]:
    """How many characters only the script of a locale has, and how many only the other.

    >>> characters("這份数据很重要。", "zh-TW")
    (1, 1)
    """
    own = _other("zh-TW" if locale == "zh-CN" else "zh-CN")
    return len(_only_in(own).findall(chinese)), len(_only_in(_other(locale)).findall(chinese))


def _other(locale: ChineseLocale) -> Script:
    """The script that is not that of the locale."""
    return "Hant" if locale == "zh-CN" else "Hans"


@cache
def _only_in(script: Script) -> re.Pattern[str]:
    """Any character that only one script has: some milliseconds to compile, but then ten times as quick as the set."""
    return re.compile(f"[{''.join(sorted(only_in(script)))}]")


def _misconverted(chinese: str, locale: ChineseLocale) -> Iterator[Stray]:
    if locale == "zh-CN":
        return
    pattern, right = _words()
    for match in pattern.finditer(chinese):
        yield Stray(*match.span(), right[match[0]])


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Any word of the list, the longest that there is, and what it should be."""
    right = {word: right for word, right in table("misconverted_words.tsv").items() if word != "misconverted"}
    return re.compile(alternation(sorted(right, key=len, reverse=True))), right


@cache
def _converter(locale: ChineseLocale) -> Any:
    import opencc

    return opencc.OpenCC(_CONFIGURATIONS[locale])
