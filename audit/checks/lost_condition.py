"""Conditions that one side has and the other has not."""

from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Side, Span
from audit.text.clauses import aligned, explains
from audit.text.conditions import conditions, may_condition
from audit.text.literals import prose
from audit.text.scripts import language
from audit.text.terminology.terms import Place

OTHER: dict[Side, Side] = {"source": "target", "target": "source"}


class LostCondition(Check, frozen=True):
    """A condition of the source is stated as a fact, or a fact as a condition.

    A word that makes a condition (if, unless, 如果, 除非) must leave some trace in the other language; any will do:
    when, should, 若, 時, 的話. A ground of the source (given the, because) that becomes a condition is named. Idioms
    such as “as if” prove nothing either way.

    Languages have many ways to say “if”, so the finding is neutral unless the configuration says otherwise.

    Why: “if demand holds” and “as demand holds” are two forecasts, and a reader may act on the wrong one.

    Fix: say what the source says; where the translation says it in words of its own, allow the finding.
    """

    name = "lost-condition"
    category = "accuracy/mistranslation"
    examples = (
        Example("⟦Given the⟧ weak demand, prices fell.", "⟦假設⟧需求疲弱，價格下跌。"),
        Example("⟦Unless⟧ rates fall, we will sell.", "利率下降，我們將出售。"),
        Example("公司⟦除非⟧盈利，不会分红。", "The company is profitable and pays dividends.", "zh", "en"),
        Example("If rates fall, we will sell.", "利率下降時，我們將出售。"),
        Example("It looks as if rates fall.", "利率似乎下降。"),
    )

    severity: Severity = Severity.NEUTRAL

    def find(self, segment: Segment) -> Iterator[Finding]:
        english, chinese = segment.side_in("en"), segment.side_in("zh")
        if not english or not chinese:
            return
        said, heard = prose(segment, english), prose(segment, chinese)
        if not (may_condition(said, "en") or may_condition(heard, "zh")):
            return
        for one, other in aligned(said, heard):
            if not (may_condition(said[slice(*one)], "en") or may_condition(heard[slice(*other)], "zh")):
                continue
            ours = conditions(said[slice(*one)], "en", one[0])
            theirs = conditions(heard[slice(*other)], "zh", other[0])
            if ours.sure and not theirs.has_trace and not theirs.sure:
                yield from self._unmatched(segment, english, ours.sure[0])
            elif theirs.sure and not ours.sure and (ours.grounds or not ours.has_trace) and not explains(said, heard):
                yield from self._unmatched(segment, chinese, theirs.sure[0], *ours.grounds[:1])

    def _unmatched(self, segment: Segment, side: Side, place: Place, *grounds: Place) -> Iterator[Finding]:
        if {language(prose(segment, one)) for one in OTHER} != {"en", "zh"}:
            return  # left untranslated, or in a third language
        span, others = Span(side, place.start, place.end), [Span(OTHER[side], one.start, one.end) for one in grounds]
        if others:
            message = f"“{segment.text(others[0])}” gives a ground, and “{segment.text(span)}” makes a condition"
        else:
            message = f"“{segment.text(span)}” of the {side} makes a condition, and the {OTHER[side]} has none"
        yield self.finding(segment, message, span, *others)
