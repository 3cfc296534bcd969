"""Terms found in text, held against looking for each of them alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.text.terminology.terms import Term, Terms

WORDS = st.sampled_from(["a", "bank", "Bank", "banks", "rate", "rated", "IT", "it", "銀行", "行", "é", "e\u0301", "7"])
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TEXTS = st.lists(WORDS | st.sampled_from([" ", ", ", "-", "\n", "İ", "𠮷", "\ud800", "ß"]), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("policy", "policies, Policy's and POLICY of police policyholders", ["policies", "Policy", "POLICY"]),
        ("carry out", "carries out, carried-out, carry outside", ["carries out", "carried-out"]),
        ("price", "prices priced pricing priceless", ["prices", "priced", "pricing"]),
        ("plan", "planned planning plans plane planet", ["planned", "planning", "plans"]),
        ("analysis", "analyses by analysts", ["analyses"]),
        ("box", "boxes, boxed, box7", ["boxes", "boxed"]),
        ("G-SIB", "G-SIBs, G SIB, AG-SIB", ["G-SIBs", "G SIB"]),
        ("Q4", "Q42, 第Q4季", ["Q4"]),
        ("C++", "C++ code, C+", ["C++"]),
        ("provisions", "the provision of Provisions", ["Provisions"]),
    ],
)
def test_forms_of_english(term: str, text: str, found: list[str]) -> None:
    assert [text[place.start : place.end] for place in Terms([Term(term)]).find(text)] == found


@given(st.lists(PHRASES, min_size=1, max_size=6, unique=True), TEXTS)
def test_all_at_once_as_one_by_one(phrases: list[str], text: str) -> None:
    terms = [Term(phrase, exact_case=True, is_inflected=False) for phrase in phrases]
    together = Terms(terms).find(text)
    alone = {
        place._replace(term=number)
        for number, term in enumerate(terms)
        for place in Terms([term]).find_overlapping(text)
    }
    assert set(together) <= alone
    assert all(any(one.start < other.end and other.start < one.end for other in together) for one in alone)
    assert all(one.end <= other.start or one[1:] == other[1:] for one, other in pairwise(together))


@given(st.lists(PHRASES, max_size=4), TEXTS)
def test_places_are_inside_the_text(phrases: list[str], text: str) -> None:
    for place in Terms([Term(phrase) for phrase in phrases]).find(text):
        assert 0 <= place.start < place.end <= len(text)
