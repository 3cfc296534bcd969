"""One of two documents as numbers: what its sentences and runs of them mean, how long they are, what they count."""

import zlib
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from audit.alignment.figures import figures
from audit.alignment.runs import LONGEST_RUN, runs
from audit.encoder.use import Floats

SAMPLE = 100
"""Sentences that show how close a text usually is to others that it has nothing to do with."""
UNRELATED = 0.125
"""Cosine of sentences of one report that have nothing to do with each other."""
PRIOR = 8
"""Sentences that `UNRELATED` counts for beside the sample, which in a short document has few but translations."""


class Sentence(Struct, frozen=True):
    """A sentence, and what is known of its place."""

    text: str
    opens: bool = False
    """Whether a paragraph begins with it."""
    kind: str = ""
    """What it is part of, such as a heading, in words that both documents share."""


class Run(Struct, frozen=True, eq=False):
    """All runs of so many sentences, a row each by the sentence they begin with; those past the end are not used."""

    vectors: Floats
    """(sentences, 512), of length one."""
    lengths: Floats
    """Code points."""
    figures: Floats
    """(sentences, WIDTH) ones and zeros."""
    crossed: Floats
    """Paragraphs that begin inside."""


class Side(Struct, frozen=True, eq=False):
    """A document; `runs` has those of one sentence, two, and so on."""

    runs: tuple[Run, ...]
    opens: Floats
    kinds: NDArray[np.int64]
    """A number for each kind."""


def side(sentences: Sequence[Sentence], language: str) -> Side:
    """Read a document in a language, "en" or "zh".

    >>> read = side([Sentence("It cost 5 million.", opens=True), Sentence("Too much.")], "en")
    >>> [run.lengths.tolist() for run in read.runs[:2]]
    [[18.0, 9.0], [27.0, 9.0]]
    """
    texts = [sentence.text for sentence in sentences]
    lengths = np.array([len(text) for text in texts], dtype=np.float32)
    opens = np.array([sentence.opens for sentence in sentences], dtype=np.float32)
    counted = figures(texts, language)
    found = [
        Run(vectors, _summed(lengths, more), np.minimum(_summed(counted, more), 1), _summed(opens, more) - opens)
        for more, vectors in enumerate(runs(texts))
    ]
    kinds = np.array([zlib.crc32(sentence.kind.encode()) for sentence in sentences], dtype=np.int64)
    return Side(tuple(found[:LONGEST_RUN]), opens, kinds)


def usual(one: Side, other: Side) -> list[Floats]:
    """For the runs of one document, the cosine with what the other says elsewhere."""
    sentences = other.runs[0].vectors
    sample = sentences[:: max(1, len(sentences) // SAMPLE)]
    return [((run.vectors @ sample.T).sum(axis=1) + PRIOR * UNRELATED) / (len(sample) + PRIOR) for run in one.runs]


def _summed(values: Floats, more: int) -> Floats:
    """Each row with so many that follow it."""
    total = values.copy()
    for part in range(1, more + 1):
        total[: max(len(values) - part, 0)] += values[part:]
    return total
