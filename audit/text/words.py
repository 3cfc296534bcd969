"""Words of Chinese text, which has no spaces between them."""

import warnings
from functools import cache
from typing import Any


def words(text: str) -> list[str]:
    """The words of a text as jieba cuts it, without the spaces. Its dictionary is of Simplified Chinese.

    >>> words("公司营收增长了13.5%。")
    ['公司', '营收', '增长', '了', '13.5%', '。']
    """
    return [word for word in _cutter().cut(text) if not word.isspace()]


def is_word(text: str) -> bool:
    """Whether the dictionary of jieba has a word of Simplified Chinese.

    >>> is_word("博士"), is_word("特博")
    (True, False)
    """
    return bool(_cutter().FREQ.get(text, 0))


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
