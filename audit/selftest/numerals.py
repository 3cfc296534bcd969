"""Errors of the figure itself: left out, put in, misread, scaled, exchanged with another."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from random import Random

from audit.selftest.figures import TABLES, Figure
from audit.selftest.side import Edit, Side, amounts, of_digits

Edits = Callable[[Side, Random], Iterator[Edit]]
"""Every place where a kind of error could be planted."""

MYRIADS = {"萬": "億", "万": "亿", "億": "萬", "亿": "万", "兆": "億"}
THOUSANDS = {"million": "billion", "billion": "million"}
LIST_MARKS = re.compile(r"[\d\s、,，和與与及或&/.%％第「」“”]|\band\b|\bor\b")


def dropped(side: Side, rng: Random) -> Iterator[Edit]:
    """The figure left out, with its unit and currency."""
    for figure in of_digits(side):
        if figure.key in side.spare and figure.numeral not in {"1", "2"} and not figure.ordinal:
            head = re.search(r"(?:(?:人民[幣币]|[A-Z]{2,3}\$?|[$€£¥]|[約约]|[負负])\s?)*$", side.text[: figure.start])
            yield head.start() if head else figure.start, figure.end, ""


def added(side: Side, rng: Random) -> Iterator[Edit]:
    """A figure put in that neither side has."""
    if not side.figures:
        return
    number = next(
        text for text in iter(lambda: str(rng.randint(12, 98)), "") if text[-1] != "0" and text not in side.foreign
    )
    phrase = rng.choice(TABLES["added"][side.language]).format(n=number)
    ends = [match.start() for match in re.finditer(r"[，。；](?!\s*[，。；）])|(?<=\w)[,.;](?=\s|$)", side.text)]
    place = rng.choice(ends) if ends else len(side.text.rstrip())
    yield place, place, side.words(phrase)


def digit(side: Side, rng: Random) -> Iterator[Edit]:
    """One digit misread."""
    for figure in side.figures:
        places = [at for at, char in enumerate(figure.numeral) if char in "123456789一二三四五六七八九兩两"]
        if places:
            at = rng.choice(places)
            char = figure.numeral[at]
            digits = "123456789" if char.isdecimal() else "一三四五六七八九"
            if len(figure.numeral) == 1 and not figure.ordinal:
                digits = digits[1:]
            new = rng.choice([digit for digit in digits if digit != char])
            yield figure.start + at, figure.start + at + 1, new


def transposition(side: Side, rng: Random) -> Iterator[Edit]:
    """Two neighbouring digits exchanged."""
    for figure in of_digits(side):
        places = [
            at
            for at in range(len(figure.numeral) - 1)
            if figure.numeral[at : at + 2].isdecimal()
            and figure.numeral[at] != figure.numeral[at + 1]
            and (figure.numeral[at + 1] != "0" or at > 0)
        ]
        if places:
            at = figure.start + rng.choice(places)
            yield at, at + 2, side.text[at + 1] + side.text[at]


def decimal_point(side: Side, rng: Random) -> Iterator[Edit]:
    """The decimal point lost, put in or moved."""
    for figure in amounts(side):
        whole, point, fraction = figure.numeral.partition(".")
        digits = whole.replace(",", "")
        moved = [f"{digits}{fraction}"] if point and digits != "0" else []
        if len(digits) > 1:
            moved.append(f"{digits[:-1]}.{digits[-1]}{fraction}")
        if moved and not (not point and digits[-1] == "0"):
            yield figure.start, figure.numeral_end, rng.choice(moved)


def times(power: int) -> Edits:
    """The decimal point moved by so many places, or as many zeros put in or left out."""

    def edits(side: Side, rng: Random) -> Iterator[Edit]:
        for figure in amounts(side):
            value = Decimal(figure.numeral.replace(",", ""))
            up, down = value.scaleb(power), value.scaleb(-power)
            choices = [up] + [down] * (down == down.to_integral_value())
            number = rng.choice(choices)
            grouped = f"{number:,f}" if "," in figure.numeral else f"{number:f}"
            yield figure.start, figure.numeral_end, grouped.rstrip("0").rstrip(".") if "." in grouped else grouped

    return edits


def scale(steps: Mapping[str, str]) -> Edits:
    """The word for the scale exchanged with another."""

    def edits(side: Side, rng: Random) -> Iterator[Edit]:
        for figure in side.figures:
            for step, wrong in steps.items():
                if figure.scale.lower().endswith(step):
                    yield figure.scale_end - len(step), figure.scale_end, wrong

    return edits


def swap(side: Side, rng: Random) -> Iterator[Edit]:
    """Two figures of one form change places, unless they only make a list."""
    written = [figure for figure in side.figures if not (figure.numeral.isascii() and figure.numeral[0].isalpha())]
    for one, two in combinations(written, 2):
        between = side.text[one.end : two.start]
        same = _form(one) == _form(two)
        in_list = not LIST_MARKS.sub("", between.replace(one.unit, "")) or _parallel(between, side.text[two.end :])
        ordered = "respectively" in side.text + side.other and re.search("分[別别]", side.text + side.other)
        if same and one.key != two.key and len(between) < 60 and (ordered or not in_list):
            middle = side.text[one.numeral_end : two.start]
            yield one.start, two.numeral_end, f"{two.numeral}{middle}{one.numeral}"


def _form(figure: Figure) -> tuple[object, ...]:
    return figure.scale, figure.unit, figure.prefix, figure.ordinal, figure.calendar, figure.numeral[0].isdecimal()


def _parallel(between: str, after: str) -> bool:
    """Whether the same words follow both figures, as in 8%的債券及9%的債券."""
    words = re.split(r"[「“]?(?:[、,，和與与及或]|\band\b|\bor\b)", between)[0]
    return bool(words) and after.startswith(words) and not LIST_MARKS.sub("", between[len(words) :])
