"""Translations that people would be likely to call bad."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from audit.check import CorpusCheck, Example
from audit.estimation.documents import is_translated, judged
from audit.model import Finding, Segment, Severity, Span


class LowAdequacy(CorpusCheck, frozen=True):
    """People would be likely to give the translation a low score.

    The embedded encoder and a model learned from human judgements estimate the score, from 0 to 100, that people would
    give; `facts.interval` is where 95 of 100 of theirs would lie, and it is wide. Of the machine translations that
    people judged and the model did not learn from, 1 in 100 was below 50; people gave 6 of 10 of those less than 50
    themselves, of all 1 in 8. Of right translations, 1 in 600 was below. So a finding is neutral: it is shown,
    and weighs nothing. It runs when selected, since the encoder must read every segment.

    Why: a translation of another sentence, or one that makes no sense, breaks no rule that can be written down.

    Fix: read the translation against its source; start with the lowest.
    """

    name = "low-adequacy"
    category = "accuracy/mistranslation"
    default = False
    examples = (
        Example(
            "⟦The archaeologists carefully lifted the bronze mirror from the tomb, and found an inscription that names "
            "the daughter of a forgotten provincial governor.⟧",
            "⟦孩子們在樹下 Tom 的 iPhone 壞了 , 他 去 SHOP 買 新 的 .⟧",
        ),
        Example(
            "Engineers replaced the corroded cables of the bridge at night, so that people could cross each morning.",
            "工程师在夜间更换了桥上锈蚀的缆索，好让通勤者每天早上都能过桥。",
        ),
        Example("Our canteen now serves noodles on Fridays.", "我們的食堂現在每週五供應麵條。"),
        Example("Thank you.", "谢谢。"),
    )

    severity: Severity = Severity.NEUTRAL
    below: Annotated[float, Meta(description="Estimate below which a segment is reported.", ge=0, le=100)] = 50.0

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        found = judged(segments)
        for segment in segments:
            estimate = found[segment.id]
            if estimate.value < self.below and is_translated(segment):
                yield self.finding(
                    segment,
                    f"people would give this {estimate.value:.0f} of 100, or between {estimate.low:.0f} and "
                    f"{estimate.high:.0f}",
                    Span("source", 0, len(segment.source)),
                    Span("target", 0, len(segment.target)),
                    facts={"estimate": estimate.value, "interval": [estimate.low, estimate.high]},
                )
