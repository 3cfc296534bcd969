"""How sure a score is: what it would have been over other draws of the same segments.

The draws are sacreBLEU's own, number for number: the same seed over as many segments is the same draws, so scores of
several systems over them are paired.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

SAMPLES = 1000
SEED = 12345
Samples = Annotated[
    int, Meta(description="Draws of segments that the 95 % interval comes from; 0 for no interval.", ge=0)
]
Seed = Annotated[int, Meta(description="What the draws start from.", ge=0)]


def draws(size: int, samples: int = SAMPLES, seed: int = SEED) -> "Iterator[NDArray[int64]]":
    """Choose as many of `size` segments as there are, some twice, some never; one draw after another.

    >>> [draw.tolist() for draw in draws(3, samples=2)]
    [[2, 0, 2], [0, 0, 2]]
    """
    import numpy

    source = numpy.random.default_rng(seed)
    for _ in range(samples):
        yield source.choice(size, size=size, replace=True)


def interval(resampled: Sequence[float]) -> tuple[float, float] | None:
    """The 95 % interval of a score from its values over draws; None where there are none.

    >>> interval([float(value) for value in range(100)])
    (2.0, 97.0)
    """
    if not resampled:
        return None
    ordered, tail = sorted(resampled), len(resampled) // 40
    return ordered[tail], ordered[len(ordered) - tail - 1]


def p_value(one: Sequence[float], other: Sequence[float], difference: float) -> float | None:
    """How often chance alone would part two systems as far as this, by paired bootstrap resampling (Koehn 2004).

    It is sacreBLEU's, but for systems that are equal: theirs would be called significantly different.

    >>> p_value([40.0, 41.0, 42.0], [30.0, 31.0, 32.0], 10.0), p_value([40.0, 41.0], [40.0, 41.0], 0.0)
    (0.25, 1.0)
    """
    if not one:
        return None
    if not difference:
        return 1.0
    apart = [abs(b - a) for a, b in zip(one, other, strict=True)]
    mean = sum(apart) / len(apart)
    beyond = sum(value - mean > abs(difference) for value in apart)
    return (beyond + 1) / (len(apart) + 1)


def means(values: Sequence[float], samples: int = SAMPLES, seed: int = SEED) -> list[float]:
    """The mean of the values over each draw; none for a single value, which says nothing of its spread."""
    if len(values) < 2:
        return []
    import numpy

    row: Any = numpy.array(values)
    return [float(row[draw].mean()) for draw in draws(len(values), samples, seed)]
