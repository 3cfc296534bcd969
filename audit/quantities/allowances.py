"""What translators may leave out or add without a fault, because the other text says it in words."""

import re

from audit.quantities.atoms import Atom
from audit.quantities.lexicon import fold

_YEAR = re.compile(
    r"\b(?:the|this|last|next|previous|following|prior|past|current|coming|same|that|a|each|every|one|of) year\b|year[- ]end|annual report"
    r"|翌年|年内|年初|年底|全年|去年|今年|明年|当年|同年|年中|本年|次年|前年|上年|年末|上一年|下一年|年度报告"
)


def named_in_words(atom: Atom, other: str) -> bool:
    """Whether the other text names in words what this one gives as a figure: "the year" for 2018年.

    >>> from audit.model import Quantity
    >>> named_in_words(Atom(Quantity(kind="year", value=2018), "year", 2018), "a busy start of the year")
    True
    """
    return atom.kind == "year" and _YEAR.search(fold(other)) is not None
