"""Writes quantities in Chinese: the right figure in the document's own style, or one from scratch."""

from collections.abc import Hashable

from msgspec.structs import replace

from audit.model import Quantity, Suggestion
from audit.quantities.atoms import Atom, atoms
from audit.quantities.correction import dates
from audit.quantities.correction.rewording import reworded
from audit.quantities.correction.style import LOCALES, document_style
from audit.quantities.correction.writing import written_amount, written_date
from audit.quantities.extraction import quantities
from audit.quantities.faults.attributes import currencies_agree
from audit.quantities.pairing.keys import names

_AROUND = 40
"""How much of the text around a correction is read again."""


def correction(right: Quantity, wrong: Quantity, target: str, locale: str) -> Suggestion | None:
    """The edit that turns a wrong figure of the target into the right one, in its own style; None where not sure.

    >>> wrong = quantities("營收為 450 億元", "zh-TW")[0]
    >>> correction(Quantity(kind="money", value=450_000_000, currency="CNY"), wrong, "營收為 450 億元", "zh-TW")
    Suggestion(start=4, end=10, text='4.5 億元')
    """
    if right.approximate or wrong.approximate or right.high is not None or wrong.high is not None:
        return None
    if _says(right) == _says(wrong) and currencies_agree(right.currency, wrong.currency) is not False:
        return None
    style = document_style(target, locale)
    start, text = wrong.start, None
    if right.kind == wrong.kind == "identifier":
        text = str(right.value)
    elif wrong.kind == "count" and (part := _CALENDAR.get(target[wrong.end : wrong.end + 1])):
        text = dates.part(right, part, wrong.text)
    elif dates.KINDS & {right.kind, wrong.kind} and {right.kind, wrong.kind} != {"year", "count"}:
        text = dates.rewritten(right, wrong, style.place)
    elif right.sign > wrong.sign and target[start - 1 : start] in _MINUS:
        start, text = start - 1, reworded(right, replace(wrong, sign=1), style)
    else:
        text = reworded(right, wrong, style)
    if text is None or text == target[start : wrong.end] or not _means(right, wrong, start, text, target):
        return None
    return Suggestion(start, wrong.end, text)


_MINUS = ("负", "負")
_CALENDAR = {"月": "month", "日": "day", "號": "day", "号": "day"}
"""What 36日 was meant to be."""


def _says(quantity: Quantity) -> tuple[object, ...]:
    return quantity.kind, quantity.value, quantity.unit, quantity.sign


def _means(right: Quantity, wrong: Quantity, at: int, text: str, target: str) -> bool:
    """Whether the corrected words, read in their place, say what they should: a wrong suggestion is worse than none."""
    head, tail = target[max(0, at - _AROUND) : at], target[wrong.end : wrong.end + _AROUND]
    start, end = len(head), len(head) + len(text)
    found = tuple(one for one in quantities(head + text + tail, "zh") if one.start < end and one.end > start)
    if any(
        currencies_agree(right.currency, one.currency) is False for one in found if one.kind == right.kind == "money"
    ):
        return False
    if right.sign != wrong.sign and wrong.direction is None and all(one.sign != right.sign for one in found):
        return False
    kinds = {atom.kind for atom in atoms((wrong,))}
    parts = atoms((right,))
    needed = [atom for atom in parts if atom.kind in kinds] or parts
    known = {name for atom in atoms(found) for name in _names(atom)}
    return all(known.intersection(_names(atom)) for atom in needed)


def _names(atom: Atom) -> list[Hashable]:
    """A bare 1950 may count something."""
    return names(atom) + [("plain", atom.magnitude)] * (atom.kind == "year")


def written(quantity: Quantity, locale: str) -> str:
    """The quantity written from scratch in a locale's usual style.

    >>> written(Quantity(kind="money", value=2_300_000_000_000, currency="USD"), "zh-CN")
    '2.3万亿美元'
    """
    place = locale if locale in LOCALES else "zh-CN"
    text = (written_date if quantity.kind in dates.KINDS else written_amount)(quantity, place)
    if text is None:
        raise ValueError(f"no usual Chinese for {quantity}")
    return text
