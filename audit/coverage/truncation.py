"""Translations that stop before their source does."""

from audit.coverage.clues import EXPECTED, is_closed
from audit.coverage.judgement import uncovered
from audit.model import Segment
from audit.text.literals import BLANK, prose
from audit.text.scripts import language

SURE = 0.9
"""How likely it must be that the end of the source is missing."""
SHORT = 0.4
"""Share of the expected length below which no clean translation was met, of 2,900."""


def truncated(segment: Segment) -> bool:
    """Whether the translation ends in the middle: without the mark that closes the source, and without its end.

    The encoder is asked only where the mark is missing.

    >>> words = "Our output rose in March, and we opened a new laboratory in Wuhan."
    >>> truncated(Segment(id="1", source=words, target="三月份我們的產量有所上升，並"))
    True
    >>> truncated(Segment(id="1", source=words, target="三月份我們的產量有所上升，並在武漢開設了新實驗室"))
    False
    """
    source, target = (prose(segment, side).replace(BLANK, " ").strip() for side in ("source", "target"))
    tongue = language(source)
    if not target or tongue is None or not is_closed(source) or is_closed(target):
        return False
    if len(target) < SHORT * EXPECTED[tongue] * len(source):
        return True
    return any(stretch.breaks_off for stretch in uncovered(segment, "source", SURE))
