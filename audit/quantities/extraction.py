"""Reads the quantities of a text in either language."""

from audit.model import Quantity
from audit.quantities.chinese import read_chinese
from audit.quantities.context import with_directions, with_periods
from audit.quantities.english import read_english
from audit.quantities.lexicon import fold


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order of its words.

    >>> [str(found.value) for found in quantities("人民幣19.691億元", "zh-TW")]
    ['1969100000']
    """
    found = read_chinese(text) if language.partition("-")[0] == "zh" else read_english(text)
    found = with_directions(found)
    return tuple(with_periods(sorted(found, key=lambda quantity: (quantity.start, quantity.end)), fold(text)))
