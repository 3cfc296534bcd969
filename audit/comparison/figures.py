"""Quantities that systems render differently, judged against the source and not against each other."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from audit.model import Quantity, Segment, Verdict
from audit.quantities import differences

TOLD = (Verdict.MISMATCH, Verdict.AMBIGUOUS)
MISSING = "∅"


class Disagreement(Struct, frozen=True):
    """What became of a quantity in each system."""

    segment: str
    source: str
    """The words of the source, or "" for a quantity that it does not have."""
    renderings: tuple[str | None, ...]
    """What each system made of it: None where it says the same as the source, ∅ where it is missing."""


def disagreements(systems: Sequence[Sequence[Segment]]) -> Iterator[Disagreement]:
    """Yield each quantity that some systems render as the source has it and others do not, or each in its own way.

    >>> one = Segment(id="1", source="Costs fell 5% to $2 million.", target="成本下降5%至200萬美元。")
    >>> other = Segment(id="1", source="Costs fell 5% to $2 million.", target="成本下降5%至2,000萬美元。")
    >>> list(disagreements([[one], [other]]))
    [Disagreement(segment='1', source='$2 million', renderings=(None, '2,000萬美元'))]
    """
    for segments in zip(*systems, strict=True):
        rendered = [_renderings(segment) for segment in segments]
        for start, source in sorted({key for own in rendered for key in own}):
            renderings = tuple(own.get((start, source)) for own in rendered)
            if len(set(renderings)) > 1:
                yield Disagreement(segments[0].id, source, renderings)


def _renderings(segment: Segment) -> dict[tuple[int, str], str]:
    """What the target says where it differs from a quantity of the source; added quantities come last."""
    found: dict[tuple[int, str], list[str]] = {}
    for difference in differences(segment):
        if difference.verdict in TOLD:
            keys = [(quantity.start, quantity.text) for quantity in difference.source]
            for key in keys or [(len(segment.source), "")]:
                found.setdefault(key, []).append(_words(difference.target))
    return {key: ", ".join(dict.fromkeys(words)) for key, words in found.items()}


def _words(quantities: Sequence[Quantity]) -> str:
    return " … ".join(quantity.text for quantity in quantities) or MISSING
