"""Names: the table of well-known ones, and how near two spellings are."""

from hypothesis import given
from hypothesis import strategies as st

from audit.text.names.known import known_names
from audit.text.names.latin import folded, is_near, stray_names
from audit.text.tables import cells

WORDS = st.text("abcde", min_size=1, max_size=12)
ROWS = list(cells("names.tsv"))[1:]


def test_every_sure_form_names_one_thing_only() -> None:
    forms = [
        (form, row[1])
        for row in ROWS
        for form in {form for column in row[1:] for form in column.split("|")}
        if not form.endswith("?")
    ]
    owners: dict[str, set[str]] = {}
    for form, owner in forms:
        owners.setdefault(form, set()).add(owner)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_every_form_is_found_as_its_own_name() -> None:
    for row in ROWS:
        kind, *columns = row
        for form in (form for column in columns for form in column.split("|") if not form.endswith("?")):
            [name] = known_names(form)
            assert name.kind == kind
            assert name.is_in(form)


@given(WORDS, WORDS)
def test_nearness_has_no_direction(one: str, other: str) -> None:
    assert is_near(one, other) == is_near(other, one)
    assert is_near(one, one)


@given(WORDS, st.integers(0, 11), st.sampled_from("xyz"))
def test_a_letter_more_is_near(word: str, place: int, letter: str) -> None:
    assert is_near(word, word[:place] + letter + word[place:])


@given(st.text(max_size=30))
def test_a_text_has_no_stray_names_beside_itself(text: str) -> None:
    assert stray_names(text, text) == []
    assert folded(folded(text)) == folded(text) or not text.isascii()
