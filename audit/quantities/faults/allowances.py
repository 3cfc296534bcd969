"""What translators may leave out or add without a fault, because the other text says it in words."""

import re
from functools import lru_cache

from audit.quantities.atoms import Atom
from audit.quantities.context import mentions
from audit.quantities.folding import fold

_YEAR = re.compile(
    r"\b(?:the|this|last|next|previous|following|prior|past|current|coming|same|that|a|each|every|one|of) year\b"
    r"|year[- ]end|annual report"
    r"|翌年|年内|年初|年底|全年|去年|今年|明年|当年|同年|年中|本年|次年|前年|上年|年末|上一年|下一年|年度报告"
)

_RELATIVE = re.compile(
    _YEAR.pattern.replace("年初|年底|", "").replace("|年末", "").replace("|年中", "").replace("|year[- ]end", "")
)
_NEXT = re.compile(r"\b(?:the (?:following|next) year|(?:a|one) year later)\b|翌年|次年|隔年|一年[后後]")
_DASHED, _AFTER_DASH = re.compile(r"[-–]\d"), re.compile(r"\d[-–.]")
_QUARTER_TO = re.compile(r"\b(?:March|June|September|December)[- ](?:\d{4} )?quarter\b")
"""A quarter by its last month, which may be the first or the third of a year."""
_NONE = re.compile(r"\b(?:no|none|not|without|nobody|nothing|never|cannot)\b|n't\b|[没沒無无未零]", re.IGNORECASE)
"""What may tell a zero."""
_BAND = re.compile(r"\b(low|mid|high)[- ](?:to[- ](mid|high)[- ])?(single[- ]digit|teen|double[- ]digit|[2-9]0)s?\b")
_LOWEST, _HIGHEST = {"low": 0, "mid": 3, "high": 6}, {"low": 3, "mid": 7, "high": 9}
"""Of ten, the part that such words name: mid-teens are 13 to 17."""
_LETTER, _WORD = re.compile("[A-Za-z]"), re.compile(r"[A-Za-z]+|\d+")
_NEARBY = 0.3
"""How far apart the two may stand, as a share of their texts."""


def allowed(atom: Atom, text: str, other: str, target_side: bool = True) -> bool:
    """Whether the other text needs no such figure: it is easily left out, or named in words, "the year" for 2018年.

    >>> from audit.model import Quantity
    >>> year = Quantity(kind="year", value=2018, text="2018年")
    >>> allowed(Atom(year, "year", 2018, 2018), "2018年開局繁忙", "a busy start")
    False
    """
    if not atom.hard or _copied(atom, other) or (atom.value == 0 and (_of_a_row(atom, text) or mentions(_NONE, other))):
        return True
    if atom.kind == "month":
        return _QUARTER_TO.match(text, atom.quantity.start) is not None
    if atom.kind == "percent" and not isinstance(atom.value, str):
        value = atom.value
        return any(least <= value <= most for least, most in _bands(other))
    if atom.kind == "quarter":
        return mentions(_QUARTER_TO, other)
    if atom.kind != "year":
        return False
    folded = fold(other)
    if isinstance(atom.value, int) and str(atom.value - 1) in other and _NEXT.search(folded):
        return True  # 2016年……翌年
    place = atom.quantity.start / max(1, len(text))
    pattern = _YEAR if target_side else _RELATIVE
    return any(abs(match.start() / len(other) - place) <= _NEARBY for match in pattern.finditer(folded))


@lru_cache(maxsize=64)
def _bands(text: str) -> tuple[tuple[int, int], ...]:
    """Shares named in words, as least and most: mid-teens, a low single-digit rate."""
    return tuple(
        (_tens(named) + _LOWEST[low], _tens(named) + _HIGHEST[high or low])
        for low, high, named in _BAND.findall(text.casefold())
    )


def _tens(named: str) -> int:
    """Where a band begins: a single digit, teens or double digits, 30."""
    if named.isdigit():
        return int(named)
    return 0 if named.startswith("single") else 10


def _copied(atom: Atom, other: str) -> bool:
    """Whether the other text has the very words, as names are left as they are: Big Ten, UHD-4K, 1 Jan 2007."""
    words = atom.quantity.text
    if not words.isascii() or not _LETTER.search(words) or not _latin_words(other).issuperset(_WORD.findall(words)):
        return False
    return _stands_in(words, other)


@lru_cache(maxsize=256)
def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(words)}(?![\w.,]?\d|[A-Za-z])", text) is not None


@lru_cache(maxsize=64)
def _latin_words(text: str) -> frozenset[str]:
    """Remembered, since every figure of the other text is looked for."""
    return frozenset(_WORD.findall(text))


def _of_a_row(atom: Atom, text: str) -> bool:
    """Whether a zero belongs to a score or version: 0-3 may be told as 三連敗, 3-0 as 三戰全勝, and 2.0.0 as 2.0."""
    start, end = atom.quantity.start, atom.quantity.end
    return bool(_DASHED.match(text, end) or _AFTER_DASH.fullmatch(text[max(0, start - 2) : start]))
