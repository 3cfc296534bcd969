"""Text that was never translated."""

import re
import textwrap
from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Span
from audit.text.literals import prose
from audit.text.stop_words import WORD, stop_words

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
HAN_LETTER = re.compile(f"[{HAN}]")
ENGLISH_RUN = re.compile(f"[A-Za-z][^{HAN}\ufffc，。、；：！？（）()「」『』《》【】\\[\\]\n]*[A-Za-z.!?]")
CHINESE_RUN = re.compile(f"[{HAN}][{HAN}，、；：“”]{{6,}}[{HAN}。！？]")
CHINESE_STOP_WORD = re.compile("[的了是在我你他她們们這这那和與与不會会也都就]")
OPENING = '（(「『《【[“"‘'
NAME_PARTICLES = {"and", "bin", "das", "del", "der", "des", "dos", "for", "les", "los", "the", "van", "von"}
SENTENCE_END = (".", "!", "?", ":")


class UntranslatedText(Check, frozen=True):
    """The translation is empty, repeats the source, or keeps sentences of it.

    Names, products, links, codes, interjections and titles of works may stay as they are. Text in a third language
    is the subject of `wrong-language`: here the words left over are English where Chinese is due, or the reverse.

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
            if WORD.search(source := prose(segment, "source")) or HAN_LETTER.search(source):
                yield self.finding(segment, "there is no translation", _stripped("source", segment.source))
        elif segment.side_in("zh") == "target":
            if not HAN_LETTER.search(target):
                if _is_english(target) or (_is_copy(segment) and _is_phrase(target)):
                    yield self._left(segment, _stripped("target", segment.target))
            else:
                yield from self._runs(segment, target)
        elif segment.side_in("en") == "target":
            for run in CHINESE_RUN.finditer(target):
                if len(CHINESE_STOP_WORD.findall(run[0])) >= 2 and not _is_quoted(target, run.start()):
                    yield self._left(segment, Span("target", *run.span()))

    def _runs(self, segment: Segment, target: str) -> Iterator[Finding]:
        for run in ENGLISH_RUN.finditer(target):
            if run[0].count(" ") >= 3 and _is_english(run[0], strict=_is_quoted(target, run.start())):
                yield self._left(segment, Span("target", *run.span()))

    def _left(self, segment: Segment, span: Span) -> Finding:
        excerpt = textwrap.shorten(segment.text(span), 60, placeholder=" …")
        return self.finding(segment, f"left untranslated: “{excerpt}”", span)


def _stripped(side: str, text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return Span("source" if side == "source" else "target", start, start + len(text.strip()))


def _is_copy(segment: Segment) -> bool:
    return segment.target.casefold().split() == segment.source.casefold().split()


def _is_quoted(text: str, start: int) -> bool:
    return text[:start].rstrip()[-1:] in tuple(OPENING)


def _is_english(text: str, *, strict: bool = False) -> bool:
    """Whether the words are a sentence rather than a name, a title or a term."""
    words = WORD.findall(text)
    lower = [word for word in words if word[0].islower()] if not text.isupper() else [word.lower() for word in words]
    telling = stop_words()["en"].intersection(word.replace("’", "'") for word in lower)
    if strict:
        return len(telling) >= 2 and len(lower) >= 6
    if len(words) < 3 or len(lower) * 2 < len(words):
        return False
    return bool(telling) and len(lower) >= 3


def _is_phrase(text: str) -> bool:
    """Whether a copy has words that are no name: 'Gross margin', but not 'Bank of America' or 'npm install'."""
    words = WORD.findall(text)
    lower = [word for word in words if word.islower() and len(word) > 2 and word not in NAME_PARTICLES]
    looks_written = bool(words) and (words[0][0].isupper() or text.rstrip().endswith(SENTENCE_END))
    return len(words) >= 2 and bool(lower) and looks_written
