"""Brackets and quotes without their partner."""

import re
from collections.abc import Callable, Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import BLANK, prose

BRACKETS = (("(（", ")）"), ("[［", "]］"), ("【", "】"))
QUOTES = (("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))
OPENING_DOUBLE, DOUBLE = "“„", re.compile('[“”„"＂]')
OPENING_SINGLE, CLOSING_SINGLE = re.compile(r"(?<!\w)['‘](?=[^\W\d])"), re.compile(r"[\w.,!?…]['’](?!\w)")
NOT_PAIRED = re.compile(
    r"""
      (?<![\w(（\[［])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）\]］】]   # enumerator: 1) a）
    | [:;=8][-'^]?[()\[\]]+                                            # smiley
    | [(\[（［]\s*-?[\d.∞]+\s*[,，]\s*[\d.∞]+\s*[)\]）］]                    # interval: [0, 1)
    | (?<=\d)["”″]                                                     # inches
    """,
    re.VERBOSE,
)


class UnpairedMark(Check, frozen=True):
    """A bracket or quote of the translation has no partner.

    Quiet where one of the source has none either, for a quotation may go on in the next segment. Enumerators such
    as 1), smileys, apostrophes and half-open intervals need no partner.

    Why: a bracket that never closes leaves the reader to guess where the aside ends, and often shows that the words
    after it were lost.

    Fix: add the partner where the aside or quotation ends, or remove the mark.
    """

    name = "unpaired-mark"
    category = "locale/punctuation"
    examples = (
        Example("The bank (HSBC) agreed.", "该银行⟦（⟧HSBC同意了。"),
        Example("She said, “Buy it.”", "她说：⟦“⟧买吧。"),
        Example("She said, “Buy it.”", "她說：買吧。⟦」⟧"),
        Example("The bank (HSBC) agreed.", "该银行（HSBC)同意了。"),
        Example("1) Revenue; 2) costs", "1）收入；2）成本"),
        Example("Great :)", "太好了 :)"),
        Example("“We begin here.", "“我们从这里开始。"),
        Example('The 65" screen', '65" 屏幕'),
    )

    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        source, target = prose(segment, "source"), prose(segment, "target")
        for lonely in (_brackets, _quotes):
            places = _fewest(lonely, target)
            if lonely is _quotes and segment.side_in("en") == "target":
                places = [place for place in places if target[:place].strip() and target[place + 1 :].strip()]
            if places and not _fewest(lonely, source) and not (lonely is _quotes and _is_open_quote(source)):
                for place in places:
                    mark = segment.target[place]
                    yield self.finding(segment, f"“{mark}” has no partner", Span("target", place, place + 1))


def _fewest(lonely: Callable[[str], list[int]], text: str) -> list[int]:
    """Places of lonely marks, taking marks that need no partner into account only where that helps."""
    places = lonely(text)
    return places and min(places, lonely(NOT_PAIRED.sub(lambda match: BLANK * len(match[0]), text)), key=len)


def _brackets(text: str) -> list[int]:
    return sorted(place for kind in BRACKETS for place in _unmatched(text, *kind))


def _quotes(text: str) -> list[int]:
    return sorted([*(place for kind in QUOTES for place in _unmatched(text, *kind)), *_odd(text)])


def _unmatched(text: str, opening: str, closing: str) -> list[int]:
    opened: list[int] = []
    lonely: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if match[0] in opening:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            lonely.append(match.start())
    return lonely + opened


def _odd(text: str) -> list[int]:
    """The double quote without a partner: these are typed in all directions, so only their number tells."""
    marks = list(DOUBLE.finditer(text))
    if len(marks) % 2 == 0:
        return []
    opened: list[int] = []
    for mark in marks:
        if opened and mark[0] not in OPENING_DOUBLE:
            opened.pop()
        else:
            opened.append(mark.start())
    return opened[:1]


def _is_open_quote(source: str) -> bool:
    """Whether the source may open or close a quotation in single quotes that ends elsewhere."""
    opening, closing = len(OPENING_SINGLE.findall(source)), CLOSING_SINGLE.findall(source)
    return not opening == len(closing) == len([mark for mark in closing if mark[0] not in "sS"])
