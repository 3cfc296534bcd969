"""One pass over a text, and the words that mean the same in both languages."""

import re
from typing import Any

from audit.model import Exact, Quantity
from audit.quantities.folding import fold
from audit.quantities.lexicon import Word, lexicon
from audit.text.literals import without_literals

_BRACKETED = re.compile(r"\((\d[\d,.]*)\)")
"""An amount in brackets as accounts write it: HK$(56.7) million."""
_CURRENCIES = ("$", "€", "£", "¥", "rmb", "hkd", "usd", "cny")
_SCALE = re.compile(r" ?(?:thousand|million|billion|trillion|cents?\b|[千万亿百][^分]|[港美]?仙)")
_EACH_NAMED = re.compile(r" (?:[^\s,.;:]+ ){1,8}and ")
"""What follows in "both Hong Kong and Macau", where nothing is counted."""
_BASES = {"year-over-year": "year", "quarter-over-quarter": "quarter", "month-over-month": "month"}


def noted(kind: str, value: Exact | str, text: str, start: int, end: int, **facts: Any) -> Quantity:
    """The quantity that stands at [start, end) of a text."""
    return Quantity(kind=kind, value=value, start=start, end=end, text=text[start:end], **facts)


def _without_brackets(figure: re.Match[str]) -> str:
    """The figure alone, where a currency stands before it or a scale behind it."""
    before = figure.string[max(0, figure.start() - 4) : figure.start()].rstrip()
    amount = before.endswith(_CURRENCIES) or _SCALE.match(figure.string, figure.end())
    return f" {figure[1]} " if amount else figure[0]


class Reading:
    """A text being read; `found` grows as its quantities are noted."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.folded = text, fold(without_literals(text))
        plain = _BRACKETED.sub(_without_brackets, self.folded) if "(" in self.folded else self.folded
        self.bracketed = plain != self.folded
        self.folded = plain
        self.words = lexicon(language)
        self.free = self.words.free(self.folded)
        self.found: list[Quantity] = []

    def add(self, kind: str, value: Exact | str, start: int, end: int, **facts: Any) -> int:
        """Note a quantity; returns its end."""
        self.found.append(Quantity(kind=kind, value=value, start=start, end=end, text=self.text[start:end], **facts))
        return end

    def plain_word(self, word: Word) -> int:
        """Note what a free word says by itself; 0 where it says nothing."""
        means, start, end = word.means, word.start, word.end
        if "relative" in means:
            value, unit = means["relative"].split()
            return self.add("relative time", int(value), start, end, unit=unit)
        if "period" in means:
            return self.add("relative time", -1, start, end, unit=_BASES[means["period"]], period=means["period"])
        if "quarterly" in means:
            return self.add("quarter", int(means["quarterly"]), start, end)
        if "both" in means and not _EACH_NAMED.match(self.folded, end):
            return self.add("count", 2, start, end, approximate=True)
        if means.get("half"):
            return self.add("half", int(means["half"]), start, end)
        return 0
