"""English times of day in words: half past three, a quarter to four, at 3 in the morning, noon."""

import re
from collections.abc import Iterator
from functools import cache

from audit.model import Quantity
from audit.quantities.finders import Finder, latin_finder
from audit.quantities.reading import noted

_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_HOUR = rf"({'|'.join(_HOURS)}|1[0-2]|[1-9])(?![\d.,:%]?\d|%|[a-z])"
_PAST = re.compile(
    rf"\b(?:({'|'.join(_MINUTES)}|[1-5]?\d)(?: minutes)? past|quarter to)"
    rf" (?:{_HOUR}|noon|midnight)(?! (?:[mb]illion|percent|of)\b)"
)
_PART = re.compile(
    rf"\b(?:at|around|about|by|until|till|before|after) {_HOUR}(?: o'clock)?"
    r" (?:in the (morning|afternoon|evening)|(at night)|sharp)"
)
_TO = re.compile(
    rf"\b(?:at|until|till|by|before|after|around) (five|ten|twenty|twenty-five)(?: minutes)? to {_HOUR}"
    r"(?= o'clock|(?: and| on| in the (?:morning|afternoon|evening)| at night)\b|[^\w %-]|$)"
)
"""At ten to nine, which is no range: the minutes are more than the hours."""
_NAMED = re.compile(r"(?<!past )\b(?:12 )?(noon|midnight)\b")
_NIGHT = 6
"""The hour from which "at night" is the evening's."""


def times(text: str, folded: str) -> list[Quantity]:
    """The times that are told in words.

    >>> said = "half past three, a quarter to four, at 3 in the morning and 12 noon"
    >>> [(found.text, found.value) for found in times(said, said)]
    [('half past three', 210), ('quarter to four', 225), ('3 in the morning', 180), ('12 noon', 720)]
    """
    return list(_told(text, folded)) if _signs()(folded) else []


def _told(text: str, folded: str) -> Iterator[Quantity]:
    for match in _PAST.finditer(folded):
        told = match[1]
        minutes = -15 if told is None else int(told) if told.isdecimal() else _MINUTES[told]
        yield noted("time", 60 * _hour(match[2]) + minutes, text, *match.span(), unit="24-hour")
    for match in _TO.finditer(folded):
        minutes, hour = _MINUTES[match[1]], _hour(match[2])
        if minutes > hour or folded.startswith(" o'clock", match.end()):
            yield noted("time", 60 * hour - minutes, text, match.start(1), match.end(), unit="24-hour")
    for match in _PART.finditer(folded):
        hour, part, night = _hour(match[1]), match[2], match[3]
        late = hour < 12 and (part in ("afternoon", "evening") or (night is not None and hour >= _NIGHT))
        unit = "clock" if part or night else "24-hour"
        yield noted("time", 60 * (hour + 12 * late), text, match.start(1), match.end(), unit=unit)
    for match in _NAMED.finditer(folded):
        unit = "24-hour" if match[1] == "midnight" else "clock"
        yield noted("time", 720, text, *match.span(), unit=unit)


@cache
def _signs() -> Finder:
    """Finds one of these in every time that is told in words: most texts have none."""
    minutes = ("five to ", "ten to ", "twenty to ", "quarter to ")
    return latin_finder(["noon", "night", "morning", "evening", "past ", " sharp", *minutes])


def _hour(form: str | None) -> int:
    if form is None:
        return 12
    return int(form) if form.isdecimal() else _HOURS.index(form) + 1
