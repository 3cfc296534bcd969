"""What a number names one of: Figure 2, the third phase, 第55樓."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from typing import NamedTuple

from audit.quantities.atoms import Atom
from audit.quantities.exchange.surroundings import Side
from audit.quantities.pairing.matching import Pair
from audit.text.simplified import simplified
from audit.text.tables import rows

_REACH = 12
"""Characters beside a number in which its label stands."""
_KINDS = {"count", "ordinal"}
_MOST = 40
"""Labels that are compared with each other, so that no text takes more than linear time."""


def mislabelled(pairs: list[Pair], sides: tuple[Side, Side], english_first: bool) -> Iterator[tuple[Pair, Pair]]:
    """Yield numbers of which one has the label of the other, and that has another: Figure 1 and Table 2 as 圖2和表1."""
    numbers = [pair for pair in pairs if pair.source.kind in _KINDS and pair.target.kind in _KINDS]
    english, chinese = (0, 1) if english_first else (1, 0)
    labels = [_english(pair.sides[english], sides[english].text) for pair in numbers]
    if len(numbers) < 2 or not any(labels):
        return
    again = [_chinese(pair.sides[chinese], sides[chinese].text) for pair in numbers]
    named = [
        ((one, pair.source.magnitude), (other, pair.target.magnitude))
        for pair, one, other in zip(numbers, *((labels, again) if english_first else (again, labels)), strict=True)
    ]
    here, there = ({names[side] for names in named} for side in (0, 1))
    wrong = [
        (pair, one[0], other[0])
        for pair, (one, other) in zip(numbers, named, strict=True)
        if one != other and one not in there and other not in here
    ]
    for (one, label, now), (other, own, then) in permutations(wrong[:_MOST], 2):
        if label is None or label != then or now is own is None or (None not in (now, own) and now != own):
            continue
        if now != own or one.source.quantity.start < other.source.quantity.start:  # not once more the other way
            yield one, other


def _english(atom: Atom, text: str) -> str | None:
    """What an English number is the number of."""
    words, (start, end) = _labels(), (atom.quantity.start, atom.quantity.end)
    before, behind = words.english
    if atom.quantity.unit == "section":
        found = before.search(text[max(0, start - _REACH) : start].lower())
    elif atom.kind == "ordinal":
        found = behind.match(text[end : end + _REACH].lower())
    else:
        return None
    return words.label[found[1]] if found else None


def _chinese(atom: Atom, text: str) -> str | None:
    """What a Chinese number is the number of."""
    words, (start, end) = _labels(), (atom.quantity.start, atom.quantity.end)
    before, behind = words.chinese
    found = before.search(simplified(text[max(0, start - _REACH) : start]))
    found = found or behind.match(simplified(text[end : end + _REACH]))
    return words.label[found[1]] if found else None


class _Labels(NamedTuple):
    """Words for labels, and patterns of where they stand."""

    label: dict[str, str]
    english: tuple[re.Pattern[str], re.Pattern[str]]
    """Before a number, and behind an ordinal one."""
    chinese: tuple[re.Pattern[str], re.Pattern[str]]


@cache
def _labels() -> _Labels:
    label: dict[str, str] = {}
    words: dict[str, list[str]] = {"english": [], "before": [], "behind": []}
    for row in rows("labels.tsv"):
        for column, found in words.items():
            new = [word for word in row[column].split("|") if word]
            found += new
            label |= dict.fromkeys(new, row["label"])
    english, before, behind = (
        "|".join(sorted(map(re.escape, found), key=len, reverse=True)) for found in words.values()
    )
    return _Labels(
        label,
        (re.compile(rf"\b({english}) (?:no\. ?)?$"), re.compile(rf"[ -]({english})\b")),
        (re.compile(f"({before}) ?$"), re.compile(f" ?({behind})")),
    )
