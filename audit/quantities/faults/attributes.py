"""Where two figures agree in value, whether they agree in what is said of them."""

from typing import NamedTuple

from audit.model import Quantity, Verdict
from audit.quantities.atoms import Atom, canonical, is_bare_m
from audit.quantities.faults.agreement import said
from audit.quantities.faults.directions import flipped
from audit.quantities.faults.eras import before_christ, eras
from audit.quantities.faults.rates import rates, told
from audit.quantities.faults.results import CHECKS, may_turn
from audit.quantities.faults.signs import turned_sign
from audit.quantities.pairing.matching import Pair
from audit.quantities.units import DURATIONS

_DOLLARS = {"$", "USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MOP"}
_BARE = {"元", "CNY", "TWD", "HKD", "MOP", "$"}
_YENS = {"¥", "CNY", "JPY"}
_SEQUENTIAL = ("環比", "环比", "sequential")
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
    same = pair.of_one_sort and said(one) == said(other)
    if same and not told(sides[3]) and not before_christ(source, target) and not may_turn(sides[1], sides[3]):
        return []  # as of most
    found = [] if pair.of_one_sort else _unit_faults(pair)
    for check, differing in (("direction-flip", flipped), ("unit-mismatch", rates), ("sign-flip", eras)):
        if apart := differing(*sides):
            found.append(Fault(check, *(apart if english_first else apart[::-1])))
    alike = one.kind == other.kind or {one.kind, other.kind} == {"count", "percentage point"}  # fell four points
    moved = alike and one.kind not in ("measure", "multiple") and (one.direction or other.direction)
    if moved and {one.role, other.role} == {"by", "to"} and {one.direction, other.direction} != {"slow", "up"}:
        found.append(Fault("by-to-confusion", str(one.role), str(other.role)))
    if one.period and other.period and one.period != other.period and not _sequential(one, other, source + target):
        found.append(Fault("period-mismatch", one.period, other.period))
    if one.bound and other.bound and _bounds_differ(one.bound, other.bound):
        found.append(Fault("bound-mismatch", str(one.bound), str(other.bound)))
    if turned := turned_sign(*sides):
        found.append(Fault(CHECKS.get(turned[0], "sign-flip"), *(turned if english_first else turned[::-1])))
    return found


def _sequential(one: Quantity, other: Quantity, texts: str) -> bool:
    """Whether 環比 may mean either basis: quarters and months are both compared with the one before."""
    bases = {one.period, other.period}
    return bases == {"quarter-over-quarter", "month-over-month"} and any(word in texts for word in _SEQUENTIAL)


def _bounds_differ(one: str, other: str) -> bool:
    return (one in _LOWER and other in _UPPER) or (one in _UPPER and other in _LOWER)


_EITHER = ("厘", "釐")
"""What interest is counted in, be it a rate or a change of one: 加息0.25厘."""
_SORTS = {"percent": "share", "percentage point": "share", "measure": "measure", "duration": "time", "age": "time"}
_SORTS |= {"multiple": "multiple", "money": "money"}
"""Kinds that no translation takes for one another: 5 % is neither 5 kg nor 5 years."""


def _unit_faults(pair: Pair) -> list[Fault]:
    one, other = pair.source.quantity, pair.target.quantity
    kinds = {"multiple" if side.quantity.unit == "times" else side.kind for side in pair.sides}
    if kinds == {"percent", "percentage point"}:
        if one.text.endswith(_EITHER) or other.text.endswith(_EITHER):
            return []
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
