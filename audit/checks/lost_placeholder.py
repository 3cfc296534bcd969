"""Placeholders that the translation lost or spelled differently."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Side, Span
from audit.text.literals import placeholders
from audit.text.scripts import HAN

DEFINITION = re.compile(r"^(\w+)=", re.MULTILINE)
QT = re.compile(r"%L?(\d{1,2})%?(?![\d$.])")
WIDTH = re.compile(r"%[1-9]\d*(?!\d|\$)")
PRINTF = re.compile(r"%(?:\d+\$)?[-+#0',]*(\d*)(?:\*(?:\d\$)?)?(?:\.[\d*$]+)?(\D*)")
COUNTED = re.compile(r"\{(?:[:!].*)?\}|%\d*[A-Za-z@]+")
"""Placeholders without a name, which stand in the order of the values."""
MESSAGE_FORMAT = re.compile(r",\s*(?:plural|select|selectordinal)\s*,")
LONGEST = 4
"""Characters of a placeholder that words may have by the way."""
POSITION = re.compile(r"%\d+\$")
HINT = re.compile(r"\s*\{[A-Z][^{}]*\}\s*\Z|.*?\{(?:[A-Z_]+|\w+ \w[\w ]*|\w+(?:-\w+){2,})\}", re.DOTALL)
"""Words in braces: {Place} alone, a value named in capitals as in a usage line, or several words."""
CHINESE_HINT = re.compile(rf"\{{[^{{}}]*[{HAN}]")


class LostPlaceholder(Check, frozen=True):
    """A placeholder of the source is missing from the translation, or was changed.

    Placeholders may change their order and be repeated. Messages with plural or select branches are left alone, and
    words in braces that are no names, such as {NUMBER} in a usage line, may be translated.

    Why: the program finds no place for the value, or fails outright.

    Fix: copy the placeholder letter by letter, and never translate the words in it.
    """

    name = "lost-placeholder"
    category = "markup/placeholder"
    examples = (
        Example("Hello, ⟦{name}⟧!", "您好！"),
        Example("⟦%d⟧ files were copied.", "已复制文件。"),
        Example("Hello, ⟦{name}⟧!", "您好，⟦{nmae}⟧！"),
        Example("{count} of {total}", "共 {total}，第 {count} 个"),
        Example("%s sent %s a file.", "%1$s 给 %2$s 发送了文件。"),
        Example("It rose by 100%.", "上升了100%。"),
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        source, target = _placeholders(segment, "source"), _placeholders(segment, "target")
        if not (source or target) or MESSAGE_FORMAT.search(segment.source):
            return
        names = _names(source, target)
        lost, added = _without(source, target, names), _without(target, source, names)
        lost = _unread(lost, segment.target, target, names)
        added = _unread(added, segment.source, source, names)
        if CHINESE_HINT.search(segment.target) and HINT.match(segment.source):
            lost, added = ([match for match in left if "{" not in match[0]] for left in (lost, added))
        if len(lost) == len(added) == 1:
            yield self.finding(
                segment,
                f"“{lost[0][0]}” became “{added[0][0]}”",
                Span("source", *lost[0].span()),
                Span("target", *added[0].span()),
                suggestion=lost[0][0],
            )
            return
        for match in lost:
            yield self.finding(segment, f"“{match[0]}” is missing", Span("source", *match.span()))
        for match in added:
            yield self.finding(segment, f"“{match[0]}” is not in the source", Span("target", *match.span()))


def _placeholders(segment: Segment, side: Side) -> list[re.Match[str]]:
    """Those in the words; the tags of a file are the subject of `lost-tag`, and a text may define names of its own."""
    text = segment.source if side == "source" else segment.target
    found = placeholders(text)
    if not found:
        return found
    own = {f"{{{name[1]}}}" for name in DEFINITION.finditer(segment.source)}
    protected = {place for span in segment.protected if span.side == side for place in range(span.start, span.end)}
    found = [match for match in found if match.start() not in protected and match[0] not in own]
    first = {match[0]: match for match in reversed(found)}
    return [match for match in found if match is first[match[0]] or not POSITION.match(match[0])]


def _names(source: list[re.Match[str]], target: list[re.Match[str]]) -> Callable[[re.Match[str]], str]:
    """What makes two placeholders of a pair the same.

    %2d is a place of Qt where there are others such as %1, and %2% one of Boost. The width of %10s may change but not
    come new, as then it is a slip for %1$s.
    """
    qt = any(QT.fullmatch(match[0]) for match in (*source, *target))
    widths = any(WIDTH.match(match[0]) for match in source)

    def name(match: re.Match[str]) -> str:
        said = match[0].replace(" ", "")
        if qt and (place := QT.match(said)):
            return f"%{place[1]}"
        if printf := PRINTF.fullmatch(said):
            return f"%{'' if widths else printf[1]}{printf[2]}"
        return said

    return name


def _without(
    matches: list[re.Match[str]], others: list[re.Match[str]], name: Callable[[re.Match[str]], str]
) -> list[re.Match[str]]:
    """Those whose name the others lack; %s and the like have no name, so they are counted."""
    names = Counter(map(name, others))
    left = []
    for match in matches:
        if not names[name(match)]:
            left.append(match)
        elif COUNTED.fullmatch(name(match)):
            names[name(match)] -= 1
    return left


def _unread(
    left: list[re.Match[str]], text: str, others: list[re.Match[str]], name: Callable[[re.Match[str]], str]
) -> list[re.Match[str]]:
    """Those that the other text does not have among its words: %d is in %days, and %X of one program in %XError."""
    if not left:
        return left
    ends = [0, *(match.end() for match in others)]
    words = " ".join(text[end : match.start()] for end, match in zip(ends, others, strict=False)) + text[ends[-1] :]
    read = {said for said in set(map(name, left)) if len(said) <= LONGEST and said in words}
    return [match for match in left if name(match) not in read]
