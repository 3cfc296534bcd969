"""Dates in figures alone, as both languages write them."""

import re

_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([/.])(\d{1,2})\6((?:19|20)\d\d))(?![\d/-])"
)


def numeric_date(folded: str, start: int) -> tuple[str, int] | None:
    """A date in figures that starts here, and its end; the month comes first where both are possible.

    >>> numeric_date("3/5/2023", 0), numeric_date("2020-03-15", 0)
    (('2023-03-05', 8), ('2020-03-15', 10))
    """
    match = _NUMERIC.match(folded, start)
    if match is None:
        return None
    if match[1]:
        year, month, day = match[1], int(match[3]), int(match[4])
    else:
        year, month, day = match[8], int(match[5]), int(match[7])
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year}-{month:02d}-{day:02d}", match.end()


def other_order(text: str) -> tuple[int, int] | None:
    """The month and the day of a date in figures by the other custom, where both customs make a date of it.

    >>> other_order("03/05/2023"), other_order("03/15/2023"), other_order("2023-03-05")
    ((5, 3), None, None)
    """
    match = _NUMERIC.fullmatch(text)
    if match is None or match[1] or not int(match[5]) <= 12 >= int(match[7]):
        return None
    return int(match[7]), int(match[5])


def slashed_date(one: str, other: str) -> str | None:
    """A day and a month written with a slash, where a zero and the numbers themselves tell them from a fraction.

    >>> slashed_date("22", "04"), slashed_date("03", "04"), slashed_date("22", "7")
    ('--04-22', None, None)
    """
    month, day = sorted((int(one), int(other)))
    dated = len(one) == len(other) == 2 and "0" in (one[0], other[0]) and 1 <= month <= 12 < day <= 31
    return f"--{month:02d}-{day:02d}" if dated else None
