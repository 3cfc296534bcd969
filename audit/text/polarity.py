"""Where a text negates, and where it may.

A cue that *negates* must leave a trace in any faithful translation. Other cues may stand for a negation and prove
nothing by themselves: words such as hardly, 难以, 只有, and idioms that are often translated without one (no doubt,
can't wait). After the notion of negation cues in the shared task of *SEM 2012 (Morante and Blanco).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from msgspec import Struct

from audit.text.alternation import alternation
from audit.text.case import lower
from audit.text.scripts import Language
from audit.text.tables import table
from audit.text.terminology.english_words import english_words

_KINDS = ("idiom", "other word", "negation", "trace")
"""In the order in which they are tried at one place."""
_ENDING = r"\w*"
_GAP = r"\b[^.,;:!?\n]{1,60}?\b"
_BEGINNING = re.compile(r"""(?:^|[.!?:;…\n—–])[\s"“”‘’'(\[•·*-]*$|["“‘]$""")
_TITLE_NEXT = re.compile(r"\W+[A-HJ-Z]")
_LOOK_BACK = 12


class Cue(Struct, frozen=True):
    """A place that negates, or may: half-open code points."""

    start: int
    end: int
    negates: bool
    words: str


def cues(text: str, language: Language) -> Iterator[Cue]:
    """Yield the cues of a text in order.

    >>> [(cue.words, cue.negates) for cue in cues("No doubt it hardly failed to grow, and it won't.", "en")]
    [('No doubt', False), ('hardly', False), ('failed to', True), ("won't", True)]
    >>> [(cue.words, cue.negates) for cue in cues("未来不再无线，是不是？", "zh")]
    [('不再', True)]
    """
    for match in _pattern(language, *_KINDS).finditer(lower(text)):
        start, end = match.span()
        kind = _kind(language, match[0])
        if kind != "other word":
            while match[0].startswith("n") and text[start - 1 : start].isalpha():  # the whole of “don't”
                start -= 1
            negates = kind == "negation" and not (language == "en" and _is_idle(text, start, end))
            yield Cue(start, end, negates, text[start:end])


def may_negate(text: str, language: Language) -> bool:
    """Whether a text has any word that negates; quicker to ask than to find its cues.

    >>> may_negate("not only", "en"), may_negate("不断增长", "zh")
    (True, False)
    """
    if language == "zh":
        return _pattern("zh", "negation").search(text) is not None
    return not english_words(text).isdisjoint(_keys()) and _pattern("en", "negation").search(lower(text)) is not None


def _is_idle(text: str, start: int, end: int) -> bool:
    """Whether a capital shows that the word denies nothing: Dr. No, Money for Nothing, "No, thanks", "Isn't it so?"."""
    words = text[start:end]
    if not words[0].isupper():
        return False
    if words.isupper():
        return words in ("NO", "NOR")
    begins = start == 0 or _BEGINNING.search(text[max(0, start - _LOOK_BACK) : start])
    if not begins or _TITLE_NEXT.match(text, end):
        return True
    asks = words.endswith("t") and words[-2] in "'’" and words != f"Don{words[-2]}t"
    return asks or text.startswith(",", end)


@cache
def _phrases(language: Language) -> dict[str, list[str]]:
    """The expressions of each kind, those of longer phrases first."""
    rows = table("polarity.tsv")
    return {
        kind: [_expression(phrase) for phrase in sorted(rows[f"{language} {kind}"].split(", "), key=len, reverse=True)]
        for kind in _KINDS
    }


@cache
def _keys() -> frozenset[str]:
    """The first words of what negates in English; of “don't”, the last."""
    phrases = table("polarity.tsv")["en negation"].split(", ")
    return frozenset("t" if phrase.startswith("*n't") else phrase.partition(" ")[0] for phrase in phrases)


@lru_cache(maxsize=4096)
def _kind(language: Language, words: str) -> str:
    """Of which kind a cue is: the first that has it."""
    return next(kind for kind, known in _phrases(language).items() if re.fullmatch("|".join(known), words))


@cache
def _pattern(language: Language, *kinds: str) -> re.Pattern[str]:
    """All phrases of these kinds; English ones begin where a word begins, unless they are endings."""
    expressions = list(chain.from_iterable(_phrases(language)[kind] for kind in kinds))
    endings = [expression.removeprefix(_ENDING) for expression in expressions if expression.startswith(_ENDING)]
    words = [expression for expression in expressions if not expression.startswith(_ENDING)]
    if language == "zh":
        return re.compile(alternation(words))
    return re.compile("|".join(filter(None, (alternation(words, r"(?<![\w-]{})"), alternation(endings)))))


def _expression(phrase: str) -> str:
    marks = {"*": r"\w*", "#": r"\d", "'": "['’]", " ": r"\s+"}
    parts = ["".join(marks.get(character, re.escape(character)) for character in part) for part in phrase.split(" … ")]
    return _GAP.join(parts) + (r"\b" if phrase.isascii() and phrase[-1:].isalpha() else "")
