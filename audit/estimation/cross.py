"""A small transformer that reads both texts of a pair together, trained on the scores that people gave.

Its first layers and the vectors of its pieces are those of multilingual-e5-small (Wang et al., 2024; MIT), of which
those of English and Chinese are kept. It sees what vectors of two whole texts do not show: which word stands for which.
"""

from array import array
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from audit.encoder.pieces import words
from audit.encoder.vocabulary import Vocabulary, vocabulary

DATA = "adequacy-cross.npz"
START, END = 1, 2
"""Numbers of marks; before them is that of what no piece stands for."""
MOST = 64
"""Pieces of a text, about 45 English words: one in six hundred of the pairs that it was trained on has more."""
Floats = NDArray[np.float32]


class Cross(Struct, frozen=True, eq=False):
    """The vocabulary, the vector of each piece in numbers of 4 bits, and the layers as a graph of ONNX."""

    vocabulary: Vocabulary
    packed: NDArray[np.uint8]
    """(pieces, blocks, 16): a block is 32 numbers, the first half of them in the low bits."""
    scale: NDArray[np.float16]
    """(pieces, blocks): what the numbers of a block, less 8, are multiplied by."""
    session: Any

    def rows(self, numbers: Sequence[int]) -> Floats:
        """The vectors of these pieces: (pieces, 384)."""
        packed = self.packed[list(numbers)]
        whole = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8.0
        found: Floats = (whole * self.scale[list(numbers)][:, :, None].astype(np.float32)).reshape(len(numbers), -1)
        return found


def judged(english: str, chinese: str) -> float | None:
    """What people would say of a pair, in standard deviations from their mean; None for texts longer than it can judge.

    >>> source = "Revenue fell sharply in the third quarter."
    >>> judged(source, "第三季營收大幅下降。") > judged(source, "第三批收入跌倒得鋒利。")
    True
    """
    model = cross()
    numbers = together(model.vocabulary, english, chinese)
    if numbers is None:
        return None
    return float(model.session.run(None, {"rows": model.rows(numbers)[None]})[0][0])


def together(pieces: Vocabulary, english: str, chinese: str) -> list[int] | None:
    """The numbers of the pieces of both texts between marks, or None where a text has more than `MOST`."""
    numbers = [START]
    for text, marks in ((english, [END, END]), (chinese, [END])):
        parts = words(text)
        if len(parts) > MOST or len(cut := list(pieces.cut(parts))) > MOST:
            return None
        numbers += [*cut, *marks]
    return numbers


def spelled(pieces: Sequence[str], scores: "array[float]") -> Vocabulary:
    """A vocabulary of these pieces, which texts are normalised for as for the encoder's."""
    return Vocabulary(pieces, scores, vocabulary().normalized)


@cache
def cross() -> Cross:
    """The model that comes with the package, on one thread: pairs are spread over processes."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # which it has on Windows alone
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors alone
    with files("audit").joinpath("data", DATA).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        pieces = kept["pieces"].tobytes().decode().split("\n")
        session = onnxruntime.InferenceSession(
            kept["graph"].tobytes(), sess_options=options, providers=["CPUExecutionProvider"]
        )
        scores = array("f", kept["scores"].tobytes())
        return Cross(spelled(pieces, scores), kept["packed"], kept["scale"], session)
