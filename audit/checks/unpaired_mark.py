"""Brackets and quotes without their partner."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from audit.check import Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import BLANK, prose

BRACKETS = (("(（", ")）"), ("[［", "]］"), ("【", "】"))
QUOTES = (("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))
OPENING_DOUBLE, DOUBLE = "“„", re.compile('[“”„"＂]')
ANY_BRACKET, ANY_QUOTE = re.compile("[()（）[［\\]］【】]"), re.compile('[「」『』《》〈〉“”„"＂]')
OPENING_SINGLE, CLOSING_SINGLE = re.compile(r"(?<!\w)['‘](?=[^\W\d])"), re.compile(r"[\w.,!?…]['’](?!\w)")
IN_PAIRS = re.compile(r"(?:[(（][)）]|[\[［][\]］]|【】|「」|『』|《》|〈〉|[“”„\"＂]{2})*")
"""Marks in a row, all of them with their partners, as nearly always."""
REACH = 5
"""How many segments after it opened a quotation may close."""
NOT_PAIRED = re.compile(
    r"""
      (?<![\w(（\[［])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）\]］】]   # enumerator: 1) a）
    | [:;=8][-'^]?[()\[\]]+                                            # smiley
    | [(\[（［]\s*-?[\d.∞]+\s*[,，]\s*[\d.∞]+\s*[)\]）］]                    # interval: [0, 1)
    | (?<=\d)["”″]                                                     # inches
    | (?<=[」』”])\s*[〉》]\s*(?=[「『“])                                    # the path of a menu: 「檔案」〉「開啟」
    """,
    re.VERBOSE,
)

Quote = tuple[int, bool, bool]
"""Where a quote without a partner is, whether it opens, and whether it is a fault where nothing closes it later."""


class UnpairedMark(GatheringCheck, frozen=True):
    """A bracket or quote of the translation has no partner.

    Quiet where a mark of the source has none either, and where a quotation goes on in one of the next segments.
    Enumerators such as 1), smileys, apostrophes, half-open intervals and 〉 between parts of a path need no partner.

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

    fact = tuple[tuple[int, ...], tuple[Quote, ...]]

    def gather(self, segment: Segment) -> tuple[tuple[int, ...], tuple[Quote, ...]] | None:
        """The brackets without a partner, and the quotes, which may have theirs in another segment."""
        target = prose(segment, "target")
        brackets, quotes = _fewest(_brackets, target), _fewest(_quotes, target)
        if not brackets and not quotes:
            return None
        source = prose(segment, "source")
        if brackets and _fewest(_brackets, source):
            brackets = []
        is_clear = bool(quotes) and not _fewest(_quotes, source) and not _is_open_quote(source)
        edges = _edges(target) if segment.side_in("en") == "target" else ()
        told = tuple((place, _opens(target, place), is_clear and place not in edges) for place in quotes)
        return (tuple(brackets), told) if brackets or told else None

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each bracket, and each quote that no other of the next segments closes."""
        opened: list[tuple[int, int, bool]] = []
        for number, (brackets, quotes) in gathered:
            yield from (self._lonely(segments[number], place) for place in brackets)
            if quotes and opened and number - opened[-1][0] > REACH:
                yield from self._faults(segments, opened)
                opened.clear()
            for place, is_opening, is_fault in quotes:
                if is_opening:
                    opened.append((number, place, is_fault))
                elif opened:
                    opened.clear()
                elif is_fault:
                    yield self._lonely(segments[number], place)
        yield from self._faults(segments, opened)

    def _faults(self, segments: Sequence[Segment], opened: Iterable[tuple[int, int, bool]]) -> Iterator[Finding]:
        return (self._lonely(segments[number], place) for number, place, is_fault in opened if is_fault)

    def _lonely(self, segment: Segment, place: int) -> Finding:
        mark = segment.target[place]
        return self.finding(segment, f"“{mark}” has no partner", Span("target", place, place + 1))


def _fewest(lonely: Callable[[str], list[int]], text: str) -> list[int]:
    """Places of lonely marks, taking marks that need no partner into account only where that helps."""
    places = lonely(text)
    return places and min(places, lonely(NOT_PAIRED.sub(lambda match: BLANK * len(match[0]), text)), key=len)


def _brackets(text: str) -> list[int]:
    if _are_paired(ANY_BRACKET.findall(text)):
        return []
    return sorted(place for kind in BRACKETS for place in _unmatched(text, *kind))


def _quotes(text: str) -> list[int]:
    if _are_paired(ANY_QUOTE.findall(text)):
        return []
    return sorted([*(place for kind in QUOTES for place in _unmatched(text, *kind)), *_odd(text)])


def _are_paired(marks: Sequence[str]) -> bool:
    return not marks or IN_PAIRS.fullmatch("".join(marks)) is not None


@cache
def _either(opening: str, closing: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(opening + closing)}]")


def _unmatched(text: str, opening: str, closing: str) -> list[int]:
    opened: list[int] = []
    lonely: list[int] = []
    for match in _either(opening, closing).finditer(text):
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


def _edges(text: str) -> tuple[int, int]:
    """The first and last place: in English each paragraph of a quotation opens it anew, and only the last closes it."""
    return len(text) - len(text.lstrip()), len(text.rstrip()) - 1


def _opens(text: str, place: int) -> bool:
    """Whether a quote opens; a straight one does where words follow but do not precede it."""
    if text[place] in '"＂':
        return not text[:place].strip() or (text[place - 1] in " （(:：" and text[place + 1 : place + 2].strip() != "")
    return text[place] in OPENING_DOUBLE or any(text[place] in opening for opening, _ in QUOTES)


def _is_open_quote(source: str) -> bool:
    """Whether the source may open or close a quotation in single quotes that ends elsewhere."""
    opening, closing = len(OPENING_SINGLE.findall(source)), CLOSING_SINGLE.findall(source)
    return not opening == len(closing) == len([mark for mark in closing if mark[0] not in "sS"])
