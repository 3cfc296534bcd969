"""Whether a plus became a minus, or a profit a loss."""

import re

from audit.model import Quantity
from audit.quantities.faults.results import GAINS, turned

_SIGNS = ("positive", "negative")
_AMOUNTS = {"money", "count", "measure", "duration", "age"}
_SIGNED = re.compile(r"(?:negative|minus|[负負]) ?(?=[$€£¥]?\d)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?。；！？\n]\s?")


def turned_sign(one: Quantity, source: str, other: Quantity, target: str) -> tuple[str, str] | None:
    """The signs that two figures of a pair have, where these differ and nothing near explains it."""
    if one.sign == other.sign:
        return _turned_result(one, source, other, target) if _are_amounts(one, other) else None
    bracketed = _bracketed(one, source) and _bracketed(other, target)
    positive = (other, target) if one.sign < 0 else (one, source)
    return None if _negative(*positive, bracketed) else (_SIGNS[one.sign < 0], _SIGNS[other.sign < 0])


def _are_amounts(one: Quantity, other: Quantity) -> bool:
    """Whether both are money, things that are counted or measured, or shares that nothing grew or fell by."""
    return one.kind == other.kind and (one.kind in _AMOUNTS or (one.kind == "percent" and not one.direction))


def _turned_result(one: Quantity, source: str, other: Quantity, target: str) -> tuple[str, str] | None:
    """A profit that is called a loss, or the other way round, where no word near the profit speaks of a loss."""
    found = turned(one, source, other, target)
    if found is None:
        return None
    gain, text = (one, source) if found[0] in GAINS else (other, target)
    return None if _lessens(gain) or _speaks_of_loss(_clause(text, gain)) else found


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
    "迁出",
    "遷出",
    "零下",
    "below zero",
)


def _negative(quantity: Quantity, text: str, bracketed: bool) -> bool:
    """Whether words or marks make a positive figure negative; brackets, unless the other has them, too."""
    if text[max(0, quantity.start - 2) : quantity.start].strip() in ("-", "–", "−"):
        return True
    if not bracketed and _bracketed(quantity, text):
        return True
    return _lessens(quantity) or _speaks_of_loss(_clause(text, quantity))


def _lessens(quantity: Quantity) -> bool:
    """Whether a figure is what something fell by."""
    return quantity.direction in ("down", "slow") and quantity.role not in ("to", "from")


def _speaks_of_loss(clause: str) -> bool:
    return any(word in clause for word in _LOSSES)


_OPENED = re.compile(r"[(（](?:[-–−負负]|negative|minus)? ?$", re.IGNORECASE)


def _bracketed(quantity: Quantity, text: str) -> bool:
    if ")" in quantity.text or "）" in quantity.text:
        return True
    opened = _OPENED.search(text, max(0, quantity.start - 10), quantity.start)
    return opened is not None and text[quantity.end : quantity.end + 1] in (")", "）")


def _clause(text: str, quantity: Quantity) -> str:
    """The sentence around a figure, without its end and the signs of figures that follow."""
    start, end = max(0, quantity.start - 60), min(len(text), quantity.end + 30)
    before = _SENTENCE.split(text[start : quantity.start])[-1]
    after = _SIGNED.sub("", _SENTENCE.split(text[quantity.end : end])[0])
    return (before + quantity.text + after).lower()
