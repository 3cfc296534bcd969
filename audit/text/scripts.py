"""Which script a text is in: English or Chinese, and which Chinese."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Literal, get_args

from audit.text.tables import table

Language = Literal["en", "zh"]
ChineseLocale = Literal["zh-TW", "zh-CN", "zh-HK"]
Script = Literal["Hans", "Hant"]
LOCALES: tuple[ChineseLocale, ...] = get_args(ChineseLocale)
_LOCALES: dict[str | None, ChineseLocale] = {locale: locale for locale in LOCALES}

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Han letters as a class of a regular expression, without the compatibility forms."""
LATIN = "A-Za-z\u00c0-\u024f"
"""Latin letters likewise."""
_SPOKEN: dict[str, Language] = {"en": "en", "eng": "en", "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh"}
_HAN = HAN + "\uf900-\ufaff"
_LATIN = LATIN + "\uff21-\uff3a\uff41-\uff5a"
_HAN_LETTERS = re.compile(f"[{_HAN}]+")
_LATIN_LETTERS = re.compile(f"[{_LATIN}]+")
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
    return language_of([text])


def language_of(texts: Iterable[str]) -> Language | None:
    """The same for many texts together, of which one after the other is looked at.

    >>> language_of(["營收成長", "Our CEO, Mr. Zou"])
    'zh'
    """
    han = latin = letters = words = 0
    for text in _joined(texts):
        han += _covered(_HAN_LETTERS, text)
        latin += _covered(_LATIN_LETTERS, text)
        letters += sum(map(str.isalpha, text))
        words += sum(1 for _ in _LATIN_WORD.finditer(text))
    others = letters - han - latin
    if others > han + latin or not han + latin:
        return None
    return "zh" if han >= words else "en"


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
    return locale_by(locale_clues([text]))


def locale_clues(texts: Iterable[str]) -> Counter[str]:
    """How many characters and words of many texts have one home only; sums of such counts tell of the texts together.

    >>> locale_by(locale_clues(["净利润"]) + locale_clues(["增长"]))
    'zh-CN'
    """
    clues: Counter[str] = Counter()
    words = {place: table("region_words.tsv")[place].split() for place in ("zh-HK", "zh-TW")}
    for text in _joined(texts):
        clues["Hans"] += _count(text, "Hans")
        clues["Hant"] += _count(text, "Hant")
        for place, ours in words.items():
            clues[place] += sum(map(text.count, ours))
    return clues


def locale_by(clues: Counter[str]) -> ChineseLocale | None:
    """Where a text with these clues is at home."""
    if not clues["Hans"] and not clues["Hant"]:
        return None
    if clues["Hans"] > clues["Hant"]:
        return "zh-CN"
    return "zh-HK" if clues["zh-HK"] > clues["zh-TW"] else "zh-TW"


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """Some hundred texts at a time, which is quicker than one by one; no letter or word goes over the end of a text."""
    left = iter(texts)
    while some := list(islice(left, 256)):
        yield "\n".join(some)


def _covered(letters: re.Pattern[str], text: str) -> int:
    """How many characters match; a list of them would take eight times the memory of a long text."""
    return sum(match.end() - match.start() for match in letters.finditer(text))


def _count(text: str, script: Script) -> int:
    return sum(map(only_in(script).__contains__, text))


@cache
def only_in(script: Script) -> frozenset[str]:
    """The characters that only one script has; a set, for a regular expression of thousands is slow to compile.

    >>> sorted(only_in("Hans").intersection("這份数据很重要。"))
    ['数']
    """
    return frozenset(table("one_script_characters.tsv")[script])
