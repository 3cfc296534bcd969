"""Which script a text is in: English or Chinese, and which Chinese."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, Literal, get_args

from audit.text.tables import table

Language = Literal["en", "zh"]
ChineseLocale = Literal["zh-TW", "zh-CN", "zh-HK"]
Script = Literal["Hans", "Hant"]
SCRIPTS: tuple[Script, ...] = get_args(Script)
LOCALES: tuple[ChineseLocale, ...] = get_args(ChineseLocale)
_LOCALES: dict[str | None, ChineseLocale] = {locale: locale for locale in LOCALES}

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Han letters as a class of a regular expression, without the compatibility forms."""
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""Latin letters likewise; the signs × and ÷ stand among them."""
AT_ONCE = 256
"""Texts that are gone through together."""
_SPOKEN: dict[str, Language] = {"en": "en", "eng": "en", "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh"}
_HAN = HAN + "\uf900-\ufaff"
_LATIN = LATIN + "\uff21-\uff3a\uff41-\uff5a"
_HAN_LETTERS = re.compile(f"[{_HAN}]+")
_LATIN_LETTERS = re.compile(f"[{_LATIN}]+")
_LAST_PLAIN = "\x7f"
_PLAIN = re.compile(f"[\0-{_LAST_PLAIN}]+")
_NO_PLAIN_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha() and chr(code) not in " \t\n\r")
"""What stands neither in words without accents nor between them."""
_ALIKE = bytes(ord("a") if chr(code).isalpha() else ord(" ") for code in range(128)) + bytes(128)
"""Makes one letter of all letters, and one space of all spaces, so that both can be counted."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_LATIN_WORD = re.compile(rf"[{_LATIN}][^\s\u3000-\u303f\uff00-\uff20{_HAN}]*")


def han_share(text: str) -> float:
    """The share of Han characters among all letters; 0 where there are no letters.

    >>> han_share("營收成長"), han_share("AI 時代"), han_share("2023: 5%")
    (1.0, 0.5, 0.0)
    """
    letters = sum(map(str.isalpha, text))
    han = _covered(_HAN_LETTERS, text)
    return min(1.0, han / letters) if letters else 0.0  # Python may not know the newest Han letters as letters


def language(text: str) -> Language | None:
    """The language that the script of most words shows; None for figures, marks and other scripts.

    A Han character weighs as much as a Latin word, so names left in Latin letters do not hide a Chinese sentence.

    >>> language("感謝 Brian Gong 的提問"), language("Our CEO, Mr. Zou (鄒濤)"), language("10%"), language("Привет")
    ('zh', 'en', None, None)
    """
    han = len(text) - len(_HAN_LETTERS.sub("", text))  # in half the time that it takes to add them up
    if han and 2 * han >= len(text):  # as nearly always: whatever the rest is, it is less
        return "zh"
    if not han and 2 * len(_LATIN_LETTERS.sub("", text)) < len(text):
        return "en"
    return Letters([text]).language([text])


class Letters:
    """The letters of texts, counted: they tell the language of the texts, and the locale of Chinese ones.

    >>> letters = Letters(["淨利潤", "Revenue"])
    >>> letters.update(Letters(["質素"]))
    >>> letters.language([]), letters.clues
    ('zh', Counter({'Hant': 3, 'zh-HK': 1, 'Hans': 0}))
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._plain = self._fewest = 0
        self._others: Counter[str] = Counter()
        self._regional: Counter[str] = Counter()
        self.add(texts)

    def add(self, texts: Iterable[str]) -> None:
        """Count those of more texts."""
        for text in _joined(texts):
            plain = (" " + text).encode("ascii", "ignore")
            letters = plain.translate(_ALIKE, _NO_PLAIN_LETTERS)
            self._fewest += letters.count(b" a")
            self._plain += letters.count(b"a")
            others = _PLAIN.sub("", text) if 2 * len(plain) > len(text) else text
            self._others.update(others)
            if _HAN_LETTERS.search(others):
                self._regional.update(_homes(text))

    def update(self, more: "Letters") -> None:
        """Count those that were counted elsewhere, too."""
        self._plain, self._fewest = self._plain + more._plain, self._fewest + more._fewest
        self._others.update(more._others)
        self._regional.update(more._regional)

    def language(self, texts: Iterable[str]) -> Language | None:
        """The language of these texts, of which the letters are: words are counted only where letters do not tell."""
        others = [(letter, count) for letter, count in self._others.items() if letter > _LAST_PLAIN]
        han = sum(count for letter, count in others if _HAN_LETTERS.match(letter))
        latin = self._plain + sum(count for letter, count in others if _LATIN_LETTERS.match(letter))
        letters = self._plain + sum(count for letter, count in others if letter.isalpha())
        if letters - han - latin > han + latin or not han + latin:
            return None
        if han >= latin:  # there are no more words than letters
            return "zh"
        if han < self._fewest or han < sum(1 for text in _joined(texts) for _ in _LATIN_WORD.finditer(text)):
            return "en"
        return "zh"

    @property
    def clues(self) -> Counter[str]:
        """How many characters and words have one home only; sums of such counts tell of the texts together."""
        clues = Counter(self._regional)
        for script in SCRIPTS:
            clues[script] = sum(self._others[letter] for letter in self._others.keys() & only_in(script))
        return clues


def spoken(tag: str) -> Language | None:
    """The language that a tag (BCP 47, or the like with an underscore) names, if it is one of the two.

    >>> spoken("en_US"), spoken("zh-Hant-TW"), spoken("yue"), spoken("fr")
    ('en', 'zh', 'zh', None)
    """
    return _SPOKEN.get(re.split("[-_]", tag, maxsplit=1)[0].lower())


def known_locale(tag: str | None) -> ChineseLocale | None:
    """The locale of that very tag, if it is one of ours.

    >>> known_locale("zh-TW"), known_locale("zh")
    ('zh-TW', None)
    """
    return _LOCALES.get(tag)


def chinese_locale(text: str) -> ChineseLocale | None:
    """Where the Chinese of a text is at home; None without a character that only one script has.

    Traditional Chinese is taken for zh-TW unless more of its words belong to Hong Kong.

    >>> chinese_locale("净利润增长"), chinese_locale("淨利潤成長"), chinese_locale("質素遠勝以往,盈利達3億港元")
    ('zh-CN', 'zh-TW', 'zh-HK')
    >>> chinese_locale("大家好") is None
    True
    """
    return locale_by(Letters([text]).clues)


def locale_by(clues: Counter[str]) -> ChineseLocale | None:
    """Where a text with these clues is at home."""
    if not clues["Hans"] and not clues["Hant"]:
        return None
    if clues["Hans"] > clues["Hant"]:
        return "zh-CN"
    return "zh-HK" if clues["zh-HK"] > clues["zh-TW"] else "zh-TW"


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """Many texts at a time, which is quicker than one by one; no letter or word goes over the end of a text."""
    left = iter(texts)
    while some := list(islice(left, AT_ONCE)):
        yield "\n".join(some)


def _covered(letters: re.Pattern[str], text: str) -> int:
    """How many characters match; a list of them would take eight times the memory of a long text."""
    return sum(match.end() - match.start() for match in letters.finditer(text))


def _homes(text: str) -> list[str]:
    """The home of each word that has one only."""
    words, homes = _regional()
    try:
        found = words.find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:  # a lone surrogate: no word holds one
        found = words.find_matches_as_indexes(_SURROGATE.sub("\ufffd", text), overlapping=True)
    return [homes[word] for word, _, _ in found]


@cache
def _regional() -> tuple[Any, list[str]]:
    from ahocorasick_rs import AhoCorasick

    homes = {word: home for home in ("zh-HK", "zh-TW") for word in table("region_words.tsv")[home].split()}
    return AhoCorasick(list(homes)), list(homes.values())


@cache
def only_in(script: Script) -> frozenset[str]:
    """The characters that only one script has; a set, for a regular expression of thousands is slow to compile.

    >>> sorted(only_in("Hans").intersection("這份数据很重要。"))
    ['数']
    """
    return frozenset(table("one_script_characters.tsv")[script])
