"""Terms for which a document uses now one word of the field, now another."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated

from msgspec import Meta

from audit.check import INSTANCES, CorpusCheck, Example, by_document
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.term_choices import Use, uses


class VariedTerm(CorpusCheck, frozen=True):
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

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        for document in by_document(segments):
            counts: dict[int, Counter[str]] = defaultdict(Counter)
            for term, use in uses(map(_pair, document)):
                counts[term][use.word] += 1
            varied = {term for term, words in counts.items() if len(words) > 1 and max(words.values()) >= self.fewest}
            places: dict[int, list[Use]] = defaultdict(list)
            for term, use in uses(map(_pair, document)) if varied else ():
                if term in varied:
                    places[term].append(use)
            for term, found in places.items():
                (usual, _), *others = counts[term].most_common()
                for word, _ in others:
                    yield self._varied(document, found, usual, word)

    def _varied(self, document: Sequence[Segment], found: Sequence[Use], usual: str, word: str) -> Finding:
        counts = Counter(use.word for use in found)
        shown = next(use for use in found if use.word == word)
        model = next(use for use in found if use.word == usual)
        segment, best = document[shown.pair], document[model.pair].text(Span("target", *model.target))
        source, target = Span("source", *shown.source), Span("target", *shown.target)
        message = (
            f"“{segment.text(source)}” is “{segment.text(target)}” here"
            f" ({counts[word]} times in all) and “{best}” elsewhere ({counts[usual]} times)"
        )
        instances = [
            {"segment": document[use.pair].id, "start": use.target[0], "end": use.target[1]}
            for use in islice((use for use in found if use.word in (word, usual)), INSTANCES)
        ]
        return self.finding(segment, message, source, target, suggestion=best, facts={"instances": instances})


def _pair(segment: Segment) -> tuple[str, str]:
    """What is to be read of a segment, in English and Chinese; nothing of one in other languages."""
    if segment.side_in("en") != "source" or segment.side_in("zh") != "target":
        return "", ""
    return prose(segment, "source"), prose(segment, "target")
