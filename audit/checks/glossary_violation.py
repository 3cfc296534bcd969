"""Terms that are not rendered as the glossary wants."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from msgspec import Meta

from audit import glossary
from audit.check import CorpusCheck, Example
from audit.glossary import Requirement
from audit.model import Finding, Segment, Span
from audit.text.literals import prose
from audit.text.scripts import HAN
from audit.text.terminology.terms import Place, Term, Terms, longest

DERIVED = ("ed", "ing")
HAN_LETTER = re.compile(f"[{HAN}]")
BESIDE_HAN = rf"(?<=[{HAN}])\s+|(?<!\s)\s+(?=[{HAN}])"
"""Slow to compile, and only a glossary needs it."""


class Rendered(NamedTuple):
    """What a target has for a term."""

    allowed: int = 0
    """How many renderings that the glossary allows."""
    forbidden: tuple[Span, ...] = ()


class GlossaryViolation(CorpusCheck, frozen=True):
    """A term of the source is not rendered as the glossary wants.

    The glossaries are tables (`.csv`, `.tsv`) or TBX. A table names its columns in the first row: `source` and
    `target`, or languages such as `en` and `zh-TW`; and if you like `forbidden`, `case_sensitive` and `part_of_word`.
    Several renderings have bars between them, the preferred one first. English terms are found in the plural, in any
    case unless they are all capitals, and not inside a longer term of the glossary; in -ed and -ing, which may be
    another word, only beside a rendering that is forbidden. Where a term stands several times, one rendering is enough,
    unless another stands there that is forbidden.

    Why: a client's glossary is a promise, and readers take two words for two things.

    Fix: use the rendering of the glossary, or add the one that was used.
    """

    name = "glossary-violation"
    category = "terminology/glossary"
    examples = (
        Example("Our ⟦network banks⟧ grew.", "我們的網絡銀行成長了。", options={"terms": {"network bank": "網路銀行"}}),
        Example("⟦Deposits⟧ grew.", "存錢成長了。", options={"terms": {"deposit": "存款|存入"}}),
        Example("Deposits grew.", "存款成長了。", options={"terms": {"deposit": "存款|存入"}}),
        Example("Deposit insurance", "存保", options={"terms": {"deposit": "存款", "deposit insurance": "存保"}}),
        Example("It grew.", "它成長了。", options={"terms": {"IT": "資訊科技"}}),
    )

    files: Annotated[
        tuple[str, ...],
        Meta(
            description="Glossaries: .csv, .tsv, .tbx; in a configuration file, seen from its folder. "
            "With none and no `terms`, the check is silent.",
            extra={"paths": True},
        ),
    ] = ()
    terms: Annotated[
        Mapping[str, str], Meta(description="Terms beside those of the files, each with its renderings between bars.")
    ] = {}

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        concepts = [concept for file in self.files for concept in glossary.read(Path(file))]
        concepts += glossary.inline(self.terms)
        rules: dict[tuple[str, str], Rules] = {}
        for segment in segments if concepts else ():
            languages = segment.source_language, segment.target_language
            if languages not in rules:
                rules[languages] = Rules(glossary.requirements(concepts, *languages))
            if segment.side_in("zh") != "target" or HAN_LETTER.search(segment.target):
                yield from self._violations(segment, rules[languages])

    def _violations(self, segment: Segment, rules: "Rules") -> Iterator[Finding]:
        asked = rules.asked(prose(segment, "source"))
        rendered = rules.rendered(asked, prose(segment, "target")) if asked else {}
        for number, places in asked.items():
            requirement = rules.requirements[number]
            sources = [Span("source", place.start, place.end) for place in places]
            term = segment.text(sources[0])
            allowed, forbidden = rendered[number]
            ours = " or ".join(f"“{word}”" for word in requirement.allowed)
            facts = {
                "term": requirement.term,
                "allowed": list(requirement.allowed),
                "forbidden": list(requirement.forbidden),
                "glossary": requirement.place,
            }
            if forbidden and allowed < len(places):
                for span in forbidden:
                    message = f"the glossary forbids “{segment.text(span)}” for “{term}”"
                    suggestion = requirement.allowed[0] if requirement.allowed else None
                    message += f"; it has {ours}" if ours else ""
                    yield self.finding(segment, message, sources[0], span, suggestion=suggestion, facts=facts)
            elif (
                requirement.allowed and not allowed and not all(_is_derived(requirement, segment, at) for at in sources)
            ):
                message = f"“{term}” is not rendered {ours}, as the glossary has it"
                yield self.finding(segment, message, *sources, facts=facts)


class Rules:
    """Requirements, ready to be held against segments of one pair of languages."""

    def __init__(self, requirements: Sequence[Requirement]) -> None:
        self.requirements = requirements
        self._terms = Terms(
            [Term(one.term, exact_case=one.exact_case, may_be_part=one.may_be_part) for one in requirements]
        )
        words = [
            (number, is_allowed, word)
            for number, one in enumerate(requirements)
            for is_allowed, words in ((True, one.allowed), (False, one.forbidden))
            for word in words
        ]
        self._meant = [(number, is_allowed) for number, is_allowed, _ in words]
        self._renderings = Terms([Term(_compact(word)[0]) for _, _, word in words])

    def asked(self, source: str) -> Mapping[int, list[Place]]:
        """The places of the terms in a source, by number of the requirement."""
        found: defaultdict[int, list[Place]] = defaultdict(list)
        for place in self._terms.find(source):
            found[place.term].append(place)
        return found

    def rendered(self, asked: Container[int], target: str) -> Mapping[int, Rendered]:
        """What a target has of the renderings of requirements; spaces beside Chinese do not matter."""
        text, offsets = _compact(target)
        found: defaultdict[int, list[Place]] = defaultdict(list)
        for place in self._renderings.find_overlapping(text):
            number, _ = self._meant[place.term]
            if number in asked:
                found[number].append(place)
        rendered: defaultdict[int, Rendered] = defaultdict(Rendered)
        for number, places in found.items():
            kept = list(longest(places))
            forbidden = [place for place in kept if not self._meant[place.term][1]]
            spans = tuple(Span("target", offsets[place.start], offsets[place.end - 1] + 1) for place in forbidden)
            rendered[number] = Rendered(len(kept) - len(forbidden), spans)
        return rendered


def _is_derived(requirement: Requirement, segment: Segment, place: Span) -> bool:
    """Whether the term stands in -ed or -ing: that may be another word, as with account and accounting."""
    return segment.text(place).endswith(DERIVED) and not requirement.term.endswith(DERIVED)


def _compact(text: str) -> tuple[str, list[int]]:
    """A text without the spaces beside Chinese, and where each character was."""
    dropped = {at for match in re.finditer(BESIDE_HAN, text) for at in range(*match.span())}
    kept = [at for at in range(len(text)) if at not in dropped]
    return "".join(text[at] for at in kept), kept
