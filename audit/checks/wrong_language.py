"""Text in a third language."""

import re
from collections.abc import Iterable, Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Span
from audit.text.literals import BLANK, prose
from audit.text.scripts import language
from audit.text.words.stop import WORD, stop_words

SCRIPTS = {
    "Japanese": "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d",
    "Korean": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Cyrillic letters": "\u0400-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arabic": "\u0620-\u065f\u066e-\u06ef\u0750-\u077f",
    "Hebrew": "\u05d0-\u05ea",
    "Thai": "\u0e01-\u0e4e",
    "Hindi": "\u0900-\u0965\u0970-\u097f",
}
SHORTEST = {"Japanese": 1, "Greek": 3}
"""Letters of a run that count: Greek ones are symbols, Japanese particles are short."""
RUNS = {name: re.compile(f"[{letters}]{{{SHORTEST.get(name, 2)},}}") for name, letters in SCRIPTS.items()}
ANY = re.compile(f"[{''.join(SCRIPTS.values())}]")
LATIN_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "pt": "Portuguese"}
ASIDE = re.compile(
    r"（[^（）]*）|\([^()]*\)|「[^「」]*」|『[^『』]*』|《[^《》]*》|【[^【】]*】|\[[^\[\]]*\]|“[^“”]*”|\"[^\"]*\""
)
FEWEST = 4
"""Letters below which a foreign word may be a symbol, a brand or an emoticon."""


class WrongLanguage(Check, frozen=True):
    """The translation, or a part of it, is in neither English nor Chinese.

    Words that the source has too, and those in quotes or brackets beside a translation, are quoted on purpose.
    English where Chinese is due, and the reverse, are the subject of `untranslated-text`.

    Why: an engine that was asked for Chinese now and then answers in Japanese, Korean or German, fluently.

    Fix: translate the marked text again.
    """

    name = "wrong-language"
    category = "accuracy/language"
    examples = (
        Example("Thank you for joining us today.", "本日⟦はご参加いただきありがとう⟧。"),
        Example("Thank you for joining us today.", "感谢各位⟦참석해 주셔서⟧。"),
        Example(
            "Revenue grew in every region.", "⟦Der Umsatz ist in allen Regionen gewachsen und wird weiter wachsen.⟧"
        ),
        Example("Our Moscow office has closed.", "我们的⟦московский офис⟧已经关闭。"),
        Example("The word is “спасибо”.", "这个词是“спасибо”。"),
        Example("The singer Tsoi sang again.", "歌手维克多·崔（Виктор Цой）再次献唱。"),
        Example("The Yunoka tea house opened.", "优の果茶馆开业了。"),
        Example("Set α to 0.05 and β to 0.2.", "将 α 设为 0.05，β 设为 0.2。"),
        Example("Ludwig van Beethoven", "Ludwig van Beethoven"),
    )

    def find(self, segment: Segment) -> Iterator[Finding]:
        target = prose(segment, "target")
        if ANY.search(target):
            yield from self._scripts(segment, target)
        elif segment.side_in("zh") == "target":
            words = WORD.findall(target)
            if len(words) >= FEWEST and language(target) == "en":
                yield from self._latin(segment, target, words)

    def _scripts(self, segment: Segment, target: str) -> Iterator[Finding]:
        bare = ASIDE.sub(lambda aside: BLANK * len(aside[0]), target)
        if language(bare) is None:
            bare = target
        for name, run in RUNS.items():
            quoted = set(run.findall(segment.source))
            runs = [match for match in run.finditer(bare) if match[0] not in quoted]
            if sum(len(match[0]) for match in runs) >= FEWEST:
                start, end = runs[0].start(), runs[-1].end()
                yield self.finding(segment, f"the translation is in {name} here", Span("target", start, end))

    def _latin(self, segment: Segment, target: str, words: Iterable[str]) -> Iterator[Finding]:
        source = segment.source.casefold()
        own = {word for word in map(str.casefold, words) if word not in source}
        if own & stop_words()["en"]:
            return
        likeness = {code: len(own & stop_words()[code]) for code in LATIN_LANGUAGES}
        code = max(likeness, key=lambda code: likeness[code])
        if likeness[code] >= 3:
            start = len(target) - len(target.lstrip())
            span = Span("target", start, start + len(target.strip()))
            yield self.finding(segment, f"the translation is in {LATIN_LANGUAGES[code]}", span)
