"""What the checks find in single segments, whichever process looks at them."""

from collections.abc import Iterable, Sequence, Set
from itertools import islice

from audit import recall
from audit.check import Check, GatheringCheck
from audit.compared import Packed
from audit.compared import packed as packed_quantities
from audit.encoding import encoded
from audit.model import Failure, Segment
from audit.pool import FEW
from audit.processes import ENCODER
from audit.recall import Found


def elsewhere(
    segments: Sequence[Segment], checks: Sequence[Check | GatheringCheck], on_figures: Set[str]
) -> list[Found | bytes]:
    """The same as `in_each`, as another process sends it: packed, if it can be."""
    each = zip(segments, in_each(segments, checks, on_figures), strict=True)
    return [found if (row := recall.packed(segment.id, found)) is None else row for segment, found in each]


def in_each(segments: Iterable[Segment], checks: Sequence[Check | GatheringCheck], on_figures: Set[str]) -> list[Found]:
    """What checks of one segment find in each of these, and what others gather there, segment by segment.

    It depends on nothing but segment, checks and version. The names of the checks on figures are given, since who asks
    for one segment after the other need not look for them each time. A check looks at a few segments in a row, for
    what has just run is quick to run again; so few that what several checks ask of one is worked out once. What the
    encoder knows of single words is looked up for these few at once.
    """
    if on_figures:
        from audit.quantity_check import compared
    reads = any(check.loads == ENCODER for check in checks)
    if reads:
        from audit.encoder.use import meet

    def within(some: Sequence[Segment]) -> list[Found]:
        if reads:
            meet(text for segment in some for text in (segment.source, segment.target))
        found = [Found([], [], Packed(), []) for _ in some]
        for number, check in enumerate(checks):
            find = check.find if isinstance(check, Check) else None
            gather = check.gather if isinstance(check, GatheringCheck) else None
            for segment, own in zip(some, found, strict=True):
                try:
                    if find:
                        own.findings.extend(find(segment))
                    elif gather and (fact := gather(segment)) is not None:
                        own.gathered.append((number, encoded(fact)))
                except Exception as error:
                    own.failures.append(failure(check.name, segment.id, error))
        return list(map(told, some, found)) if on_figures else found

    def told(segment: Segment, own: Found) -> Found:
        try:
            return own._replace(quantities=packed_quantities(compared(segment, on_figures)))
        except Exception as error:
            own.failures.append(failure("quantities", segment.id, error))
            return own

    left = iter(segments)
    return [one for some in iter(lambda: list(islice(left, FEW)), []) for one in within(some)]


def on_figures_of(checks: Iterable[Check | GatheringCheck]) -> frozenset[str]:
    """The names of the checks on figures."""
    from audit.quantity_check import QuantityCheck  # the number engine: not needed to print a help page

    return frozenset(check.name for check in checks if isinstance(check, QuantityCheck))


def failure(name: str, segment: str | None, error: Exception) -> Failure:
    """A part that crashed, as a report tells it."""
    return Failure(check=name, segment=segment, error=f"{type(error).__name__}: {error}")
