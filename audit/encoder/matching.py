"""Windows of one text matched with the windows of another: what is said there too, and what is not."""

import numpy as np
from msgspec import Struct

from audit.encoder.use import Encoded, Floats

NEAREST = 5
"""Windows that show how close everything is to a window."""
OUT_OF_PLACE = 0.2
"""What a match costs between the beginning of one text and the end of the other, where two would do."""


class Matching(Struct, frozen=True, eq=False):
    """What the other text has for each window of a text; arrays of one row a window."""

    middles: Floats
    """Middle of the window, in code points."""
    best: Floats
    """Cosine with the nearest window of the other text."""
    nearer: Floats
    """Twice the best cosine, less how close that window of the other text is to everything (CSLS, Conneau et al.
    2018, https://arxiv.org/abs/1710.04087)."""
    claims: Floats
    """Share of the windows of the other text that fit this window best, place considered."""
    partners: Floats
    """Middle of the window of the other text that fits best, place considered, in code points."""


def match(one: Encoded, other: Encoded) -> Matching:
    """Match each window of `one` with those of `other`; both must have windows.

    >>> from audit.encoder.use import encode
    >>> english = encode("Revenue fell sharply in the fourth quarter. The canteen now serves noodles.")
    >>> matching = match(english, encode("第四季營收大幅下降。"))
    >>> bool(matching.best[0] > matching.best[-1] + 0.3)
    True
    """
    cosines = one.local @ other.local.T
    middles, others = _middles(one), _middles(other)
    distances = np.abs((middles / middles[-1])[:, None] - (others / others[-1])[None])
    placed = cosines - OUT_OF_PLACE * distances
    claims = np.bincount(placed.argmax(axis=0), minlength=len(middles)) / len(others)
    nearest = min(NEAREST, len(middles))
    closeness = np.partition(cosines, len(middles) - nearest, axis=0)[-nearest:].mean(axis=0)
    return Matching(
        middles=middles,
        best=cosines.max(axis=1),
        nearer=(2 * cosines - closeness[None]).max(axis=1),
        claims=claims.astype(np.float32),
        partners=others[placed.argmax(axis=1)],
    )


def _middles(encoded: Encoded) -> Floats:
    return np.array([max(window.start + window.end, 1) / 2 for window in encoded.windows], dtype=np.float32)
