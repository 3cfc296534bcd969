"""Tags that the translation lost, or has on top."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Set
from typing import NamedTuple

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Side, Span
from audit.text.literals import TAG
from audit.text.scripts import HAN

NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
BARE = re.compile(r"</?([A-Za-z][\w.-]*)\s*/?>")
ATTRIBUTE = re.compile(r"""\s[\w:.-]+\s*=\s*["']|/>$""")
IDENTITY = re.compile(r"""\s(?:id|rid|href|src|url)\s*=\s*("[^"\s]*"|'[^'\s]*')""")
ADDRESS = re.compile(r"(?:[a-z]+://|mailto:)", re.IGNORECASE)
KNOWN = re.compile(
    r"</?(?:a|abbr|b|bdi|big|bpt|bx|cite|code|del|div|ec|em|ept|ex|font|g|h[1-6]|i|img|ins|it|kbd|li|mark|mrk|ol|p|pc|ph"
    r"|pre|q|s|samp|sc|small|span|strike|strong|sub|sup|table|td|th|tr|tt|u|ul|var|x)\s*/?>",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(r"<(/?)(?:p|para)(?:\s[^<>]*)?(?<!/)>", re.IGNORECASE)
LAYOUT = {"br", "hr", "wbr", "nobr", "p", "para"}
EMPHASIS = {"b", "bold", "em", "i", "italic", "strong", "u"}
STRUCTURE = {"a", "del", "g", "ins", "li", "link", "ol", "pc", "sub", "sup", "table", "td", "th", "tr", "ul"}
"""Elements that say more than how their words look or what sort of words they are."""
QUOTED = re.compile(r"""[“‘「『《〈【]|"[^"]*"|(?<!\w)'[^']+'(?!\w)""")
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
HINT = re.compile(f"<[{HAN}]{{1,40}}>")
ANNOTATIONS = re.compile(r"</?(?:[\w.-]+:)?(?:mrk|hi)\b|<(?:[\w.-]+:)?[se]m\b[^>]*/>")
"""Inline elements of XLIFF and TMX that say something of the words, which the translation need not have."""


Key = tuple[str, ...]


class Tag(NamedTuple):
    """A tag where it stands, and what makes two tags the same."""

    span: Span
    text: str
    key: Key


class LostTag(Check, frozen=True):
    """A tag of the source is missing from the translation, or was added.

    Tags are told apart by name and by id, link or source; other attributes may be translated, and an address in the web
    may be exchanged for another, such as that of the Chinese edition of a page. Line breaks, rules and paragraphs are
    free, but for a paragraph opened or closed alone where the source has none such. Words between angle brackets such
    as <your name> are no tags. As Chinese has neither italics nor capitals, one kind of emphasis may become another:
    <i> becomes <b>, or quotation marks, as they or a word in capitals become <b>. Where the source has tags at all, the
    translation may emphasise more; and <u> is the mark of a name. A whole element of style, both its tags, that is
    missing or was added, is a minor fault, and so is a link that was added.

    Why: the text loses its form or its link, and a lost closing tag spoils all that follows.

    Fix: put the tag around the words that it belongs to.
    """

    name = "lost-tag"
    category = "markup/tag"
    examples = (
        Example("Press ⟦<b>⟧Stop⟦</b>⟧ now.", "请立即按停止。"),
        Example("Press <b>Stop⟦</b>⟧ now.", "请立即按<b>停止。"),
        Example("Press Stop now.", "请立即按⟦<b>⟧停止⟦</b>⟧。"),
        Example('Read <a href="/a">this</a>.', '请阅读<a href="/a">此文</a>。'),
        Example('See <g id="1">one</g> and <g id="2">two</g>.', '见<g id="2">二</g>和<g id="1">一</g>。'),
        Example("Open the <i>File</i> menu.", "打开<b>文件</b>菜单。"),
        Example("Press <b>Stop</b> now.", "请立即按“停止”。"),
        Example("Enter <your name> here.", "在此输入<您的姓名>。"),
        Example("One<br>two", "一二"),
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        if not segment.protected and "<" not in segment.source and "<" not in segment.target:
            return
        if span := _loose_paragraph(segment):
            found = self.finding(segment, f"“{segment.text(span)}” stands alone", span)
            yield found.at_most(Severity.MINOR)
        source, target = list(_tags(segment, "source")), list(_tags(segment, "target"))
        lost, added = list(_without(source, target)), list(_without(target, source))
        if lost and added:
            lost, added = list(_without(lost, added, _leading_away)), list(_without(added, lost, _leading_away))
        if not (lost or added):
            return
        mended = _slips_of_source(source, target, HINT.search(segment.target) is not None)
        quoted = _signs(segment.target) - _signs(segment.source)
        names = sum(tag.text == "<u>" for tag in added)
        more = len(added) if source else len(CAPITALS.findall(segment.source)) - quoted + names
        for tags, free, told in ((lost, quoted, "is missing"), (added, more, "is not in the source")):
            left = _unless_emphasis([tag for tag in tags if tag.key[1] not in mended], free)
            styled = list(_whole(left, STRUCTURE if tags is lost else STRUCTURE - {"a"}))
            for start, end in styled:
                found = self.finding(segment, f"“{start.text}…{end.text}” {told}", start.span, end.span)
                yield found.at_most(Severity.MINOR)  # no word and no link is lost
            whole = {tag for element in styled for tag in element}
            for tag in left:
                if tag not in whole:
                    yield self.finding(segment, f"“{tag.text}” {told}", tag.span)


def _tags(segment: Segment, side: Side) -> Iterator[Tag]:
    protected = [span for span in segment.protected if span.side == side]
    covered = {place for span in protected for place in range(span.start, span.end)}
    for span in protected:
        name = NAME.match(segment.text(span))
        if name and not ANNOTATIONS.match(segment.text(span)):
            yield Tag(span, segment.text(span), _key(segment.text(span), name[1]))
    closed = {match[0][2:-1].strip().lower() for match in TAG.finditer(segment.source) if match[0][1] == "/"}
    for match in TAG.finditer(segment.source if side == "source" else segment.target):
        name = NAME.match(match[0])
        if match.start() in covered or name is None or name[1].lower() in LAYOUT or name[1].endswith(":"):
            continue
        is_value = name[1].isupper() and len(name[1]) > 2  # of a usage line: <VAR>
        known = BARE.fullmatch(match[0]) if name[1].lower() in closed else not is_value and KNOWN.fullmatch(match[0])
        if known or ATTRIBUTE.search(match[0]):
            yield Tag(Span(side, *match.span()), match[0], _key(match[0], name[1]))


def _key(text: str, name: str) -> Key:
    start, _, _ = text.partition(">")  # the rest, if any, is code of the original document
    identity = sorted(value[1:-1] for value in IDENTITY.findall(start))
    kind = name.lower() if identity or name.lower() not in EMPHASIS else "emphasis"
    return ("/" if text.startswith("</") else "", kind, *identity)


def _without(tags: list[Tag], others: list[Tag], key: Callable[[Tag], Key] = lambda tag: tag.key) -> Iterator[Tag]:
    left = Counter(map(key, others))
    for tag in tags:
        if left[key(tag)]:
            left[key(tag)] -= 1
        else:
            yield tag


def _leading_away(tag: Tag) -> Key:
    """What makes two tags the same if they may lead to different addresses in the web."""
    return tuple("address" if ADDRESS.match(part) else part for part in tag.key)


def _loose_paragraph(segment: Segment) -> Span | None:
    """The last tag of a paragraph that is opened or closed alone, where the source opens and closes them all."""
    source, target = ([match[1] for match in PARAGRAPH.finditer(text)] for text in (segment.source, segment.target))
    more = target.count("") - target.count("/")
    if not more or not source or source.count("") != source.count("/"):
        return None
    *_, last = (match for match in PARAGRAPH.finditer(segment.target) if match[1] == ("" if more > 0 else "/"))
    return Span("target", *last.span())


def _slips_of_source(source: list[Tag], target: list[Tag], hints: bool) -> set[str]:
    """The elements that the source leaves open and the translation closes, or knows for hints such as <file>."""
    (opened, closed), (reopened, reclosed) = (
        [Counter(tag.key[1] for tag in tags if tag.key[0] == stroke) for stroke in ("", "/")]
        for tags in (source, target)
    )
    left_open = {name for name in opened if opened[name] > closed[name] and reopened[name] == reclosed[name]}
    return {name for name in left_open if hints or reopened[name]}


def _signs(text: str) -> int:
    """How much of a text is in quotation marks, which emphasise as tags do."""
    return len(QUOTED.findall(TAG.sub("", text)))


def _whole(tags: list[Tag], structure: Set[str]) -> Iterator[tuple[Tag, Tag]]:
    """The first and last tags of whole elements that are no structure, and told apart by no more than their names."""
    opened: list[Tag] = []
    for tag in tags:
        stroke, kind, *identity = tag.key
        if kind not in structure and (kind == "a" or not identity):
            if not stroke:
                opened.append(tag)
            elif opened and opened[-1].key[1] == kind:
                yield opened.pop(), tag


def _unless_emphasis(tags: list[Tag], free: int) -> list[Tag]:
    """The tags without so many elements of emphasis, each with both its tags."""
    starts, ends = ([tag for tag in tags if tag.key == (stroke, "emphasis")] for stroke in ("", "/"))
    free = max(0, min(free, len(starts), len(ends)))
    left_out = {*starts[:free], *ends[:free]}
    return [tag for tag in tags if tag not in left_out]
