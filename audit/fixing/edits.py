"""Which corrections to make: the sure ones, and of two that overlap the graver."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from audit.gate import is_error
from audit.model import Finding, Suggestion
from audit.text.untagged import common
from audit.writer import gravity

SURE = 0.9
"""Measured precision from which a check's corrections are made without a person's word."""
UNMEASURED = ("accuracy/number", "locale/punctuation")
"""Where a check that nobody has measured is taken at its word: it only proposes what follows from the source."""


class Choice(Struct, frozen=True):
    """What becomes of the findings of one segment."""

    edits: tuple[Suggestion, ...] = ()
    """In the order of the text; none touches another."""
    overlapping: int = 0
    """Corrections that must wait, because a graver one changes the same words."""
    unsure: int = 0
    unmended: int = 0
    """Findings without a correction."""


def is_sure(finding: Finding) -> bool:
    """Whether the correction needs no person to look at it any more."""
    if finding.confirmed is not None:
        return True
    if finding.confidence is None:
        return any(f"{finding.category}/".startswith(f"{category}/") for category in UNMEASURED)
    return finding.confidence >= SURE


def choose(findings: Iterable[Finding], *, all_of_them: bool = False) -> Choice:
    """Choose among the corrections of one segment. Findings that somebody allowed stay as they are.

    >>> from audit.model import Severity
    >>> minor, major = (
    ...     Finding(check="c", category="accuracy/number", severity=severity, segment="1", message="m",
    ...             suggestion=Suggestion(start, 4, "五"))
    ...     for severity, start in [(Severity.MINOR, 0), (Severity.MAJOR, 3)]
    ... )
    >>> choose([minor, major])
    Choice(edits=(Suggestion(start=3, end=4, text='五'),), overlapping=1, unsure=0, unmended=0)
    """
    errors = sorted(filter(is_error, findings), key=gravity)
    mended = [(finding, finding.suggestion) for finding in errors if finding.suggestion is not None]
    edits: list[Suggestion] = []
    overlapping = unsure = 0
    for finding, edit in mended:
        if edit in edits:
            continue
        if not (all_of_them or is_sure(finding)):
            unsure += 1
        elif any(_touch(edit, other) for other in edits):
            overlapping += 1
        else:
            edits.append(edit)
    return Choice(tuple(sorted(edits, key=_place)), overlapping, unsure, len(errors) - len(mended))


def applied(
    pieces: Iterable[str], edits: Iterable[Suggestion], between: Mapping[int, str] = MappingProxyType({})
) -> Iterator[str]:
    """The pieces of a text, one for each of its code points, with those that are edited replaced.

    What stands between them, before some of these numbers, stays: new words come before it where nothing is replaced.

    >>> "".join(applied("營收增長5%。", [Suggestion(4, 6, "6%")], {5: "<b>"}))
    '營收增長6%<b>。'
    """
    rest = list(pieces)
    at = 0
    for edit in edits:
        yield from (between.get(number, "") + rest[number] for number in range(at, edit.start))
        if edit.start < edit.end:
            yield between.get(edit.start, "")
        yield edit.text
        yield from (between.get(number, "") for number in range(edit.start + 1, edit.end))
        at = edit.end
    yield from (between.get(number, "") + rest[number] for number in range(at, len(rest)))


def least(edit: Suggestion, text: str) -> Suggestion:
    """The same correction of a text without the words that it keeps at its ends, so that their look stays, too.

    >>> least(Suggestion(2, 7, "12.8億"), "營收1.28億")
    Suggestion(start=3, end=5, text='2.')
    """
    old, new = text[edit.start : edit.end], edit.text
    before = common(old, new)
    after = common(old[before:][::-1], new[before:][::-1])
    return Suggestion(edit.start + before, edit.end - after, new[before : len(new) - after])


def _place(edit: Suggestion) -> tuple[int, int]:
    return edit.start, edit.end


def _touch(one: Suggestion, other: Suggestion) -> bool:
    """Whether they change the same words, or one puts words where the other changes some."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
