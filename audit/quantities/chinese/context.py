"""What the Chinese words around a figure say of it: bounds, sign, direction and role."""

import re
from typing import Any

from audit.quantities.lexicon import Lexicon


def attributes(folded: str, words: Lexicon, start: int, end: int) -> dict[str, Any]:
    """Facts from the words before and after a figure at [start, end).

    >>> from audit.quantities.lexicon import lexicon
    >>> attributes("下降超过5%", lexicon("chinese"), 4, 6)
    {'bound': 'over', 'direction': 'down', 'role': 'by'}
    """
    facts: dict[str, Any] = {}
    at, word = start, words.before(folded, start)
    if word is not None and "bound" in word.means and "trailing" not in word.means:
        facts["bound"], at = word.means["bound"], word.start
    elif folded[start - 1 : start] not in _MARKS and (adverb := _ADVERB.search(folded, max(0, start - 8), start)):
        facts["bound"] = words.bound(adverb[1])
    if (
        "bound" not in facts
        and folded.endswith("的", 0, start)
        and (beyond := _BEYOND.search(folded, max(0, start - 14), start))
    ):
        facts["bound"] = words.bound(beyond[1])
    if at and folded[at - 1] in _TIME_ENDS:
        at = _before_time(folded, at)
    if "每" in folded[max(0, at - 4) : at] and (each := _EACH.search(folded, max(0, at - 5), at)):
        at = each.start()
    for _ in range(4):
        word = word if at == start else words.before(folded, at)
        if word is None:
            break
        means = word.means
        if "bound" in means and "trailing" not in means:
            if facts.get("bound", "about") == "about":
                facts["bound"] = means["bound"]
        elif "negative" in means:
            facts["sign"] = -1
        elif "role" in means and "role" not in facts:
            facts["role"] = means["role"]
        else:
            break
        at = word.start
    if (stem := _stem(folded, at)) != start:
        word = words.before(folded, stem)
    if word is not None and "up" in word.means:
        facts["direction"] = word.means["up"]
        facts.setdefault("role", "to" if folded[word.end - 1] in "至到破穿" else "by")
    elif folded[at - 1 : at] == "高" and _HIGHER.search(folded, max(0, at - 16), at):
        facts |= {"direction": "up", "role": "by"}
    if facts.get("role") == "to" and _CHANGE_ITSELF.search(folded, max(0, at - 20), at):
        del facts["role"]
        facts.pop("direction", None)
    if facts.get("bound", "about") == "about":
        if trailing := _MEASURED_BOUND.match(folded, end):
            facts["bound"] = words.bound(trailing[1])
        elif (after := words.after(folded, end)) and "trailing" in after.means and "bound" in after.means:
            facts["bound"] = after.means["bound"]
    if facts.get("bound") in ("over", "under") and _FORBIDS.search(folded, max(0, at - 14), at):
        del facts["bound"]
    return facts


_HIGHER = re.compile(r"[较比][^,;:。、]{1,13}高$")
"""较6月高1.6个百分点; 高 alone may tell a height."""
_EACH = re.compile(r"每[^\W\d_负]{1,3} ?$")
"""下降至每噸3,200元: what is said of the price is said before 每噸."""
_MARKS = {"", *",.;:(，。、；：（"}
"""Where a clause begins, nothing before it says anything of the figure."""


def _stem(folded: str, at: int) -> int:
    """Where the verb before a figure ends, its 了 or adverb aside."""
    if folded.endswith(_EXTENTS, 0, at):
        at -= 1
    while at and folded[at - 1] in "了 的幅近约达":
        at -= 1
    return at


_CHANGE_ITSELF = re.compile(r"[跌降减缩升涨增]幅[^,;:。]*$")
"""跌幅由3%擴大至5% is how much a thing fell, not what it came to."""
_EXTENTS = ("幅为", "幅是", "幅:")
"""跌幅为12%: the noun of a change, and what joins the figure to it."""
_TIME = re.compile(
    r"(?:(?:[0-9]{4}|[〇零一二三四五六七八九]{4}) ?年?度?"
    r"|去年同期|上年同期|去年|今年|明年|上年|前年|同年|翌年|当年|一年前|年初|年中|年底|年末|期末|期初"
    r"|[上本前](?:一年|一?个?季|一?个?月|一?周|财?年|一?财年|一?期)度?)?"
    r" ?(?:年?第?[1-4一二三四] ?季度?|[0-9]{1,2} ?月份?(?: ?[0-9]{1,2} ?日)?|上半年|下半年"
    r"|[首前][2-9两二三四六九] ?个?[月季]度?)?"
    r" ?(?:年?底|初|年末|末|中|全年|年初|同期|[上中下]旬)?(?:时)?的?"
    r"(?:历史高位|高位|低位)?$"
)
_TIME_CHARACTERS = "".join(sorted({*_TIME.pattern, *"0123456789"}))
"""What times are written with, and more: none begins before the last run of these."""


def _before_time(folded: str, start: int) -> int:
    """由2017年底的約 and 增至2018年的 say of the figure what 由 and 增至 would say by themselves."""
    earliest = max(0, start - 22)
    first = earliest + len(folded[earliest:start].rstrip(_TIME_CHARACTERS))
    match = _TIME.search(folded, first, start)
    return start if match is None or not match[0] or match.start() == earliest else match.start()


_TIME_ENDS = set("的年底月季度初末中期旬时位半日")
_BEYOND = re.compile(r"((?:不[得能可应会]?)?(?:超过|高于|低于|多于|少于|大于|小于|超出))[^\d,;:。、]{1,10}的$")
"""低於所要求的5%: what is said of a requirement is said of its figure."""
_FORBIDS = re.compile(r"(?:不(?:[得可能应宜要会准许]|允许)|禁止|无法|[切请]勿|严禁)[^,;:。、]{0,10}$")
"""不得持有超过10%: what is forbidden beyond a figure is allowed up to it, so neither is said outright."""
_ADVERB = re.compile(r"(至少|最少|至多|最多|起码)[^的\W\d_]{1,4} ?$")
"""至少有, 最多可以存活: what is said of a verb is said of the figure after it."""


_MEASURED_BOUND = re.compile(
    r" ?(?:[个家人名位间所次项条年月天日周岁例起吨米元%种类款]|小时|分钟|公里|公斤){1,2}[或及]?"
    r"(以上|以下|左右|上下|以内|之上)"
)
