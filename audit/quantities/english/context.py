"""What the English words around a figure say of it: bounds, sign, direction and role."""

import re
from functools import cache
from typing import Any

from audit.quantities.lexicon import Lexicon
from audit.text.tables import table

_CLAUSE = re.compile(r"[.;:!?。；：！？\n]|, |，|、")
_DIGIT = re.compile(r"[0-9]")
_MARK = re.compile(r"[.;:!?。；：！？，、]")
_REACH = 48
_ARTICLES = (" a ", " an ", " the ")
_LEVEL = re.compile(r"\b(to|at|by|from) (?:an? |the |its )?(?:[a-z-]+ ){0,2}([a-z-]+) of $")
_BY_A = re.compile(r"\bby an? [a-z]+ $")
"""By a significant 5%."""
_THAN = re.compile(r"(higher|lower) than\b")
_TRAIL = 30
_OR_MORE = re.compile(r" (?:[a-z-]{2,12} ){1,2}(or (?:more|above|over|older|longer|higher|fewer|less|below|under))\b")
"""500 shares or more."""
COMPARED = re.compile(
    r"[ -](?:as|more|that|the|increase|growth|its|their|his|her|my|our|your|what|over|better|[a-z]+er than|[a-z]+'s)\b"
)
"""What stands behind "twice", or "three times", where that tells how large something is, not how often it happens."""
_PACES = {"rate", "pace", "speed", "clip", "cagr"}
"""At a rate of 5 % is by 5 %; at a level of, to it."""


def attributes(folded: str, words: Lexicon, start: int, end: int) -> dict[str, Any]:
    """Facts from the words before and after a figure at [start, end).

    >>> from audit.quantities.lexicon import lexicon
    >>> attributes("fell by more than 5%", lexicon("english"), 18, 20)
    {'bound': 'over', 'role': 'by', 'direction': 'down'}
    """
    facts: dict[str, Any] = {}
    at = _level(folded, words, start, facts) if folded.endswith("of ", 0, start) else start
    if at == start and (by := _BY_A.search(folded, max(0, start - 24), start)):
        facts["role"], at = "by", by.start()
    for _ in range(4):
        if folded.endswith(_ARTICLES, 0, at):
            at = folded.rindex(" ", 0, at - 1) + 1
        word = words.before(folded, at)
        if word is None:
            break
        means, begin = word.means, word.start
        if "trailing" in means and " " in (form := folded[begin : word.end]):
            last = form.rpartition(" ")[2]  # "and over 3,000"
            begin = word.end - len(last)
            means = {"bound": bound} if (bound := words.bound(last)) else {}
        if folded[begin : word.end] == "up to" and _RAISED.search(folded, max(0, begin - 12), begin):
            facts |= {"role": "to", "direction": "up"}
        elif "bound" in means and "trailing" not in means and "up" not in means:
            if facts.get("bound", "about") == "about":
                facts["bound"] = means["bound"]
            if folded[begin : word.end] in ("above", "below"):
                facts.setdefault("role", "to")
        elif "negative" in means:
            facts["sign"] = -1
        elif "role" in means and "role" not in facts:
            facts["role"] = means["role"]
        else:
            break
        at = begin
    direct = (word is not None or "role" in facts or folded[at - 2 : at] not in _PLAIN) and _verb(
        folded, words, at, facts
    )
    if facts.get("bound", "about") == "about" and (bound := _bound_before(folded, words, at)):
        facts["bound"] = bound
    if facts.get("bound") in ("over", "under") and _FORBIDS.search(folded, max(0, at - _REACH), at):
        del facts["bound"]
    after = words.after(folded, end)
    if after is not None:
        means = after.means
        if "bound" in means and (than := _THAN.match(folded, after.start)):  # 12% higher than
            facts["direction"] = "up" if than[1] == "higher" else "down"
            facts.setdefault("role", "by")
        if "trailing" in means and "bound" in means and facts.get("bound", "about") == "about":
            facts["bound"] = means["bound"]
        elif "up" in means and not direct and "noun" in means:
            facts["direction"] = means["up"]
            if facts.get("role") == "to" and folded.endswith(_ARTICLES, 0, start):  # pointed to a 5% rise
                del facts["role"]
            else:
                facts.setdefault("role", "by")
    if facts.get("bound", "about") == "about":
        if folded[end : end + 1] == "+" and not folded[end + 1 : end + 2].isalnum():  # 10,000+ servers
            facts["bound"] = "at-least"
        elif folded.find(" or ", end, end + _TRAIL) >= 0 and (more := _OR_MORE.match(folded, end)):
            facts["bound"] = words.bound(more[1])
    return facts


_RAISED = re.compile(r"\b(?:edged?|inched|ticked|crept|moved|went|gone|picked|shot|stepped|ramped|nudged|pushed) $")
"""It edged up to 5%: no bound."""
_FORBIDS = re.compile(r"(?:\b(?:not|cannot|never|nobody|neither|nor|no)|n't) (?!only\b)[^.,;:!?]{0,40}$")
"""May not own more than 10%: what is forbidden beyond a figure is allowed up to it, so neither is said outright."""
_EXTREME = re.compile(r"\b(minimum|maximum)(?: [a-z-]+){1,2} of $")
"""A minimum deposit of $500."""
_SUMS = (" amounted", " came", " amounts", " comes")
"""The decrease came to $5 is by $5, reduced revenue came to $5 is to $5."""
_NO_OBJECT = ("ed", "ing", "set", "led", "ven", "was", "were", "is", "are", "be", "been", "that", "which", "and", "or")
"""What no object of a verb ends in: it increased sales by 12%, but the increase was offset by 12%."""
_PLAIN = {f"{letter} " for letter in "abcdefghijklmnopqrstuvwxz"}
"""What a word ends in that is no adverb; one that the lexicon does not know either is no verb of change."""


def _bound_before(folded: str, words: Lexicon, at: int) -> str | None:
    """What stands before other words that lead to the figure: above the required 5%, more than about 30."""
    if folded[at - 1 : at] != " ":
        return None
    if folded.endswith("of ", 0, at) and (extreme := _EXTREME.search(folded, max(0, at - _REACH), at)):
        return words.bound(f"{extreme[1]} of")
    fillers, pattern = _fillers()
    last = folded[max(0, at - _REACH) : at - 1].rpartition(" ")[2]
    filled = pattern.search(folded, max(0, at - _REACH), at) if last in fillers else None
    for start in (filled.start(), filled.start() + 3) if filled else ():  # in excess of its target of
        word = words.before(folded, start)
        if word and "bound" in word.means and "trailing" not in word.means:
            return word.means["bound"]
    return None


@cache
def _fillers() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words that may stand between "more than" and a figure, and a run of them and of articles."""
    words = table("context_words.tsv")["between"].split()
    pattern = rf"(?<= )(?:(?:{'|'.join(words)}|the|its|their|his|her|our|an?) )+$"
    return frozenset(words), re.compile(pattern)


def _level(folded: str, words: Lexicon, start: int, facts: dict[str, Any]) -> int:
    """To a level of, by an average of: the preposition tells the role; returns where it stands."""
    level = _LEVEL.search(folded, max(0, start - 44), start)
    if level is None:
        return start
    facts["role"] = level[1] if level[1] in ("by", "from") else "by" if level[2] in _PACES else "to"
    if (word := words.before(folded, start)) and "bound" in word.means:  # "to a minimum of"
        facts["bound"] = word.means["bound"]
    return level.start()


def _verb(folded: str, words: Lexicon, at: int, facts: dict[str, Any]) -> bool:
    """A verb of change up to six words back in the same clause."""
    to = facts.get("role") == "to"
    before = folded[max(0, at - (2 * _REACH if to else _REACH)) : at]
    if "\n" in before:
        before = before.rpartition("\n")[2]
    objects = 0
    forms = before.split()[:-8:-1]
    for distance, form in enumerate(forms[:6]):
        if form[-1] == ",":
            break
        marked = not form.isalpha() and _MARK.search(form) is not None
        if marked:
            form = _MARK.split(form)[-1]
        direction = words.direction(form)
        if direction:
            negative = direction == "up" and forms[distance + 1 : distance + 2] == ["negative"]
            facts["direction"] = "down" if negative else direction
            if distance == 0:
                facts.setdefault("role", "by")
            return True
        if marked:
            break
        if not (form.endswith("ly") or words.has(form, "filler")):
            objects += 1
            if facts.get("role") != "by" or objects > 2 or not form.isalpha() or form.endswith(_NO_OBJECT):
                break
    return to and _rising_to(_CLAUSE.split(before)[-1], words, facts)


def _rising_to(clause: str, words: Lexicon, facts: dict[str, Any]) -> bool:
    """The one way that the verbs of a clause go that leads up to the figure, with no figure between."""
    if _DIGIT.search(clause):
        return False
    found = {direction for form in clause.split() if (direction := words.direction(form)) in ("up", "down")}
    if len(found) != 1:
        return False
    if clause.rstrip().endswith(_SUMS):
        del facts["role"]
        return False
    facts["direction"] = found.pop()
    return True
