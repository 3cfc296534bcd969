"""Quantities that are packed are the same when somebody asks for them."""

import pickle

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.compared import Compared, packed
from audit.model import ComparedQuantity, Segment, Verdict

WORDS = st.none() | st.text(st.characters(exclude_categories=()) | st.sampled_from("5%\ud800"), max_size=4)
QUANTITIES = st.builds(
    ComparedQuantity,
    segment=st.just(""),
    kind=st.sampled_from(["percent", "[", "\ud800"]),
    source=WORDS,
    source_value=WORDS,
    target=WORDS,
    target_value=WORDS,
    verdict=st.sampled_from(list(Verdict)),
    check=st.none() | st.just("number-mismatch"),
)


@given(st.lists(st.lists(QUANTITIES, max_size=3), max_size=5))
def test_what_is_packed_comes_back(drawn: list[list[ComparedQuantity]]) -> None:
    segments = [Segment(id=f"s{number}", source="", target="") for number in range(len(drawn))]
    compared = Compared(segments)
    for number, quantities in enumerate(drawn):
        compared.add(number, [packed(quantities)])
    expected = [replace(one, segment=f"s{number}") for number, some in enumerate(drawn) for one in some]
    assert list(compared) == expected == [compared[place] for place in range(len(compared))]
    assert compared == expected
    assert compared[1:3] == expected[1:3]
    assert pickle.loads(pickle.dumps(compared)) == expected
