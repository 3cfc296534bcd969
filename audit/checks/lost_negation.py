"""Negations that one side has and the other has not."""

from collections.abc import Iterator, Sequence

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Side, Span
from audit.text.clauses import aligned, explains
from audit.text.literals import prose
from audit.text.polarity import Cue, cues, may_negate
from audit.text.scripts import language
from audit.text.sentences import Place

OTHER: dict[Side, Side] = {"source": "target", "target": "source"}


class LostNegation(Check, frozen=True):
    """The translation affirms what the source denies, or denies what it affirms.

    A sentence that negates must leave some trace of that in the other language; any will do: a negation, a prefix,
    a word such as hardly, except, 難以, 只有. Where English negates twice, Chinese needs two traces. Idioms that lose
    their negation in translation (not only, no doubt, can't wait) and words that only look like one (不断, 未来,
    是不是) prove nothing either way.

    People who translate news say in other words much of what is negated, or leave it out: on their right translations
    most findings are wrong, though hardly any on translations whose negation was taken out, or on annual reports. So
    findings are neutral, unless the configuration gives them a severity, as that for earnings calls does. English says
    in other words much of what Chinese negates (out of stock, 沒有庫存): where only the Chinese negates, the finding is
    minor at most, and neutral where the Chinese is the translation.

    Why: “not” is a short word that engines drop without a sign, and the sentence reads as well without it.

    Fix: say what the source says; where the translation says it in words of its own, allow the finding.
    """

    name = "lost-negation"
    category = "accuracy/mistranslation"
    examples = (
        Example("We do ⟦not⟧ expect margins to fall.", "我们预计利润率会下降。"),
        Example("The device works ⟦without⟧ a battery.", "該裝置使用電池運作。"),
        Example("We have ⟦not⟧ signed and ⟦cannot⟧ comment.", "我們⟦尚未⟧簽約，可以發表評論。"),
        Example("The fee is refundable.", "费用⟦不能⟧退还。"),
        Example("公司⟦并未⟧收到通知。", "The company received the notice.", "zh", "en"),
        Example("Not only did revenue grow, margins did too.", "收入增长，利润率也有所提升。"),
        Example("We cannot wait to see you.", "我們期待與您見面。"),
        Example("The plan is not necessarily final.", "该计划未必是最终版本。"),
        Example("We constantly improve; are you ready?", "我们不断改进，你是不是准备好了？"),
        Example("The test failed to run.", "測試無法執行。"),
    )

    severity: Severity = Severity.NEUTRAL

    def find(self, segment: Segment) -> Iterator[Finding]:
        english, chinese = segment.side_in("en"), segment.side_in("zh")
        if not english or not chinese:
            return
        texts: dict[Side, str] = {"source": segment.source, "target": segment.target}
        if not (may_negate(texts[english], "en") or may_negate(texts[chinese], "zh")):
            return
        texts = {side: prose(segment, side) for side in OTHER}
        if language(texts[english]) != "en" or language(texts[chinese]) != "zh":
            return  # left untranslated, or in a third language
        here = [cue for cue in cues(texts[english], "en") if not (cue.words.isalpha() and cue.words in texts[chinese])]
        there, adds = list(cues(texts[chinese], "zh")), explains(texts[english], texts[chinese])
        for one, other in aligned(texts[english], texts[chinese]):
            ours, theirs = _within(here, one), _within(there, other)
            negating = [cue for cue in ours if cue.negates]
            if len(theirs) < min(len(negating), 2):
                yield self._unmatched(segment, english, negating, theirs)
            elif not ours and not adds and (negating := [cue for cue in theirs if cue.negates]):
                found = self._unmatched(segment, chinese, negating, ours)
                limit = Severity.NEUTRAL if chinese == "target" else Severity.MINOR
                yield found.at_most(limit)

    def _unmatched(self, segment: Segment, side: Side, negating: Sequence[Cue], others: Sequence[Cue]) -> Finding:
        words = ", ".join(f"“{cue.words}”" for cue in negating)
        message = f"{words} of the {side} " + (
            f"can hardly all be in “{others[0].words}”" if others else f"is not in the {OTHER[side]}"
        )
        spans = [Span(side, cue.start, cue.end) for cue in negating]
        spans += [Span(OTHER[side], cue.start, cue.end) for cue in others]
        return self.finding(segment, message, *spans)


def _within(found: Sequence[Cue], place: Place) -> list[Cue]:
    return [cue for cue in found if place[0] <= cue.start < place[1]]
