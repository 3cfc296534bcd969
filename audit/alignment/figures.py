"""The figures of sentences by what they mean, as vectors that two languages share."""

import zlib
from collections.abc import Sequence

import numpy as np

from audit.encoder.use import Floats
from audit.quantities.atoms import atoms
from audit.quantities.extraction import quantities
from audit.quantities.pairing.keys import names

WIDTH = 128


def figures(texts: Sequence[str], language: str) -> Floats:
    """For each sentence a row that has a one for each figure which a translation must keep: (texts, WIDTH).

    A figure has the column that a hash of its meaning gives it.

    >>> english, chinese = figures(["It cost 450 million."], "en"), figures(["耗資4.5億。"], "zh")
    >>> int((english @ chinese.T)[0, 0])
    1
    """
    rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for atom in atoms(quantities(text, language)):
            if atom.hard:
                row[zlib.crc32(repr(names(atom)[0]).encode()) % WIDTH] = 1
    return rows
