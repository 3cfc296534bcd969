"""Text that was never translated."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Side, Span
from audit.text.literals import BLANK, prose
from audit.text.scripts import HAN, language
from audit.text.terminology.associations import stem
from audit.text.terminology.word_renderings import word_renderings
from audit.text.words.stop import WORD, stop_words

HAN_LETTER = re.compile(f"[{HAN}]")
ENGLISH_RUN = re.compile(f"[A-Za-z][^{HAN}\ufffc，。、；：！？（）「」『』《》【】\\[\\]\n]*[A-Za-z.!?)]")
CHINESE_RUN = f"[{HAN}][{HAN}，、；：“”]{{6,}}[{HAN}。！？]"
"""Slow to compile, and only translations into English need it."""
CHINESE_STOP_WORD = re.compile("[的了是在我你他她們们這这那和與与不會会也都就]")
ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
OPENING = tuple("（(「『《【[“\"‘'")
CLOSING = tuple("。！？”」』；.!?")
FORMAT = re.compile(rf"[*(]\.[a-z]|^\s*(?:[~.]?/|--?)\w|\[[-{BLANK}]|\w[ ]\|[ ]", re.ASCII)
"""A kind of files, a path, an option or a usage line: Acme SVG (*.svg), ~/Acme Files/old, --name, acme [-x]."""
MEASURE = re.compile(r"\d(?:-[a-z]+|[ ]?(?:bits?|bytes?|[ap]m))\b")
"""Such as 8-bit, in the name of a method or a system, or a time of day."""
DATA = re.compile(rf".*(?:[|=]|\w_\w|[^\W\d_]{BLANK}+[a-z])|(?:[^,;]*[,;]){{3}}|[\[({{]*--?\w")
"""Words that are none: key=value, one|two, a_name, a,list,without,spaces, --option, a letter written as an entity."""
END = re.compile(r"[^\W_]['\"”’)]*[.!?。！？…]+\s*\Z")
GLUE = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
NAME_PARTICLES = GLUE | {"bin", "das", "del", "der", "des", "dos", "les", "los", "van", "von"}


class UntranslatedText(Check, frozen=True):
    """The translation is empty, repeats the source, or keeps sentences of it.

    Names, products, links, codes, interjections and titles of works may stay as they are. Text in a third language is
    the subject of `wrong-language`: here the words left over are English where Chinese is due, or the reverse. A copy
    that does not end as a sentence, such as the label of a button, is a minor fault; where it is so short that it may
    be a name, it is only pointed out.

    Why: readers who need a translation cannot read what was left out of it, and every score that compares meanings
    takes a copy of the source for a perfect translation.

    Fix: translate the marked text.
    """

    name = "untranslated-text"
    category = "accuracy/untranslated"
    examples = (
        Example("Please hold all questions until the end.", "⟦Please hold all questions until the end.⟧"),
        Example("Gross margin", "⟦Gross margin⟧"),
        Example(
            "Margins improved. We are confident that this will continue.",
            "毛利率有所改善。⟦We are confident that this will continue.⟧",
        ),
        Example("⟦That concludes our remarks.⟧", ""),
        Example("本季表现稳健，我们对全年充满信心。", "⟦本季表现稳健，我们对全年充满信心。⟧", "zh", "en"),
        Example("Margins improved. Demand grew in every region.", "毛利率改善。⟦Demand grew in every region.⟧"),
        Example("谢谢。", "⟦谢谢。⟧", "zh", "en"),
        Example("OK.", "OK."),
        Example("Acme Cloud Holdings Ltd.", "Acme Cloud Holdings Ltd."),
        Example("Bank of America and Johnson & Johnson", "Bank of America and Johnson & Johnson"),
        Example("See https://ir.example.com/faq for more.", "详见 https://ir.example.com/faq。"),
        Example("He sang “We Will Rock You”.", "他演唱了《We Will Rock You》。"),
        Example("Run `pip install audit` first.", "请先运行 `pip install audit`。"),
        Example("金山云有限公司", "Kingsoft Cloud (金山云有限公司) Ltd.", "zh", "en"),
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        target = prose(segment, "target")
        if not segment.target.strip():
            source = prose(segment, "source")
            if language(source) and not GLUE.issuperset(_words(source) or [""]):
                yield self.finding(segment, "there is no translation", _stripped("source", segment.source))
        elif segment.side_in("zh") == "target":
            if HAN_LETTER.search(target):
                if target.count(" ") >= 2:
                    yield from self._english(segment, target)
            elif _is_sentence(target):
                yield self._left(segment, _stripped("target", segment.target))
            elif _is_copy(segment) and _is_phrase(target):
                found = self._left(segment, _stripped("target", segment.target))
                yield found.at_most(_gravity(target))
        elif segment.side_in("en") == "target":
            bare = ASIDE.sub("", target)
            if len(HAN_LETTER.findall(bare)) > 4 * len(WORD.findall(bare)):
                yield self._left(segment, _stripped("target", segment.target))
            else:
                yield from self._chinese(segment, target)

    def _english(self, segment: Segment, target: str) -> Iterator[Finding]:
        for run in ENGLISH_RUN.finditer(target):
            before = _mark_before(target, run.start())
            whole = before in ("", *CLOSING) and END.search(run[0]) is not None
            if run[0].isupper() and not whole:
                continue  # words of a language of programs: ORDER BY
            if run[0].count(" ") >= 2 and _is_sentence(run[0], quoted=before in OPENING, whole=whole):
                yield self._left(segment, Span("target", *run.span()))

    def _chinese(self, segment: Segment, target: str) -> Iterator[Finding]:
        for run in re.finditer(CHINESE_RUN, target):
            is_quoted = _mark_before(target, run.start()) in OPENING
            if len(CHINESE_STOP_WORD.findall(run[0])) >= 2 and not is_quoted:
                yield self._left(segment, Span("target", *run.span()))

    def _left(self, segment: Segment, span: Span) -> Finding:
        excerpt = textwrap.shorten(segment.text(span), 60, placeholder=" …")
        return self.finding(segment, f"left untranslated: “{excerpt}”", span)


def _stripped(side: Side, text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return Span(side, start, start + len(text.strip()))


def _mark_before(text: str, place: int) -> str:
    return text[max(0, place - 3) : place].rstrip()[-1:]


def _is_copy(segment: Segment) -> bool:
    return segment.target.casefold().split() == segment.source.casefold().split()


def _words(text: str) -> list[str]:
    """The words of a text without its data."""
    return [word for part in text.split() if not DATA.match(part) for word in WORD.findall(part)]


def _is_sentence(text: str, *, quoted: bool = False, whole: bool = True) -> bool:
    """Whether English words are a sentence, or a good part of one, rather than a name, a title or a term."""
    words = _words(MEASURE.sub("", text))
    is_upper = text.isupper()
    lower = [word.replace("’", "'").lower() for word in words if is_upper or word[0].islower()]
    telling = stop_words()["en"].intersection(lower)
    if quoted:
        return len(telling) >= 2 and len(lower) >= 6
    if len(words) < 3 or len(lower) * 2 < len(words):
        return False
    if whole and text.rstrip().endswith(CLOSING):
        return bool(telling) or (len(lower) >= 4 and (not GLUE.isdisjoint(lower) or _known(lower) > 3))
    return bool(telling) and len(lower) >= 3


def _gravity(text: str) -> Severity:
    """How grave it is that a copy was left which need not be a sentence: it may be a label, or a name after all."""
    if END.search(text) and not text.rstrip().endswith(("...", "…")):
        return Severity.MAJOR
    words = _words(text)
    return Severity.MINOR if len(words) > 3 or not GLUE.isdisjoint(words[1:-1]) else Severity.NEUTRAL


def _known(words: Iterable[str]) -> int:
    """How many words are English ones that people have translated."""
    return sum(bool(word_renderings(stem(word))) for word in words)


def _is_phrase(text: str) -> bool:
    """Whether a copy has words of no name: "Gross margin", but not "Bank of America", "npm install" or "El paso"."""
    words = _words(MEASURE.sub("", ASIDE.sub("", text))) if not FORMAT.search(text) else []
    if len(words) < 2 or not all(word.replace("’", "").isascii() for word in words):
        return False
    lower = [word for word in words if word.islower() and len(word) > 2 and word not in NAME_PARTICLES]
    known, glued = _known(lower), not GLUE.isdisjoint(words)
    is_prose = words[0][0].isupper() or END.search(text) or glued or known > 3
    return bool(is_prose and known) and (glued or 2 * known > len(lower))
