"""What is compared: this project's number checks and the checks that others use.

Every comparer takes a segment and returns what it says of it, one line an alarm.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from audit.model import Segment, Verdict
from audit.quantities import differences

Comparer = Callable[[Segment], Sequence[str]]

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def digit_strings(segment: Segment) -> list[str]:
    """The figures of both sides as strings, separators of thousands removed.

    >>> digit_strings(Segment(id="1", source="1,200 of 35", target="35個中的1200個"))
    []
    >>> digit_strings(Segment(id="1", source="1.2 billion", target="12億"))
    ['not in the target: 1.2', 'not in the source: 12']
    """
    source, target = (
        Counter(re.sub(r",(?=\d{3}\b)", "", figure) for figure in DIGITS.findall(text))
        for text in (segment.source, segment.target)
    )
    return [
        *(f"not in the target: {figure}" for figure in source - target),
        *(f"not in the source: {figure}" for figure in target - source),
    ]


def this_project(segment: Segment) -> list[str]:
    """The number checks of this project: what they call a mismatch."""
    return [
        f"{difference.check}: {difference.message}"
        for difference in differences(segment)
        if difference.verdict is Verdict.MISMATCH
    ]


def pofilter(segment: Segment) -> list[str]:
    """The "numbers" test of pofilter, from translate-toolkit."""
    checker, failure = _pofilter(segment.target_language)
    try:
        checker.numbers(segment.source, segment.target)
    except failure as said:
        return [str(said)]
    return []


@cache
def _pofilter(language: str) -> tuple[Any, type[Exception]]:
    from translate.filters.checks import CheckerConfig, FilterFailure, StandardChecker

    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=language.replace("-", "_"))), FilterFailure


def installed() -> dict[str, Comparer]:
    """The comparers that can run here, this project first."""
    try:
        _pofilter("zh")
    except ImportError:
        return {name: compare for name, compare in COMPARERS.items() if compare is not pofilter}
    return COMPARERS


COMPARERS: dict[str, Comparer] = {
    "this project": this_project,
    "pofilter numbers": pofilter,
    "digit strings": digit_strings,
}
