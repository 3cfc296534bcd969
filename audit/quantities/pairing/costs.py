"""What it costs to take one figure for a slip of another."""

from audit.quantities.atoms import Atom
from audit.quantities.pairing.slips import slip

_GROUPS = [
    {"percent", "percentage point", "fraction", "multiple"},
    {"money"},
    {"count", "ordinal", "measure", "age", "duration"},
    {"year"},
    {"month"},
    {"day"},
    {"quarter"},
    {"half"},
    {"weekday"},
    {"time"},
    {"identifier"},
]


def cost(one: Atom, other: Atom, where: float, there: float) -> float | None:
    """Cost of taking one figure for a slip of the other; None where no slip would explain it."""
    if one.quantity.approximate or other.quantity.approximate:
        return 3 if _worlds_apart(one, other) or _both(one, other) else None
    if not (one.hard or other.hard) and not (one.kind == other.kind and _plural(one) and _plural(other)):
        return None
    distance = abs(where - there)
    if isinstance(one.value, str) or isinstance(other.value, str):
        if one.kind == other.kind == "identifier" and _letters(str(one.value)) == _letters(str(other.value)):
            return 1 + distance
        return None
    same_kind = one.kind == other.kind
    grouped = same_kind or any(one.kind in group and other.kind in group for group in _GROUPS)
    kind_of_slip = slip(one.value, other.value)
    if not grouped:
        crossed = {one.kind, other.kind} & {"count", "year"} and kind_of_slip not in (None, "value")
        return 3 + distance if crossed and one.hard and other.hard else None
    if kind_of_slip in ("value", None) and (
        not same_kind or (one.quantity.unit != other.quantity.unit and one.kind in ("duration", "measure"))
    ):
        return None
    return (0 if same_kind else 1) + (0 if kind_of_slip not in ("value", None) else 1) + distance


def _worlds_apart(one: Atom, other: Atom) -> bool:
    """Hundreds of millions and 數百萬: vague, but by no means the same."""
    vague = (
        one.quantity.approximate
        and other.quantity.approximate
        and "idiom" not in (one.quantity.unit, other.quantity.unit)
    )
    if (
        not vague
        or not {one.kind, other.kind} <= {"count", "money", "measure"}
        or isinstance(one.value, str)
        or isinstance(other.value, str)
    ):
        return False
    least, most = sorted((one.value, other.value))
    return least >= 10 and most >= 10 * least


def _both(one: Atom, other: Atom) -> bool:
    """Whether one says both, or a couple, and the other a greater number outright."""
    if not one.kind == other.kind == "count" or one.quantity.approximate == other.quantity.approximate:
        return False
    few, many = (one, other) if one.quantity.approximate else (other, one)
    return few.value == 2 and not isinstance(many.value, str) and many.value > 2


def _plural(atom: Atom) -> bool:
    if atom.kind == "ordinal":
        return not atom.quantity.text.startswith(("首", "头", "頭"))  # "initial" is 首次 as well
    return atom.kind in ("weekday", "quarter", "multiple", "half", "fraction") or (
        not isinstance(atom.value, str) and atom.value > 0 and atom.value != 1
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalpha())
