"""Decides whether two like figures changed places, or only the order of the words did."""

import re

from audit.quantities.matching import Pair
from audit.quantities.surroundings import Surroundings

_CLEAR = 0.6
"""How much better the words must fit the other way round (sum of Dice coefficients)."""
_CLEAR_TRAIL = 0.75
"""The same for the words after the figures, which are fewer."""
_FEW = 2
"""As many other figures may have moved for the order of clauses to count as kept."""
_CHANCE = 2
"""As much may be read around figures in their order to fit better the other way round, by chance."""
_LINKS = re.compile(r"[ ,]*(?:and|to|or|&|/|-|–|versus|vs\.?|compared (?:with|to)|against|from)?[ ,]*")
_HAN_LINKS = re.compile(r"[ ,，、]*(?:和|及|以及|與|与|至|到|或|/|-|–|對|对|比)?[ ,，、]*")
_MARK = re.compile("[.,;。，；]")
_PART = ("中的", "中", "中，", "中，有", "中有")


def exchanged(around: Surroundings, one: Pair, other: Pair, turned_round: bool, often: bool) -> bool:
    """Whether two figures fit better the other way round.

    Where their order is kept, only if both sides cross. Figures that are said `often` need clear evidence.
    """
    if one.source.kind == "ordinal":
        return turned_round and not often and _out_of_order(one, other)
    if not turned_round:
        return not often and _crossed(around, one, other)
    if _part_of_whole(around, one, other):
        return False
    fit = around.fit(one, other)
    if fit < -1:
        return False
    if often:
        return fit >= 0 and around.moved(one, other) <= _FEW and _by_words(around, one, other) > _CLEAR
    if fit > 0 or (fit == 0 and _juxtaposed(around, one, other)):
        return True
    clauses = around.clauses(one, other)
    if fit == 0 and clauses is not None and 0 <= clauses <= _CLEAR:
        # Translators seldom put clauses in another order: two that stay need no more evidence.
        return around.moved(one, other) <= _FEW
    return fit + _by_words(around, one, other) > _CLEAR


def _by_words(around: Surroundings, one: Pair, other: Pair) -> float:
    """How much the words speak for an exchange: those of the clauses, or else those beside the figures."""
    clauses = around.clauses(one, other)
    if clauses is not None:
        return clauses
    leads, trails = around.leads(one, other), around.trails(one, other)
    return trails if trails > _CLEAR_TRAIL and leads > -_CLEAR else leads


def _crossed(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether from and to, or the years beside the figures, are exchanged."""
    here = one.source.quantity.role, other.source.quantity.role
    there = one.target.quantity.role, other.target.quantity.role
    if here != there:
        if {here, there} == {("from", "to"), ("to", "from")}:
            return True
        if not _other_basis(one) and around.fit(one, other) > _CHANCE:
            return True
    if not around.may_cross(one.source.quantity):
        return False
    first = around.nearest(0, one.source.quantity)
    if not first or first.isdisjoint(last := around.nearest(1, other.target.quantity)):
        return False
    second, start = around.nearest(0, other.source.quantity), around.nearest(1, one.target.quantity)
    return not second.isdisjoint(start) and first.isdisjoint(start) and second.isdisjoint(last)


def _other_basis(pair: Pair) -> bool:
    """Whether the basis of comparison differs: that is another fault."""
    bases = {pair.source.quantity.period, pair.target.quantity.period}
    return len(bases - {None}) > 1


def _part_of_whole(around: Surroundings, one: Pair, other: Pair) -> bool:
    """17 of 37 passes: the whole goes first in Chinese, the part in English."""
    english, chinese = around.between(one, other)[:: 1 if around.english_first else -1]
    if " of " in english and len(english) <= 16 and not _MARK.search(english):
        return True
    return chinese.endswith(_PART) and len(chinese) <= 30


def _out_of_order(one: Pair, other: Pair) -> bool:
    """First, second, third: points are counted upwards in any language."""
    first, second = one.source.value, other.source.value
    texts = [pair.target.quantity.text for pair in (one, other)]
    return (
        not isinstance(first, str)
        and not isinstance(second, str)
        and second == first + 1
        and all("第" in text for text in texts)
    )


def _juxtaposed(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Figures named in one breath, as in "5% and 7% respectively", keep their order."""
    between, there = around.between(one, other)
    links = (_LINKS, _HAN_LINKS) if around.english_first else (_HAN_LINKS, _LINKS)
    if "respectively" in around.texts[0] + around.texts[1] and links[1].fullmatch(there):
        return True
    return links[0].fullmatch(between) is not None and links[1].fullmatch(there) is not None
