"""What the words around a figure say of it: bounds, sign, direction, role and basis of comparison."""

import re
from typing import Any

from msgspec.structs import replace

from audit.model import Quantity
from audit.quantities.lexicon import Lexicon

SENTENCE_END = re.compile(r"[.;!?](?!\d)|[。；！？\n]")
_CLAUSE = re.compile(r"[.;:!?。；：！？\n]|, |，|、")
_REACH = 48


def attributes(folded: str, words: Lexicon, start: int, end: int) -> dict[str, Any]:
    """Facts from the words before and after a figure at [start, end).

    >>> from audit.quantities.lexicon import lexicon
    >>> attributes("fell by more than 5%", lexicon("english"), 18, 20)
    {'bound': 'over', 'role': 'by', 'direction': 'down'}
    """
    facts: dict[str, Any] = {}
    at = start if words.english else _before_time(folded, words, start, facts)
    if (
        words.english
        and folded.endswith("of ", 0, start)
        and (level := _LEVEL.search(folded, max(0, start - 44), start))
    ):
        facts["role"] = level[1] if level[1] in ("by", "from") else "to"
        if (word := words.before(folded, at)) and "bound" in word.means:  # "to a minimum of"
            facts["bound"] = word.means["bound"]
        at = level.start()
    for _ in range(4):
        if words.english and folded.endswith(_ARTICLES, 0, at):
            at = folded.rindex(" ", 0, at - 1) + 1
        word = words.before(folded, at)
        if word is None:
            break
        means = word.means
        if "trailing" in means and words.english and " " in folded[word.start : word.end]:
            last = folded[word.start : word.end].rpartition(" ")[2]  # "and over 3,000"
            word = replace(word, start=word.end - len(last))
            means = {"bound": bound} if (bound := words.bound(last)) else {}
        if "bound" in means and "trailing" not in means and not ("up" in means and words.english):
            facts.setdefault("bound", means["bound"])
            if folded[word.start : word.end] in ("above", "below"):
                facts.setdefault("role", "to")
        elif "negative" in means:
            facts["sign"] = -1
        elif "role" in means:
            if "role" in facts:
                break
            facts["role"] = means["role"]
        else:
            break
        at = word.start
    direct = False
    if not words.english:
        direct = _adjacent(folded, words, at, facts)
    elif word is not None or facts.get("role") == "to" or not _PLAIN.match(folded, at - 3, at):
        direct = _before(folded, words, at, facts)
    _after(folded, words, end, facts, direct)
    return facts


def gap(one: Quantity, other: Quantity) -> int:
    """How many characters stand between two quantities."""
    return max(one.start - other.end, other.start - one.end, 0)


def minus(folded: str, start: int) -> bool:
    """Whether the dash before a figure is its sign, not a hyphen or the middle of a range.

    >>> minus("(-5%)", 2), minus("13-25%", 3), minus("13 -25%", 4), minus("was -5%", 5)
    (True, False, False, True)
    """
    if not start or folded[start - 1] not in "-–":
        return False
    before = folded[max(0, start - 4) : start - 1]
    last = before.rstrip()[-1:]
    if before.endswith(last):
        return not ((last.isalnum() and last.isascii()) or last in ("%", ")", "-", "–", "\u200b")) or not last
    return not (last.isdigit() or last == "%")


def _before(folded: str, words: Lexicon, at: int, facts: dict[str, Any]) -> bool:
    """English: a verb of change up to six words back in the same clause."""
    to = facts.get("role") == "to"
    reach = 2 * _REACH if to else _REACH
    start = folded.rfind(" ", max(0, at - reach), at - 1) + 1
    nearest = folded[start : at - 1]
    if (
        not to
        and start
        and folded[at - 1] == " "
        and nearest.isalpha()
        and not (words.direction(nearest) or _passed_over(words, nearest))
    ):
        return False
    *_, stretch = _CLAUSE.split(folded[max(0, at - reach) : at])
    for distance, form in enumerate(reversed(stretch.split()[-6:])):
        direction = words.direction(form)
        if direction:
            facts["direction"] = direction
            if distance == 0:
                facts.setdefault("role", "by")
            return True
        if not _passed_over(words, form):
            break
    if to and not any("0" <= character <= "9" for character in stretch):
        found = [direction for form in stretch.split() if (direction := words.direction(form)) in ("up", "down")]
        if len(set(found)) == 1:
            facts["direction"] = found[0]
            return True
    return False


def _passed_over(words: Lexicon, form: str) -> bool:
    """Whether a word may stand between a verb of change and the figure."""
    return form.endswith("ly") or words.has(form, "filler")


_PLAIN = re.compile(r"(?!ly)[a-z]{2} ")
"""The end of a word; unless the lexicon has it, it is neither a verb of change nor an adverb beside one."""
_ARTICLES = (" a ", " an ", " the ")
_LEVEL = re.compile(r"\b(to|at|by|from) (?:an? |the |its )?(?:[a-z-]+ ){1,3}of $")
_TIME = re.compile(
    r"(?:(?:[0-9]{4}|[〇零一二三四五六七八九]{4}) ?年?度?"
    r"|去年同期|上年同期|去年|今年|明年|上年|前年|同年|翌年|当年|一年前|年初|年中|年底|年末|期末|期初)?"
    r" ?(?:年?第?[1-4一二三四] ?季度?|[0-9]{1,2} ?月份?(?: ?[0-9]{1,2} ?日)?|上半年|下半年)?"
    r" ?(?:年?底|初|年末|末|中|全年|年初|同期|[上中下]旬)?(?:时)?的?"
    r"(?:历史高位|高位|低位)?$"
)
_TIME_CHARACTERS = "".join(sorted({*_TIME.pattern, *"0123456789"}))
"""What times are written with, and more: none begins before the last run of these."""


def _before_time(folded: str, words: Lexicon, start: int, facts: dict[str, Any]) -> int:
    """由2017年底的約 and 增至2018年的 say of the figure what 由 and 增至 would say by themselves."""
    word = words.before(folded, start)
    if word is not None and "bound" in word.means and "trailing" not in word.means:
        facts["bound"], start = word.means["bound"], word.start
    elif adverb := _ADVERB.search(folded, max(0, start - 8), start):
        facts["bound"] = words.bound(adverb[1])
    if not start or folded[start - 1] not in _TIME_ENDS:
        return start
    earliest = max(0, start - 22)
    first = earliest + len(folded[earliest:start].rstrip(_TIME_CHARACTERS))
    match = _TIME.search(folded, first, start)
    if match is None or not match[0] or match.start() == earliest:
        return start
    return match.start()


_TIME_ENDS = set("的年底月季度初末中期旬时位半日")
_ADVERB = re.compile(r"(至少|最少|至多|最多|起码)[^的\W\d_]{1,4} ?$")
"""至少有, 最多可以存活: what is said of a verb is said of the figure after it."""


def _adjacent(folded: str, words: Lexicon, at: int, facts: dict[str, Any]) -> bool:
    """Chinese: the verb of change stands right before the figure, its 了 or adverb aside."""
    while at and folded[at - 1] in "了 的幅近约达":
        at -= 1
    word = words.before(folded, at)
    if word is None or "up" not in word.means:
        return False
    facts["direction"] = word.means["up"]
    form = folded[word.start : word.end]
    facts.setdefault("role", "to" if form[-1] in "至到破" else "by")
    return True


def _after(folded: str, words: Lexicon, end: int, facts: dict[str, Any], direct: bool) -> None:
    word = words.after(folded, end)
    if not words.english and "bound" not in facts and (trailing := _MEASURED_BOUND.match(folded, end)):
        facts["bound"] = words.bound(trailing[1])
    if word is None:
        return
    if "bound" in word.means and "bound" not in facts and "trailing" in word.means:
        facts["bound"] = word.means["bound"]
    elif "up" in word.means and not direct and words.english and "noun" in word.means:
        facts["direction"] = word.means["up"]
        facts.setdefault("role", "by")


_MEASURED_BOUND = re.compile(
    r" ?(?:[个家人名位间所次项条年月天日周岁例起吨米元%种类款]|小时|分钟|公里|公斤){1,2}[或及]?"
    r"(以上|以下|左右|上下|以内|之上)"
)
