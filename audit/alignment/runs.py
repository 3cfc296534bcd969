"""Vectors of the sentences of a document, and of runs of them as if each run were one sentence."""

from collections.abc import Sequence

import numpy as np

from audit.encoder.use import Floats, project, read

LONGEST_RUN = 3
"""Sentences of one side that may make a pair together."""
READ = 600
"""Code points of a sentence that are read: few are longer, and what they are about is clear by then."""
_BATCH = 1024


def runs(texts: Sequence[str]) -> list[Floats]:
    """For runs of one, two ... sentences, a row for each run by the sentence it begins with: (texts, 512) each.

    A run is the sum of what its sentences say: each is read once, alone. Runs that would go past the end are zeros.

    >>> one, two, _ = runs(["Revenue fell.", "Costs rose."])
    >>> one.shape, float(two[1] @ two[1])
    ((2, 512), 0.0)
    """
    sums = np.zeros((len(texts), 1280), dtype=np.float32)
    lengths = np.zeros(len(texts), dtype=np.float32)
    known: dict[str, int] = {}
    for number, text in enumerate(texts):
        at = known.setdefault(text[:READ], number)
        if at == number:
            rows = read(text[:READ]).rows
            sums[number], lengths[number] = rows.sum(axis=0), len(rows)
        else:
            sums[number], lengths[number] = sums[at], lengths[at]
    found = []
    for length in range(1, LONGEST_RUN + 1):
        count = max(len(texts) - length + 1, 0)
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        for start in range(0, count, _BATCH):
            end = min(start + _BATCH, count)
            parts = range(length)
            total = sum((sums[start + part : end + part] for part in parts[1:]), sums[start:end])
            pieces = sum((lengths[start + part : end + part] for part in parts[1:]), lengths[start:end])
            vectors[start:end] = project(total, pieces)
        found.append(vectors)
    return found
