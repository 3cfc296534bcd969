"""What an English sentence reckons: changes, sums and margins that its own figures do not give."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from audit.model import Quantity
from audit.quantities.claims.precision import Interval, displayed, is_exact
from audit.quantities.claims.reckoned_changes import wrong_changes
from audit.quantities.claims.reckoning import Reckoning, shown_as, sort, widened
from audit.quantities.claims.statements import MEASURED, by_sentence, figures, sentences_of
from audit.quantities.extraction import quantities

MOST_PARTS = 12
_MAY_RECKON = ("from", ":", "comprising", "consisting", "composed", "made up", "margin")
"""What stands beside the start of a change, the parts of a sum or a margin."""
_TIE = re.compile(
    r"\bfrom\b\D{0,60}\d|:\D{0,20}\d|\b(?:comprising|consisting|composed|made up|margin)\b", re.IGNORECASE
)
"""The same with a figure where there must be one."""
_OTHER_MEASURE = re.compile(
    r"\b(?:annuali|cagr|compound|average|rang(?:e|ing)\b|between\b|constant|organic|comparable|like-for-like|real terms"
    r"|excluding|adjusted for|seasonal|(?:per|each|every|a) year\b(?! ago)|annually|net of|target|forecast)",
    re.IGNORECASE,
)
"""Changes that are not those from the start to the end alone."""
_PARTS = re.compile(r":\s*$|\b(?:comprising|consisting of|composed of|made up of)\s+(?:of\s+)?$", re.IGNORECASE)
_NEXT_PART = re.compile(r"[\w\s,'’-]{1,50}")
_STATES = r"(?:of|was|were|reached|amounted to|totalled|totaled)\s*$"
_NAMES = {
    "margin": re.compile(r"\bmargin (?:of|was|is|stood at|reached|at)\s*$"),
    "profit": re.compile(rf"\b(?:profit|income|earnings|ebitda) {_STATES}"),
    "revenue": re.compile(rf"(?<!cost of )(?<!costs of )\b(?:revenues?|sales|turnover) {_STATES}"),
}
_SORT = re.compile(r"\b(?:adjusted|non-gaap|gross|operating|net|pre-tax|ebitda)\b")


def wrong_reckonings(text: str) -> Iterator[Reckoning]:
    """Yield the figures that do not follow from those they are stated with, however these were rounded.

    >>> [found.right for found in wrong_reckonings("Revenue grew from 100 to 120 million, up 25%.")]
    ['20%']
    >>> [found.right for found in wrong_reckonings("Margin rose from 1.2% to 7.9%, up 6.7%.")]
    ['6.7 percentage points']
    >>> [found.right for found in wrong_reckonings("A total of 50 people: 20 men and 25 women.")]
    ['45']
    >>> list(wrong_reckonings("Sales rose 7% from $1.1 billion to $1.2 billion."))
    []
    """
    if not any(map(text.lower().__contains__, _MAY_RECKON)) or len(figures(text, 0, len(text))) < 3:
        return
    if not any(_may_reckon(text, *sentence) for sentence in sentences_of(text)):
        return
    found = quantities(text, "en")
    for start, end, found_here in by_sentence(text, found):
        inside = [each for each in found_here if each.kind in MEASURED]
        if len(inside) >= 3 and _may_reckon(text, start, end):
            yield from wrong_changes(text, inside)
            yield from _sums(text, inside)
            yield from _margins(text, start, inside)


def _may_reckon(text: str, start: int, end: int) -> bool:
    """Whether a sentence has the three exact figures of any reckoning, and speaks of no other measure."""
    if len(figures(text, start, end)) < 3 or not _TIE.search(text, start, end):
        return False
    return not _OTHER_MEASURE.search(text, start, end)


def _sums(text: str, inside: Sequence[Quantity]) -> Iterator[Reckoning]:
    """A total with all its parts: "50 people: 20 men and 25 women"."""
    for index, total in enumerate(inside):
        parts = inside[index + 1 : index + 2 + MOST_PARTS]
        if not 2 <= len(parts) <= MOST_PARTS or any(sort(part) != sort(total) for part in parts):
            continue
        gaps = [text[one.end : other.start] for one, other in pairwise((total, *parts))]
        is_list = _PARTS.search(gaps[0]) and all(map(_NEXT_PART.fullmatch, gaps[1:])) and " and " in gaps[-1]
        if is_list and all(map(is_exact, (total, *parts))):
            sizes, (stated,) = [displayed(part)[0] for part in parts], displayed(total)
            whole = Interval(Fraction(sum(size.low for size in sizes)), Fraction(sum(size.high for size in sizes)))
            if not whole.meets(stated):
                yield Reckoning(total, tuple(parts), shown_as(whole.middle, total, stated.high - stated.low))


def _margins(text: str, start: int, inside: Sequence[Quantity]) -> Iterator[Reckoning]:
    """Profit, revenue and the margin that they make, where the sentence has these three and no more."""
    named: dict[str, tuple[Quantity, str]] = {}
    for quantity in inside if len(inside) == 3 and all(map(is_exact, inside)) else ():
        label, start = text[start : quantity.start].lower(), quantity.end
        named |= {name: (quantity, label) for name, pattern in _NAMES.items() if pattern.search(label)}
    if len(named) != len(_NAMES) or {each.start for each, _ in named.values()} != {each.start for each in inside}:
        return
    (margin, margin_label), (profit, profit_label), (revenue, _) = (named[name] for name in _NAMES)
    same = set(_SORT.findall(margin_label)) == set(_SORT.findall(profit_label))
    if not same or margin.kind != "percent" or sort(profit) != sort(revenue) or profit.sign < 0:
        return
    (part,), (whole,), (stated,) = displayed(profit), displayed(revenue), displayed(margin)
    share = Interval(100 * part.low / whole.high, 100 * part.high / whole.low)
    if not share.meets(widened(stated)):
        right = shown_as(100 * part.middle / whole.middle, margin, stated.high - stated.low)
        yield Reckoning(margin, (profit, revenue), right)
