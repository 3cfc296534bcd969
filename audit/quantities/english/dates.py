"""Dates, months and weekdays in English text."""

import re
from collections.abc import Iterator

from audit.model import Quantity
from audit.quantities.codes import full_year
from audit.quantities.lexicon import Word
from audit.quantities.reading import noted

_NTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_BEFORE = re.compile(
    rf"(?<![.\d])(?:\b{_NTH} ?(?:-|–|—|/|&|,|and|to|through|until) ?)?(?:the )?\b{_NTH}(?: of|,)?[ -]?$"
)
_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    *(f"{one}teenth" for one in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
]
_DAYS = [*_ONES, *_TEENS, "twentieth", *(f"twenty-{one}" for one in _ONES), "thirtieth", "thirty-first"]
_DAY_IN_WORDS = re.compile(rf"(?:\bthe )?\b({'|'.join(reversed(_DAYS))}) of $")
_DAY_OF = " day of the "
_ORDINAL = rf"(?:(\d{{1,2}})(?:st|nd|rd|th)|({'|'.join(reversed(_DAYS))}))"
_DAY_OF_MONTH = re.compile(rf"\b{_ORDINAL}{_DAY_OF}{_ORDINAL}(?: lunar)? month\b")
"""The fifteenth day of the eighth month."""
_DIGIT = re.compile(r"\d")
_AFTER = re.compile(
    rf"\.?(?: end)?(?:(?:[ -]|, (?=\d+(?:st|nd|rd|th)))(?:the )?{_NTH}"
    r"(?!(?!,(?:1[89]|20)\d\d\b)[\d%.,:]\d|\d|%)"  # no 30,000; but 30,1899
    rf"(?: ?(?:-|–|—|to|through|and|&) ?{_NTH}(?![\d%:]))?)?"
    r"(?:(?:,? |,| of |, of |-)((?:1[0-9]|20)\d\d|'\d\d)(?![\d%,]\d|\d|%))?"
)
_LEADS = re.compile(
    r"(?:in|since|by|from|of|until|till|to|early|late|mid|mid-|last|next|this|during|through|before|after|and|end|end-"
    r"|on|between|each|every|,|-|–|\() ?$"
)
_TO_MONTH = re.compile(
    r" ?(?:to|through|until|and|-|–|—) ?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b"
)
"""May through October: a month before another."""
_NAME_PART = re.compile(r"[A-Z][a-z]+-$")
_NAME = re.compile(r"[ -][A-Z](?:[a-z]|\.)")
_JOINED = re.compile(r"(?:\b(?:by|and|from|of|to|with|for)|,|-|–|\() ?$")
"""Leads that stand before people as well."""
_OF_YEAR = re.compile(r" (?:19|20)\d\d(?!\d)")
_LISTED = re.compile(r"(?:[,(]|\band) ?$")
"""What a list of names may be made with as well."""
_OF_DATES = re.compile(r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
"""Figures and months."""
_FORENAME = re.compile(r"\b(?!(?:The|This|That|Our|Its|Their|Each|Every) )[A-Z][a-zé]+ $")
_NAMES = {4, 5, 6, 8}
"""April, May, June and August: people are called so."""
_AMBIGUOUS = {
    "may",
    "march",
    "mar",
    "sun",
    "sat",
    "mon",
    "jan",
    "dec",
    "oct",
    "sep",
    "nov",
    "jun",
    "jul",
    "apr",
    "feb",
    "aug",
}


def dates(text: str, folded: str, words: list[Word]) -> Iterator[Quantity]:
    """Yield every date, month and weekday that is named in words, in order.

    >>> from audit.quantities.lexicon import lexicon
    >>> said = "on march 5, 2023"
    >>> [found.value for found in dates("on March 5, 2023", said, lexicon("english").free(said))]
    ['2023-03-05']
    """
    capitals = text.isupper()
    if _DAY_OF in folded:
        yield from _counted(text, folded)
    for word in words:
        if (
            "month" in word.means
            and (text[word.start].isupper() or _OF_YEAR.match(folded, word.end))
            and not _NAME_PART.search(text, max(0, word.start - 16), word.start)
        ):
            yield from _dated(text, folded, word, capitals)
        elif "weekday" in word.means and text[word.start].isupper():
            if folded[word.start : word.end] in _AMBIGUOUS:
                continue
            yield noted("weekday", int(word.means["weekday"]), text, word.start, word.end)


def _counted(text: str, folded: str) -> Iterator[Quantity]:
    for match in _DAY_OF_MONTH.finditer(folded):
        day, month = (int(match[at] or _DAYS.index(match[at + 1]) + 1) for at in (1, 3))
        if month <= 12:
            yield noted("date", f"--{month:02d}-{day:02d}", text, *match.span())


def _dated(text: str, folded: str, word: Word, capitals: bool) -> Iterator[Quantity]:
    month = int(word.means["month"])
    before = _DIGIT.search(folded, max(0, word.start - 7), word.start) and _DAY_BEFORE.search(
        folded, max(0, word.start - 24), word.start
    )
    after = _AFTER.match(folded, word.end)
    listed = (
        before is not None
        and before[0].endswith((",", ", "))
        and ((after and after[1]) or _TO_MONTH.match(text, word.end))
    )
    if before and (int(before[2]) > 31 or listed):
        before = None  # in "October 6, October 27" each day stands after its month
    day, second, year = (after[1], after[2], after[3]) if after else (None, None, None)
    if before:
        second, day = (before[2], before[1]) if before[1] else (None, before[2])
        start = before.start(1) if before[1] else before.start(2)
        if after and after[1]:
            year, after = None, None
    elif told := _day_in_words(folded, word.start):
        start, day = told.start(1), day or str(_DAYS.index(told[1]) + 1)
    else:
        start = word.start
    end = after.end() if after and (before is None or year) else word.end
    unlikely = (
        not (day or year)
        and folded[word.start : word.end] in _AMBIGUOUS
        and not _leads(folded, word.start, word.end)
        and not _TO_MONTH.match(text, word.end)
    )
    if unlikely and not word.start and text.strip(" .:|") != text[: word.end]:
        return  # May I
    calendar_year = str(full_year(year.lstrip("'"))) if year else ""
    if day and not 1 <= int(day) <= 31:
        day = None
    if not day and not year:
        # DEC and SEP are acronyms in a text that is not in capitals throughout.
        named = (
            unlikely
            or (not capitals and text[word.start : word.end].isupper())
            or _is_name(month, text, folded, word.start, end)
        )
        yield noted("month", month, text, word.start, word.end, approximate=named)
        return
    stem = f"{calendar_year}-{month:02d}" if year else f"--{month:02d}"
    if not day:
        yield noted("date", stem, text, start, end)
        return
    yield noted("date", f"{stem}-{int(day):02d}", text, start, end)
    if second:
        yield noted("date", f"{stem}-{int(second):02d}", text, start, end)


def _leads(folded: str, start: int, end: int) -> bool:
    """Whether the words before make a month of a short form; after a comma or bracket, figures or months beside it do.

    >>> said = "in mar, from jan, mar and apr; then came joe, mar and mo"
    >>> [_leads(said, at, at + 3) for at in (3, 18, 46)]
    [True, True, False]
    """
    if not _LEADS.search(folded, max(0, start - 12), start):
        return False
    joined = _LISTED.search(folded, max(0, start - 12), start)
    return not joined or _OF_DATES.search(folded[max(0, start - 12) : start] + folded[end : end + 12]) is not None


def _day_in_words(folded: str, end: int) -> re.Match[str] | None:
    return _DAY_IN_WORDS.search(folded, max(0, end - 24), end) if folded.endswith(" of ", 0, end) else None


def _is_name(month: int, text: str, folded: str, start: int, end: int) -> bool:
    """Whether a month is more likely somebody: by April Carter, Frederic August.

    >>> said = "by April Carter, in April Frederic August"
    >>> [_is_name(month, said, said.lower(), start, end) for month, start, end in ((4, 3, 8), (4, 20, 25), (8, 35, 41))]
    [True, False, True]
    """
    lead = _LEADS.search(folded, max(0, start - 12), start)
    if lead is None:
        return _NAME.match(text, end) is not None or (
            month in _NAMES and _FORENAME.search(text, max(0, start - 24), start) is not None
        )
    return _JOINED.search(folded, max(0, start - 12), start) is not None and _NAME.match(text, end) is not None
