"""Words or sentences that the translation repeats on its own."""

import re
import textwrap
from collections.abc import Iterator
from functools import cache

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.scripts import HAN

CHINESE = rf"""(?x)
      (?!(.)\1)([{HAN}]{{2,12}}?)(?:[、，,\s]{{0,2}}\2){{2,}}          # a word three times, but no laughter
    | ([{HAN}]{{5,24}})[、，,\s]{{0,2}}\3                              # a phrase twice
    | (?<![^。！？\n])([^。！？\n]{{6,200}}[。！？])\s{{0,2}}\4       # a sentence twice
"""
ON = rf"[{HAN}、，,\s]"
AGAIN = re.compile(rf"""(?x)
    ([{HAN}]{{2}})(?={ON}{{0,24}}\1)                                    # two characters again: most texts have none
    (?:{ON}{{0,12}}\1{ON}{{0,12}}\1 | ([{HAN}]{{3}}){ON}{{0,21}}\1\2)
""")
"""Two characters three times or five twice: every text has them with a word three times or a phrase twice."""
SENTENCE = re.compile(r"(?<![^。！？\n])([^。！？\n]{6,200}[。！？])\s{0,2}\1")
ENGLISH = r"""(?ix)
      \b()([a-z]{2,20}(?:\ [a-z]{1,20}){0,7})(?:,?\ \2\b){2,}
    | \b([a-z]{1,20}(?:\ [a-z]{1,20}){3,15}),?\ \3\b
    | (?<![^.!?\n])([^.!?\n]{12,300}[.!?])\s{0,2}\4
"""
ENGLISH_ECHO = r"(?i)\b(\w{2,20}(?:\W{1,3}\w{1,20}){0,7})\W{1,3}\1\b"
CHINESE_ECHO = rf"([{HAN}])\1\1|([{HAN}]{{2,24}})[、，,。\s]{{0,2}}\2"
compiled = cache(re.compile)
"""Those that few texts need, when one does: they take long to compile."""


class RepeatedText(Check, frozen=True):
    """The translation says the same words again and again, which the source does not.

    Words doubled for emphasis (很多很多) and repetition that the source has too are no fault.

    Why: engines get caught in loops, and what stood in place of the repetition is often lost.

    Fix: keep one, and see whether words of the source are missing.
    """

    name = "repeated-text"
    category = "accuracy/addition"
    examples = (
        Example("We expect growth next year.", "我们预计⟦明年、明年、明年⟧将会增长。"),
        Example("Our costs fell.", "我们的⟦运营成本下降运营成本下降⟧了。"),
        Example("Thank you.", "⟦非常感谢您的参与。非常感谢您的参与。⟧"),
        Example("谢谢大家。", "Thank you ⟦very much, very much, very much⟧.", "zh", "en"),
        Example("Location, location, location.", "地段、地段、地段。"),
        Example("There are very many of them.", "这样的例子很多很多。"),
        Example("Let us look into it.", "我们研究研究。"),
        Example("What matters is the customer.", "最重要的是客户，客户的满意。"),
    )

    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        is_chinese = segment.side_in("zh") == "target"
        repetition, echo = (CHINESE, ENGLISH_ECHO) if is_chinese else (ENGLISH, CHINESE_ECHO)
        target = prose(segment, "target")
        if is_chinese and not _may_repeat(target):
            return
        repeated = list(compiled(repetition).finditer(target))
        if repeated and not compiled(echo).search(segment.source):
            for match in repeated:
                words = match[2] or match[3] or match[4]
                message = f"“{textwrap.shorten(words, 40, placeholder=' …')}” is repeated, and not so in the source"
                yield self.finding(segment, message, Span("target", *match.span()), suggestion=words)


def _may_repeat(text: str) -> bool:
    """Whether a text has what every such text has: three times as quick, and hardly a text has any."""
    if AGAIN.search(text):
        return True
    sentences = text.count("。") + text.count("！") + text.count("？")
    return sentences > 1 and SENTENCE.search(text) is not None
