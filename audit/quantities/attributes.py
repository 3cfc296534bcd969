"""Where two figures agree in value, whether they agree in what is said of them."""

import re
from typing import NamedTuple

from audit.model import Quantity, Verdict
from audit.quantities.agreement import said
from audit.quantities.atoms import Atom, canonical, is_bare_m
from audit.quantities.directions import flipped
from audit.quantities.matching import Pair
from audit.quantities.rates import rates, told
from audit.quantities.results import result
from audit.quantities.units import DURATIONS

_DOLLARS = {"$", "USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MOP"}
_BARE = {"元", "CNY", "TWD", "HKD", "MOP", "$"}
_YENS = {"¥", "CNY", "JPY"}
_SEQUENTIAL = ("環比", "环比", "sequential")
_SIGNS = ("positive", "negative")
_LOWER, _UPPER = {"over", "at-least"}, {"under", "at-most", "nearly"}


class Fault(NamedTuple):
    """A disagreement: the check it belongs to, and what is said on either side."""

    check: str
    source: str
    target: str
    verdict: Verdict = Verdict.MISMATCH


def currencies_agree(one: str | None, other: str | None) -> bool | None:
    """Whether two currencies are the same; None where a bare 元 or $ leaves it open.

    >>> currencies_agree("CNY", "CNY"), currencies_agree("CNY", "元"), currencies_agree("USD", "元")
    (True, None, False)
    """
    if one == other:
        return True
    if one is None or other is None or ({one, other} <= _DOLLARS and "$" in (one, other)):
        return None
    if ({one, other} <= _BARE and ("元" in (one, other))) or ({one, other} <= _YENS and "¥" in (one, other)):
        return None
    return False


def faults(pair: Pair, source: str, target: str, english_first: bool) -> list[Fault]:
    """Every disagreement of a matched pair of these texts, the gravest first."""
    one, other = pair.source.quantity, pair.target.quantity
    sides = (one, source, other, target) if english_first else (other, target, one, source)
    if pair.of_one_sort and said(one) == said(other) and one.kind != "money" and not told(sides[3]):
        return []  # as of most
    found = [] if pair.of_one_sort else _unit_faults(pair)
    for check, apart in (("direction-flip", flipped(*sides)), ("unit-mismatch", rates(*sides))):
        if apart:
            found.append(Fault(check, *(apart if english_first else apart[::-1])))
    moved = one.kind == other.kind not in ("measure", "multiple") and (one.direction or other.direction)
    if moved and {one.role, other.role} == {"by", "to"} and {one.direction, other.direction} != {"slow", "up"}:
        found.append(Fault("by-to-confusion", str(one.role), str(other.role)))
    if one.period and other.period and one.period != other.period and not _sequential(one, other, source + target):
        found.append(Fault("period-mismatch", one.period, other.period))
    if one.bound and other.bound and _bounds_differ(one.bound, other.bound):
        found.append(Fault("bound-mismatch", str(one.bound), str(other.bound)))
    if one.kind == other.kind == "money" and one.sign == other.sign:
        found += _turned_result(one, source, other, target)
    if one.sign != other.sign:
        bracketed = _bracketed(one, source) and _bracketed(other, target)
        positive = (other, target) if one.sign < 0 else (one, source)
        if not _negative(*positive, bracketed):
            found.append(Fault("sign-flip", _SIGNS[one.sign < 0], _SIGNS[other.sign < 0]))
    return found


def _sequential(one: Quantity, other: Quantity, texts: str) -> bool:
    """Whether 環比 may mean either basis: quarters and months are both compared with the one before."""
    bases = {one.period, other.period}
    return bases == {"quarter-over-quarter", "month-over-month"} and any(word in texts for word in _SEQUENTIAL)


def _turned_result(one: Quantity, source: str, other: Quantity, target: str) -> list[Fault]:
    """A profit that is called a loss, or the other way round, where no word near the profit speaks of a loss."""
    here, there = result(one, source), result(other, target)
    if {here, there} != {"profit", "loss"}:
        return []
    profit = _clause(source, one) if here == "profit" else _clause(target, other)
    return [] if _speaks_of_loss(profit) else [Fault("sign-flip", str(here), str(there))]


def _bounds_differ(one: str, other: str) -> bool:
    return (one in _LOWER and other in _UPPER) or (one in _UPPER and other in _LOWER)


_LOSSES = (
    "loss",
    "deficit",
    "outflow",
    "negative",
    "minus",
    "shortfall",
    "亏",
    "负",
    "損",
    "损",
    "虧",
    "負",
    "赤字",
    "逆差",
    "流出",
    "零下",
    "below zero",
)


def _negative(quantity: Quantity, text: str, bracketed: bool) -> bool:
    """Whether words or marks make a positive figure negative; brackets, unless the other has them, too."""
    if text[max(0, quantity.start - 2) : quantity.start].strip() in ("-", "–", "−"):
        return True
    if not bracketed and _bracketed(quantity, text):
        return True
    return (quantity.direction in ("down", "slow") and quantity.role not in ("to", "from")) or _speaks_of_loss(
        _clause(text, quantity)
    )


def _speaks_of_loss(clause: str) -> bool:
    return any(word in clause for word in _LOSSES)


_OPENED = re.compile(r"[(（](?:[-–−負负]|negative|minus)? ?$", re.IGNORECASE)


def _bracketed(quantity: Quantity, text: str) -> bool:
    opened = _OPENED.search(text, max(0, quantity.start - 10), quantity.start)
    return opened is not None and text[quantity.end : quantity.end + 1] in (")", "）")


_SORTS = {"percent": "share", "percentage point": "share", "measure": "measure", "duration": "time", "age": "time"}
_SORTS |= {"multiple": "multiple", "money": "money"}
"""Kinds that no translation takes for one another: 5 % is neither 5 kg nor 5 years."""


def _unit_faults(pair: Pair) -> list[Fault]:
    one, other = pair.source.quantity, pair.target.quantity
    kinds = {pair.source.kind, pair.target.kind}
    if kinds == {"percent", "percentage point"}:
        return [Fault("percent-point-confusion", pair.source.kind, pair.target.kind)]
    sorts = {_SORTS[kind] for kind in kinds if kind in _SORTS}
    apart = len(sorts) == 2 and sorts != {"money", "measure"}  # 20 pounds may be either
    if pair.how == "alike" and apart and not (is_bare_m(one) or is_bare_m(other)):
        return [Fault("unit-mismatch", _unit(pair.source), _unit(pair.target))]
    if kinds == {"money"} and currencies_agree(one.currency, other.currency) is False:
        return [Fault("currency-mismatch", str(one.currency), str(other.currency))]
    if kinds == {"money"} and other.currency == "元" and one.currency not in ("元", "$", None):
        return [Fault("currency-mismatch", str(one.currency), "元", Verdict.UNVERIFIABLE)]
    if kinds == {"ordinal"} and one.unit and other.unit and one.unit != other.unit:
        return [Fault("unit-mismatch", str(one.unit), str(other.unit))]
    if (pair.source.kind, pair.target.kind) == ("money", "count") and other.unit is None and _scaled(other):
        return [Fault("currency-mismatch", str(one.currency), "no currency")]
    if kinds == {"money", "measure"} and "share" in (one.unit, other.unit):
        return [Fault("unit-mismatch", _unit(pair.source), _unit(pair.target))]
    if kinds == {"duration"} and one.unit != other.unit and one.unit in DURATIONS and other.unit in DURATIONS:
        return _unless_converted(pair)
    if kinds == {"age", "duration"} and "month" in (one.unit, other.unit):
        return _unless_converted(pair)
    if kinds == {"measure"} and one.unit != other.unit and pair.how == "same":
        if {one.unit, other.unit} in ({"degree", "celsius"}, {"degree", "fahrenheit"}):
            return []
        if str(one.unit).partition("-per-")[0] == str(other.unit).partition("-per-")[0]:
            return []
        return _unless_converted(pair)
    return []


def _unless_converted(pair: Pair) -> list[Fault]:
    """18 months are a year and a half; any other unit is a fault."""
    if set(canonical(pair.source)) & set(canonical(pair.target)):
        return []
    return [Fault("unit-mismatch", str(pair.source.quantity.unit), str(pair.target.quantity.unit))]


def _scaled(quantity: Quantity) -> bool:
    """Whether a figure is an amount beyond doubt: 6億, 1,250萬."""
    return quantity.text.rstrip()[-1:] in "億亿萬万兆" and quantity.text[:1].isdigit()


def _unit(atom: Atom) -> str:
    return atom.quantity.currency or atom.quantity.unit or atom.kind


_SENTENCE = re.compile(r"[.;!?。；！？\n]\s?")


def _clause(text: str, quantity: Quantity) -> str:
    """The sentence around a figure, without its end."""
    start, end = max(0, quantity.start - 60), min(len(text), quantity.end + 30)
    before = _SENTENCE.split(text[start : quantity.start])[-1]
    after = _SENTENCE.split(text[quantity.end : end])[0]
    return (before + quantity.text + after).lower()
