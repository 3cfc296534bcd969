"""Well-known names, and their renderings in Chinese: countries, places, companies, organisations."""

import re
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from audit.text.case import lower
from audit.text.scripts import chinese_locale
from audit.text.tables import rows

_SURROGATE = re.compile("[\ud800-\udfff]")


class KnownName(Struct, frozen=True, eq=False):
    """A row of `audit/data/names.tsv`: the forms of a name, the usual one first."""

    kind: str
    """country, place, company or organisation; none for words in which a name seems to stand."""
    english: tuple[str, ...]
    simplified: tuple[str, ...]
    traditional: tuple[str, ...]
    loose: tuple[str, ...]
    """What may stand for the name, and for other things as well."""

    def is_in(self, text: str) -> bool:
        """Whether any form of it, even a loose one, stands in the text.

        >>> [name] = known_names("Nvidia")
        >>> name.is_in("輝達成長"), name.is_in("NVIDIA成長"), name.is_in("英特爾成長")
        (True, True, False)
        """
        han, long, short = _forms(self)
        if any(form in text for form in han) or any(_is_word(form, text) for form in short):
            return True
        small = lower(text)
        return any(_is_word(form, small) for form in long)

    def rendering(self, like: str) -> str:
        """The usual Chinese form, in the script of a Chinese text.

        >>> [name] = known_names("Nvidia")
        >>> name.rendering("淨利潤"), name.rendering("净利润")
        ('輝達', '英伟达')
        """
        return (self.simplified if chinese_locale(like) == "zh-CN" else self.traditional)[0]


def known_names(text: str) -> dict[KnownName, tuple[int, int]]:
    """The well-known names of a text, in either language, each with the place where it comes first.

    >>> {name.english[0]: place for name, place in known_names("From Indonesia to 法國").items()}
    {'Indonesia': (5, 14), 'France': (18, 20)}
    """
    found: dict[KnownName, tuple[int, int]] = {}
    for name, place in _all(text):
        found.setdefault(name, place)
    return found


def without_known_names(text: str) -> str:
    """The text with every well-known name blanked, all else in its place.

    >>> without_known_names("Morgan Stanley and Morgan")
    '               and Morgan'
    """
    if not (known := _all(text)):
        return text
    pieces, end = [], 0
    for _, (start, stop) in known:
        pieces += [text[end:start], " " * (stop - start)]
        end = stop
    return "".join([*pieces, text[end:]])


@lru_cache(maxsize=4096)
def _all(text: str) -> tuple[tuple[KnownName, tuple[int, int]], ...]:
    """Remembered for as many texts as a document has, since checks of a segment and of the document ask in turn."""
    automaton, owners = _automaton()
    try:
        matches = automaton.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # a lone surrogate: no name holds one
        matches = automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", text))
    if not matches:
        return ()
    return tuple((owners[pattern], (start, end)) for pattern, start, end in matches if _stands_alone(text, start, end))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or figure goes on beside a word in Latin letters."""
    return not text[start].isascii() or not (_goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1]))


def _goes_on(beside: str) -> bool:
    return beside.isascii() and beside.isalnum()


@cache
def _forms(name: KnownName) -> tuple[list[str], list[str], list[str]]:
    """All forms: in Chinese, in Latin letters in lower case, and short ones, such as US, only as they are written."""
    latin = [form for form in (*name.english, *name.loose) if form[0].isascii()]
    han = [form for form in (*name.simplified, *name.traditional, *name.loose) if not form[0].isascii()]
    return han, [form.lower() for form in latin if len(form) > 3], [form for form in latin if len(form) <= 3]


def _is_word(form: str, text: str) -> bool:
    """Whether a form in Latin letters stands somewhere with no such letter beside it."""
    at = text.find(form)
    while at >= 0:
        beside = text[at - 1 : at] + text[at + len(form) : at + len(form) + 1]
        if not any(letter.isascii() and letter.isalpha() for letter in beside):
            return True
        at = text.find(form, at + 1)
    return False


@cache
def _automaton() -> tuple[Any, list[KnownName]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    owners: dict[str, KnownName] = {}
    for name in map(_name, rows("names.tsv")):
        owners |= dict.fromkeys((*name.english, *name.simplified, *name.traditional), name)
    return AhoCorasick(list(owners), matchkind=MatchKind.LeftmostLongest), list(owners.values())


def _name(row: dict[str, str]) -> KnownName:
    """A row; the forms that end in a question mark are the loose ones."""
    kind, *columns = row.values()
    forms = [column.split("|") for column in columns]
    english, simplified, traditional = (tuple(form for form in column if form[-1] != "?") for column in forms)
    loose = tuple({form[:-1]: None for column in forms for form in column if form[-1] == "?"})
    return KnownName(kind, english, simplified, traditional, loose)
