"""Whether an amount is told as a profit or as a loss."""

import re

from audit.model import Quantity

_LINK = (
    r"(?: (?:was|were|of|is|at|stood at|amounted to|reached|totalled|totaled|came to|came in at)"
    r"(?: (?:about|approximately|some|around|roughly|nearly|over|more than))?"
    r"| ?(?:額|额|为|為|達|达|是|約|约|錄得|录得|:|：)+)? ?$"
)
_PROFIT = r"(?:\b(?:profit|earnings|net income|gains?)|盈利|收益|溢利|純利|纯利|利潤|利润|獲利|获利)"
_LOSS = r"(?:\b(?:loss|losses|lost|losing)|虧損|亏损|虧蝕|亏蚀)"
_RESULT = re.compile(rf"(?P<loss>{_LOSS}{_LINK})|(?P<profit>{_PROFIT}{_LINK})", re.IGNORECASE)
_REACH = 40


def result(quantity: Quantity, text: str) -> str | None:
    """Which of the two the words right before an amount call it, None where they call it neither.

    >>> amount = Quantity(kind="money", value=5, start=12, end=14)
    >>> result(amount, "The loss of $5"), result(amount, "The sale of $5")
    ('loss', None)
    """
    found = _RESULT.search(text, max(0, quantity.start - _REACH), quantity.start)
    return found.lastgroup if found else None


def may_turn(source: str, target: str) -> bool:
    """Whether only one of the texts speaks of a loss: then it is worth a closer look.

    >>> may_turn("a loss of $5", "虧損5美元"), may_turn("a loss of $5", "盈利5美元")
    (False, True)
    """
    return _speaks(source) != _speaks(target)


def _speaks(text: str) -> bool:
    return "loss" in text or "lost" in text or "亏" in text or "虧" in text
