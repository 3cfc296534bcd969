"""Writes quantities in Chinese: the right figure in the document's own style, or one from scratch."""

from collections.abc import Hashable

from audit.model import Quantity, Suggestion
from audit.quantities import dates
from audit.quantities.amounts import written_amount
from audit.quantities.atoms import Atom, atoms
from audit.quantities.attributes import currencies_agree
from audit.quantities.extraction import quantities
from audit.quantities.keys import names
from audit.quantities.rewording import reworded
from audit.quantities.style import LOCALES, document_style

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
    style = document_style(target, locale)
    if right.kind == wrong.kind == "identifier":
        text: str | None = str(right.value)
    elif dates.KINDS & {right.kind, wrong.kind} and {right.kind, wrong.kind} != {"year", "count"}:
        text = dates.rewritten(right, wrong, style.place)
    else:
        text = reworded(right, wrong, style)
    if text is None or text == wrong.text or not _means(right, wrong, text, target):
        return None
    return Suggestion(wrong.start, wrong.end, text)


def _means(right: Quantity, wrong: Quantity, text: str, target: str) -> bool:
    """Whether the corrected words, read in their place, say what they should: a wrong suggestion is worse than none."""
    head, tail = target[max(0, wrong.start - _AROUND) : wrong.start], target[wrong.end : wrong.end + _AROUND]
    start, end = len(head), len(head) + len(text)
    found = tuple(one for one in quantities(head + text + tail, "zh") if one.start < end and one.end > start)
    if any(
        currencies_agree(right.currency, one.currency) is False for one in found if one.kind == right.kind == "money"
    ):
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
    text = (dates.written_date if quantity.kind in dates.KINDS else written_amount)(quantity, place)
    if text is None:
        raise ValueError(f"no usual Chinese for {quantity}")
    return text
