"""Chinese written in one script, whichever it came in."""

import re
from functools import cache, lru_cache
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which OpenCC cannot take."""


@lru_cache(maxsize=128)
def simplified(text: str) -> str:
    """The text in Simplified characters, by OpenCC's `t2s`: characters change, words do not.

    >>> simplified("乾淨的營收")
    '干净的营收'
    """
    return str(_converter().convert(_SURROGATE.sub("\ufffd", text)))


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
