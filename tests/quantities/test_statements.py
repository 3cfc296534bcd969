"""How exactly figures are stated, and of what."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.checks.contradictory_figures import ContradictoryFigures
from audit.model import Segment
from audit.quantities import quantities
from audit.quantities.claims.precision import displayed, step
from audit.quantities.claims.statements import statements


@given(st.integers(1, 10**9), st.integers(0, 4))
def test_a_figure_is_among_those_it_may_stand_for(digits: int, decimals: int) -> None:
    text = f"${digits / 10**decimals:.{decimals}f} million"
    (found,) = quantities(text, "en")
    (interval,) = displayed(found)
    assert not isinstance(found.value, str)
    assert interval.middle == Fraction(found.value)
    assert interval.high - interval.low == step(found, zeros_from=4)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Net profit rose by 5.2% to $20.5 million.", [("net profit", "5.2%"), ("net profit", "$20.5 million")]),
        ("Sales fell from 5.2% to 4.1%, and costs were $3.15 million.", [("costs", "$3.15 million")]),
        ("Wages were about $3.15 million and rent more than $5.15 million.", []),
        ("Nothing is stated in 2021.", []),
        ("Our margin was 5.25%.", []),  # nothing beside it, and no money: it proves nothing
        ("Please call 555-0123-4567, or write.", []),
    ],
)
def test_statements(text: str, stated: list[tuple[str, str]]) -> None:
    assert [(" ".join(found.subject), found.quantity.text) for found in statements(text)] == stated


def test_the_point_of_an_abbreviation_does_not_cut_a_date() -> None:
    (found,) = statements("Revenue was $168.5 million on Dec. 26, 2004.")
    assert found.when == {("date", "2004-12-26")}


def test_segments_of_other_inputs_are_other_documents() -> None:
    text = "Hong Kong office relocation expenses were RMB {} million."
    pairs = [Segment(id=str(n), source=text.format(54 + n / 10), target="", origin="one") for n in (1, 6)]
    assert [found.segment for found in ContradictoryFigures().find_all(pairs)] == ["6"]
    apart = [Segment(id=pair.id, source=pair.source, target="", origin=pair.id) for pair in pairs]
    assert not list(ContradictoryFigures().find_all(apart))
