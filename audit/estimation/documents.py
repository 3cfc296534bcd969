"""Documents read once: what each translation is worth, and whether it stands beside its own source."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from audit import pool
from audit.cache import Numbers, kept
from audit.check import by_document
from audit.estimation.signature import MODEL
from audit.model import Segment
from audit.processes import ENCODER
from audit.text.scripts import language

Texts = tuple[str, ...]
"""English and Chinese of a pair; nothing for a pair that is no translation at all."""
BLOCK = 1024
"""Pairs whose vectors are in memory at one time: 12 KB each."""
TOGETHER = 16
"""Pairs whose pieces are looked up together; twenty times as many would have more than are kept."""
WORDS = 5
"""English words from which a line tells where it belongs; names and labels do not."""

TIE = 1e-5
"""Cosines that are no farther apart are of the same words."""


class Judged(Struct, frozen=True):
    """What was found of a pair."""

    value: float
    """The score that people would give it, 0 to 100, and where 95 of 100 of them would lie; 0 for no translation."""
    low: float
    high: float
    shift: int
    """How many lines below its source its translation stands, counting pairs that are translations."""
    nearness: float | None
    """Share of the translations of the lines around it that are less near to the source than its own; None where that
    says nothing."""


NOTHING = Judged(0.0, 0.0, 0.0, 0, None)
"""A pair that is no translation at all."""


def judged(segments: Sequence[Segment]) -> dict[str, Judged]:
    """Judge the pairs of each document, by the ids of the segments.

    >>> lines = [("Revenue fell sharply.", "營收大幅下降。"), ("The canteen serves noodles.", "餐廳供應麵條。")]
    >>> texts = [Segment(id=source[:3], source=source, target=target) for source, target in lines]
    >>> [(name, found.value > 0, found.shift) for name, found in judged(texts).items()]
    [('Rev', True, 0), ('The', True, 0)]
    """
    documents = list(by_document(segments))
    backwards = any(segment.side_in("zh") == "source" for segment in segments)
    found = judge(tuple(tuple(map(_texts, document)) for document in documents), backwards)
    return {
        segment.id: one
        for document, part in zip(documents, found, strict=True)
        for segment, one in zip(document, part, strict=True)
    }


def is_translated(segment: Segment) -> bool:
    """Whether the target is something else than the source, and not in its language.

    >>> [is_translated(Segment(id="1", source="OK", target=target)) for target in ("好", "OK")]
    [True, False]
    """
    target = segment.target.strip()
    if not target or target == segment.source.strip():
        return False
    return language(target) != segment.source_language.partition("-")[0]


def _texts(segment: Segment) -> Texts:
    if not is_translated(segment):
        return ()
    pair = segment.source, segment.target
    return pair if segment.side_in("zh") == "target" else pair[::-1]


@lru_cache(maxsize=1)
def judge(documents: tuple[tuple[Texts, ...], ...], backwards: bool) -> list[list[Judged]]:
    """Judge documents; kept for the guards and the score of one run, so that each text is read once."""
    found = []
    with readers(sum(map(len, documents))) as crew:
        for document in documents:
            pairs = [pair for pair in document if pair]
            blocks = (pairs[start : start + BLOCK] for start in range(0, len(pairs), BLOCK))
            own = (one for block in blocks for one in _block(block, backwards, crew))
            found.append([next(own) if pair else NOTHING for pair in document])
    return found


def readers(pairs: int) -> AbstractContextManager[pool.Crew]:
    """Processes that read so many pairs, as many as pay."""
    return pool.hired(pool.allowed(pairs, pool.READERS_PAY), ENCODER)


def _block(pairs: Sequence[Texts], backwards: bool, crew: pool.Crew) -> Iterator[Judged]:
    import numpy as np

    from audit.encoder.shifts import REACH, shifts

    model = "|".join(f"{name}:{value}" for name, value in MODEL)
    numbers = kept(f"{model}|vectors", pairs, lambda new: _worked_out(new, crew))
    vectors = np.array(numbers)[:, 3:].astype(np.float32).reshape(len(pairs), 2, -1)
    sources, targets = (vectors[:, side] for side in ((1, 0) if backwards else (0, 1)))
    for line, shift in enumerate(shifts(list(sources), list(targets))):
        value, low, high = numbers[line][:3]
        near = targets[max(0, line - REACH) : line + REACH + 1] @ sources[line]
        mine = float(targets[line] @ sources[line])
        apart = near[np.abs(near - mine) > TIE]
        says = len(pairs[line][0].split()) >= WORDS and len(apart) > 0
        yield Judged(value, low, high, shift, float((apart < mine).mean()) if says else None)


def _worked_out(pairs: Sequence[Texts], crew: pool.Crew) -> Iterator[Numbers]:
    for _, numbers in crew.each(_estimated, pairs, lambda lost: None):
        yield from numbers


def _estimated(pairs: Sequence[Texts]) -> Sequence[Numbers]:
    from audit.encoder.use import meet  # loads the encoder

    numbers = list[Numbers]()
    for start in range(0, len(pairs), TOGETHER):
        some = pairs[start : start + TOGETHER]
        meet(chain.from_iterable(some))
        numbers.extend(map(_numbers, some))
    return numbers


def _numbers(pair: Texts) -> Numbers:
    """Estimate, lower and upper end, then the vectors of both texts, which the estimate needed too."""
    from audit.encoder.use import whole
    from audit.estimation.model import estimate

    found = estimate(*pair)
    numbers = array("d", (found.value, found.low, found.high))
    for text in pair:
        numbers.frombytes(whole(text).astype("d").tobytes())
    return numbers
