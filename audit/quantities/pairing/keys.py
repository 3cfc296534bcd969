"""Keys by which atoms of the two sides meet, from the strictest to the loosest."""

import re
from collections.abc import Hashable, Iterable
from fractions import Fraction

from audit.quantities.atoms import Atom, canonical, is_bare_m
from audit.quantities.numerals import shifted, simple, times
from audit.quantities.numeric_dates import other_order

_PLAIN = {"count", "ordinal", "year", "age", "measure", "duration", "day", "month", "quarter", "half", "multiple"}
_PLAIN |= {"version", "money", "time", "fraction"}
_COUNTED = {"age": ["time"], "duration": ["time"], "measure": ["measure"], "money": ["money"]}
_ANY = ["time", "measure", "money", "plain"]
_COUNTED |= dict.fromkeys(("count", "version", "multiple", "fraction"), _ANY)
"""What figures may stand for that have the same value; a bare one for any: $4 is no four years, but 4 may be."""
_DIGITS_INSIDE = re.compile(r"\d{1,15}(?:\.\d{1,15})?")


def exact(atom: Atom, side: str) -> Iterable[Hashable]:
    quantity, kind = atom.quantity, atom.kind
    if kind == "day":
        return _day(atom, side)
    return (
        (
            kind,
            atom.magnitude,
            quantity.unit,
            quantity.currency,
            quantity.approximate,
            quantity.role,
            quantity.direction,
            quantity.sign,
        ),
    )


def same(atom: Atom, side: str) -> Iterable[Hashable]:
    if atom.kind == "day":
        return ()
    quantity = atom.quantity
    return ((atom.kind, atom.magnitude, quantity.unit, quantity.currency, quantity.approximate),)


def figure(atom: Atom, side: str) -> Iterable[Hashable]:
    if atom.kind == "day":
        return ()
    name = (atom.kind, atom.magnitude, atom.quantity.approximate)
    if atom.part == "month" and (order := other_order(atom.quantity.text)):
        return (name, (atom.kind, order[0], atom.quantity.approximate))
    return (name,)


def _day(atom: Atom, side: str) -> Iterable[Hashable]:
    """The 5th of March is not the 5th of June, but may be "the 5th"."""
    month = str(atom.quantity.value)[-5:-3]
    if month.isdigit():
        yield ("day", atom.magnitude, month)
        yield ("day", atom.magnitude, side)
        if order := other_order(atom.quantity.text):
            yield ("day", order[1], f"{order[0]:02d}")
    else:
        yield ("day", atom.magnitude, "target" if side == "source" else "source")
        yield ("day", atom.magnitude, "alone")


def family(atom: Atom, side: str) -> Iterable[Hashable]:
    names: list[Hashable] = [*canonical(atom)]
    if atom.kind == "multiple" and not isinstance(atom.value, str):
        for reading in (Fraction(value) for value in (atom.value, *atom.quantity.readings)):
            names.append((f"{side} multiple", simple(reading * 100)))
            names.append((f"{side} multiple", simple((reading - 1) * 100)))
    elif atom.kind == "year" and atom.quantity.unit is None and not isinstance(atom.value, str):  # '39 may be 1939
        short = sum(map(str.isdigit, atom.quantity.text)) == 2
        names.append((side if short else "target" if side == "source" else "source", atom.value % 100))
    elif atom.kind == "percent":
        names.append(("target multiple" if side == "source" else "source multiple", atom.magnitude))
    return names


def alike(atom: Atom, side: str) -> Iterable[Hashable]:
    if atom.kind in _PLAIN and not atom.quantity.approximate and not _dated(atom):
        yield atom.magnitude
        if atom.kind == "year" and len(atom.quantity.text.strip("'’‘")) == 2 and isinstance(atom.value, int):
            yield atom.value % 100


def _dated(atom: Atom) -> bool:
    return atom.kind == "day" and str(atom.quantity.value)[-5:-3].isdigit()


def whatever(atom: Atom, side: str) -> Iterable[Hashable]:
    if isinstance(atom.value, str) or _dated(atom):
        return
    yield atom.magnitude
    if is_bare_m(atom.quantity):
        yield times(atom.magnitude, 10**6)  # type: ignore[arg-type]
    elif atom.quantity.text.endswith(_HUNDREDTHS):
        yield "basis points", times(atom.magnitude, 100)  # type: ignore[arg-type]
    elif atom.kind in ("count", "money"):
        yield from atom.quantity.readings  # 40 million, and then another 25
    if atom.kind == "count":
        yield "basis points", atom.magnitude


_HUNDREDTHS = ("基点", "基點", "basis points", "bps", "bp")
"""Said once, and then left out: 20 basis points a quarter, or 80 for the year."""


def verbatim(atom: Atom, side: str) -> Iterable[Hashable]:
    """What is written alike is the same, however the two languages read it: 5k, 10M, 5pm."""
    text = atom.quantity.text
    return (text,) if not atom.part and _DIGITS_INSIDE.search(text) else ()


def names(atom: Atom) -> list[Hashable]:
    """Keys that atoms with the same meaning share."""
    if _dated(atom):
        return [("day", atom.magnitude, str(atom.quantity.value)[-5:-3])]
    sorts = ["section"] if atom.quantity.unit == "section" else _COUNTED.get(atom.kind, [atom.kind])
    names: list[Hashable] = [*((sort, atom.magnitude) for sort in sorts), *canonical(atom)]
    if atom.kind == "day":  # 十號 may be number ten
        names += [(sort, atom.magnitude) for sort in _ANY]
    if atom.kind == "identifier":
        inside = _DIGITS_INSIDE.findall(str(atom.value))
        names += [(kind, shifted(digits)) for digits in inside for kind in (*_ANY, "section", "ordinal")]
        names += [("year", int(digits)) for digits in inside if len(digits) == 4 and digits.isdigit()]
    return names
