"""Words of Chinese text, which has no spaces between them."""

import warnings
from collections.abc import Sequence
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.text.words.dictionary import Dictionary

UNLISTED = 0.5
"""How often a word was met that the dictionary does not list: less than once."""


def words(text: str) -> list[str]:
    """The words of a text as jieba cuts it, without the spaces. Its dictionary is of Simplified Chinese.

    >>> words("公司营收增长了13.5%。")
    ['公司', '营收', '增长', '了', '13.5%', '。']
    """
    return [word for word in _cutter().cut(text) if not word.isspace()]


def words_by_line(text: str) -> list[list[str]]:
    """The same of each line, by the dictionary that is loaded anyway: jieba's own takes most of a second and 47 MB.

    For one short text after the other it takes twice as long.

    >>> words_by_line("公司营收\\n增长了")
    [['公司', '营收'], ['增长', '了']]
    """
    found: list[list[str]] = [[]]
    for word in _dictionary().cut_with_unlisted(text):
        if word == "\n":
            found.append([])
        elif not word.isspace():
            found[-1].append(word)
    return found


def listed_words(text: str) -> list[str]:
    """The words of a text as the dictionary alone cuts it: what it does not list falls into single characters.

    >>> listed_words("特博士来了")
    ['特', '博士', '来', '了']
    """
    return list(_dictionary().cut(text))


def rarity(word: str) -> float:
    """How seldom a word was met in what the dictionary was made from: minus the logarithm of its share.

    >>> rarity("的") < rarity("博士") < rarity("特博")
    True
    """
    return log(_dictionary().total / (_count(word) or UNLISTED))


def is_word(text: str) -> bool:
    """Whether the dictionary of jieba has a word of Simplified Chinese.

    >>> is_word("博士"), is_word("特博")
    (True, False)
    """
    return bool(_count(text))


def beginnings(pairs: Sequence[str]) -> list[bool]:
    """Whether a word of that dictionary begins with each of these pairs of characters.

    >>> beginnings(["特博", "博士", "韦斯"])
    [False, True, True]
    """
    return _dictionary().begin(pairs)


@lru_cache(maxsize=1 << 14)
def _count(word: str) -> int | None:
    return _dictionary().count(word)


def _dictionary() -> "Dictionary":
    from audit.text.words.dictionary import dictionary  # loads numpy

    return dictionary()


@cache
def _cutter() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about escapes in its old source
        import jieba
    cutter = jieba.Tokenizer()
    # As its own `initialize`, but without the cache in a folder that anyone on the machine may write to.
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    return cutter
