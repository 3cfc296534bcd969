"""Decides whether two like figures changed places, or only the order of the words did."""

import re
from functools import cache

from audit.quantities.exchange.clues import (
    ORDER_CLUES,
    WORD_CLUES,
    in_one_breath,
    is_part,
    order_clues,
    part_first,
    word_clues,
)
from audit.quantities.exchange.marks import is_split, same_base, same_for_each
from audit.quantities.exchange.surroundings import TIMES, Surroundings
from audit.quantities.pairing.matching import Pair
from audit.text.tables import cells

_SURE = 1.0
"""Log odds, after the clues, above which figures are said to have changed places."""
_SURE_OF_TIMES = 1.2
"""The same for years, quarters and the like: phrases of time move about."""
_HOPELESS = -1.0
"""Log odds, after the clues to the order, below which words are not asked: they hardly ever say otherwise."""
_NUMERAL = re.compile(r"^[\d.,零一二两兩三四五六七八九十百千万萬亿億多余餘]+ ?")
_SINCE = ("由", "從", "从", "自")
_UNTIL = re.compile(r"[至到](?:約|约)?$")
_ROLES_EXCHANGED = [
    {(one, other), rest}
    for one, other in (("from", "to"), ("to", "from"))
    for rest in ((other, one), (None, one), (other, None))
]
"""Roles of two figures, in the source and in the target, of which at least one is what the other should be."""
_CHANCE = 2
"""As much may be read around figures in their order to fit better the other way round, by chance."""


def exchanged(around: Surroundings, one: Pair, other: Pair, turned_round: bool, often: bool) -> bool:
    """Whether two figures fit better the other way round.

    Where their order is kept, only if both sides cross, and the figures are not said `often`.
    """
    if around.may_be_marked and (same := same_base(around, one, other)) is not None:
        return not same
    if not turned_round:
        crossed = one.source.kind != "ordinal" and not often and _crossed(around, one, other)
        return crossed and not is_split(around, one, other)
    if is_split(around, one, other):
        return False
    if one.source.kind == "ordinal" and not often and _out_of_order(around, one, other):
        return True
    if merely_moved(around, one, other):
        return False
    if in_one_breath(around, one, other) or _part_above_whole(around, one, other):
        return True
    if one.source.kind == "year" and _back_in_time(around, one, other):
        return True
    if same_for_each(around, one, other):
        return False
    return odds(around, one, other) > (_SURE_OF_TIMES if one.source.kind in TIMES else _SURE)


def odds(around: Surroundings, one: Pair, other: Pair) -> float:
    """How much speaks for an exchange of two figures whose order turned round: log odds of a logistic model."""
    weights = _weights()
    clues = zip(ORDER_CLUES, order_clues(around, one, other), strict=True)
    order = weights["constant"] + sum(weights[name] * clue for name, clue in clues)
    if order < _HOPELESS:
        return order
    clues = zip(WORD_CLUES, word_clues(around, one, other), strict=True)
    return order + sum(weights[name] * clue for name, clue in clues)


def merely_moved(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether what is said of the figures, or another mention of one, shows that nothing was exchanged."""
    return around.fit(one, other) < -1 or around.elsewhere(one, other)


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in cells("exchanges.tsv")}


def _crossed(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether from and to, a part and its whole, or the years beside the figures, are exchanged."""
    here = one.source.quantity.role, other.source.quantity.role
    there = one.target.quantity.role, other.target.quantity.role
    if here != there:
        if {*zip(here, there, strict=True)} in _ROLES_EXCHANGED:
            return True
        if not _other_basis(one) and around.fit(one, other) > _CHANCE:
            return True
    if around.of_parts and part_first(*around.between(one, other)):
        return True  # the whole stands where the part belongs
    if not around.may_cross(one.source.quantity):
        return False
    first = around.nearest(0, one.source.quantity)
    if not first or first.isdisjoint(last := around.nearest(1, other.target.quantity)):
        return False
    second, start = around.nearest(0, other.source.quantity), around.nearest(1, one.target.quantity)
    return not second.isdisjoint(start) and first.isdisjoint(start) and second.isdisjoint(last)


def _part_above_whole(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether the Chinese text has more in the part than in the whole, as in 3個橙，其中25個是壞的."""
    first, second = (other, one) if around.english_first else (one, other)
    chinese = int(around.english_first)
    whole, part = first.sides[chinese], second.sides[chinese]
    if isinstance(whole.magnitude, str) or isinstance(part.magnitude, str) or whole.magnitude >= part.magnitude:
        return False
    text = around.texts[chinese]
    counted = {_NUMERAL.sub("", text[atom.quantity.start : atom.quantity.end + 2])[:1] for atom in (whole, part)}
    of_one_sort = first.source.kind == "money" or len(counted) == 1
    return of_one_sort and is_part(around.between(one, other)[1])


def _back_in_time(around: Surroundings, one: Pair, other: Pair) -> bool:
    """Whether the Chinese text leads from a later year to an earlier one, as in 由2018年的3%下降至2017年的2%."""
    chinese = int(around.english_first)
    first, last = sorted((pair.sides[chinese] for pair in (one, other)), key=lambda year: year.quantity.start)
    if isinstance(first.value, str) or isinstance(last.value, str) or first.value <= last.value:
        return False
    since = around.texts[chinese].endswith(_SINCE, 0, first.quantity.start)
    return since and _UNTIL.search(around.between(one, other)[1]) is not None


def _other_basis(pair: Pair) -> bool:
    """Whether the basis of comparison differs: that is another fault."""
    bases = {pair.source.quantity.period, pair.target.quantity.period}
    return len(bases - {None}) > 1


def _out_of_order(around: Surroundings, one: Pair, other: Pair) -> bool:
    """First, second, third: points that are counted upwards in English are counted upwards in Chinese.

    But the first part of the second drive is 第二层的第一间.
    """
    english, chinese = (0, 1) if around.english_first else (1, 0)
    first, second = (pair.sides[english].value for pair in ((one, other) if around.english_first else (other, one)))
    return (
        not isinstance(first, str)
        and not isinstance(second, str)
        and second == first + 1
        and " of " not in around.between(one, other)[0]
        and all("第" in pair.sides[chinese].quantity.text for pair in (one, other))
    )
