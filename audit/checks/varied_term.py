"""Terms for which a document uses now one word of the field, now another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Annotated, Any

from msgspec import Meta

from audit.check import INSTANCES, Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.terminology.choices import Use, uses


class VariedTerm(GatheringCheck, frozen=True):
    """A term of the field is now one Chinese word, now another, in one document.

    Chinese has several good words for some terms of finance and business: 策略 and 戰略 for strategy, 營收 and 收入 for
    revenue. A table has them; a document should choose. There is one finding for each word that is not the usual one,
    at its first place, and `facts.instances` lists all places. What the table does not have is the subject of
    `inconsistent-term`, which learns from the document.

    Why: readers take two words for two things, and a program that looks for one misses the other.

    Fix: choose one; the word that comes most often is proposed. A glossary settles it for good.
    """

    name = "varied-term"
    category = "terminology/inconsistent"
    examples = (
        Example("Our strategy holds. This strategy, one ⟦strategic⟧ goal", "我們的策略不變。此策略，一個⟦戰略⟧目標"),
        Example("Our strategy holds. This strategy, one strategic goal", "我們的策略不變。此策略，一個策略目標"),
        Example("Our strategy and our policy hold, a strategic goal", "我們的策略與政策不變，戰略目標"),
    )

    severity: Severity = Severity.MINOR
    fewest: Annotated[int, Meta(description="How often the usual word must come to be the usual one.", ge=1)] = 2

    each_document = True
    fact = tuple[Use, ...]

    def gather(self, segment: Segment) -> tuple[Use, ...] | None:
        """The terms of the table that the segment has, and what renders them."""
        if segment.side_in("en") != "source" or segment.side_in("zh") != "target":
            return None
        return tuple(uses(prose(segment, "source"), prose(segment, "target"))) or None

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each word that is not the usual one for its term, where it comes first."""
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for use in (use for _, found in gathered for use in found):
            counts[use.term][use.word] += 1
        varied = {term for term, words in counts.items() if len(words) > 1 and max(words.values()) >= self.fewest}
        places: dict[int, list[tuple[int, Use]]] = defaultdict(list)
        for number, found in gathered if varied else ():
            for use in found:
                if use.term in varied:
                    places[use.term].append((number, use))
        for term, told in places.items():
            (usual, _), *others = counts[term].most_common()
            for word, _ in others:
                yield self._varied(segments, told, usual, word)

    def _varied(self, segments: Sequence[Segment], found: Sequence[tuple[int, Use]], usual: str, word: str) -> Finding:
        counts = Counter(use.word for _, use in found)
        (number, shown), (other, model) = (
            next((number, use) for number, use in found if use.word == one) for one in (word, usual)
        )
        segment, best = segments[number], segments[other].text(Span("target", *model.target))
        source, target = Span("source", *shown.source), Span("target", *shown.target)
        message = (
            f"“{segment.text(source)}” is “{segment.text(target)}” here"
            f" ({counts[word]} times in all) and “{best}” elsewhere ({counts[usual]} times)"
        )
        instances = [
            {"segment": segments[number].id, "start": use.target[0], "end": use.target[1]}
            for number, use in islice((one for one in found if one[1].word in (word, usual)), INSTANCES)
        ]
        return self.finding(segment, message, source, target, suggestion=best, facts={"instances": instances})
