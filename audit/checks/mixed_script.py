"""Simplified characters in Traditional Chinese, and the reverse."""

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span, Suggestion
from audit.text.conversion import Stray, characters, converted, has_strays, strays
from audit.text.literals import BLANK, prose
from audit.text.scripts import HAN, ChineseLocale, known_locale
from audit.text.terminology.terms import Term, Terms

ASIDE = re.compile(r"《[^《》]{1,80}》|（[^（）]{1,80}）|\([^()]{1,80}\)|【[^【】]{1,80}】|\[[^\[\]]{1,80}\]")
HAN_WORDS = f"[{HAN}]+"


class MixedScript(Check, frozen=True):
    """Simplified characters stand in a Traditional text, or the reverse.

    Characters that both scripts have (后, 里, 面, 只, 干, 台, 群) count only beside one that shows the script, or in
    words that nothing but a conversion by characters makes, such as 之后 in a Traditional text. Titles and brackets
    that are wholly in the other script, and words that the source has just so, are quoted on purpose. Where most of a
    segment is in the other script, there is one finding.

    Why: one foreign character in a line shows every reader that a machine wrote it and nobody looked.

    Fix: write the character of the text's own script, or give the locale with `--target-locale`.
    """

    name = "mixed-script"
    category = "locale/script"
    examples = (
        Example("The data are here.", "⟦数据⟧在這裡。", target_language="zh-TW"),
        Example("Three days later", "三天⟦之后⟧", target_language="zh-HK"),
        Example("The market grew.", "市场有所增⟦長⟧。", target_language="zh-CN"),
        Example("All of it is new.", "⟦这些都是全新的内容。⟧", target_language="zh-TW"),
        Example("The empress in Lisbon", "皇后在里斯本，只有一面之緣。", target_language="zh-TW"),
        Example("Mr. Zou (邹涛) agreed.", "鄒先生（邹涛）表示同意。", target_language="zh-TW"),
        Example("He wrote a book.", "他著有《东方之声》一書。", target_language="zh-TW"),
        Example("The data are here.", "数据在这里。", target_language="zh-CN"),
    )

    severity: Severity = Severity.MINOR
    whole_segment: Annotated[Severity, Meta(description="Severity where most of a segment is in the other script.")] = (
        Severity.MAJOR
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        locale = known_locale(segment.target_language)
        if locale is None or not has_strays(segment.target, locale):
            return
        target = ASIDE.sub(lambda aside: _own(aside[0], locale), _unquoted(segment))
        own, foreign = characters(target, locale)
        if foreign > own:
            yield self._whole(segment, locale)
        else:
            yield from (self._stray(segment, locale, stray) for stray in strays(target, locale))

    def _whole(self, segment: Segment, locale: ChineseLocale) -> Finding:
        start = len(segment.target) - len(segment.target.lstrip())
        span = Span("target", start, start + len(segment.target.strip()))
        message = f"most of the text is not in {_script(locale)} characters"
        edit = Suggestion(span.start, span.end, converted(segment.target, locale)[span.start : span.end])
        return replace(self.finding(segment, message, span, suggestion=edit), severity=self.whole_segment)

    def _stray(self, segment: Segment, locale: ChineseLocale, stray: Stray) -> Finding:
        span = Span("target", stray.start, stray.end)
        message = f"“{segment.text(span)}” is not {_script(locale)} Chinese; write “{stray.right}”"
        return self.finding(segment, message, span, suggestion=stray.right)


def _unquoted(segment: Segment) -> str:
    """The prose of the target, without the Chinese that the source has, too."""
    text = prose(segment, "target")
    words = set() if segment.source.isascii() else set(re.findall(HAN_WORDS, segment.source))
    if not words:
        return text
    target = list(text)
    for place in Terms([Term(word, is_inflected=False) for word in words]).find(segment.target):
        target[place.start : place.end] = BLANK * (place.end - place.start)
    return "".join(target)


def _own(aside: str, locale: ChineseLocale) -> str:
    """An aside, blanked if it is wholly in the other script."""
    own, foreign = characters(aside, locale)
    return BLANK * len(aside) if foreign and not own else aside


def _script(locale: ChineseLocale) -> str:
    return "Simplified" if locale == "zh-CN" else "Traditional"
