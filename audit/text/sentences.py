"""Where sentences end, in either language, and which translates which."""

import re
from collections.abc import Sequence

_END = re.compile(r"""[.!?]["”’')\]]*\s+(?=["“‘'(\[]*[A-Z0-9])|[。！？!?]["”’」』）)]*|\n""")
_FARTHEST = 2.0
"""How far the ratio of lengths of a sentence and its translation may be from that of the texts, as a factor."""

Range = tuple[int, int]


def sentences(text: str) -> list[Range]:
    """Where the sentences of a text begin and end, without those that have no words.

    >>> sentences("Up 5.5% in the U.S. market. Good? 好。")
    [(0, 28), (28, 33), (33, 36)]
    """
    ends = [end.end() for end in _END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    return [(start, end) for start, end in spans if any(map(str.isalnum, text[start:end]))]


def aligned(source: str, target: str) -> Sequence[tuple[Range, Range]]:
    """Sentences with their translations where they go one to one and are of like length, or else the two texts whole.

    >>> aligned("Costs fell. Sales rose.", "成本下降。销售上升。")
    [((0, 12), (0, 5)), ((12, 23), (5, 10))]
    >>> aligned("Costs fell. Sales rose.", "成本下降，销售上升。")
    [((0, 23), (0, 10))]
    """
    here, there = sentences(source), sentences(target)
    whole = [((0, len(source)), (0, len(target)))]
    if len(here) != len(there) or len(here) < 2:
        return whole
    pairs = list(zip(here, there, strict=True))
    ratio = len(target) / len(source)
    ratios = [(stop - begin) / (end - start) / ratio for (start, end), (begin, stop) in pairs]
    return pairs if max(ratios) <= _FARTHEST and min(ratios) >= 1 / _FARTHEST else whole
