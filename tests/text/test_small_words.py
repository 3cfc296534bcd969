"""Words in lower case, found by the sets of words of the texts as in each text."""

from hypothesis import given
from hypothesis import strategies as st

from audit.text.names.known import without_known_names
from audit.text.names.small_words import without_capital
from audit.text.terminology.english_words import LATIN_WORD

WORDS = st.sampled_from(["ann", "plan", "annual", "plané", "bank", "of", "china"])
TEXTS = st.lists(WORDS | st.sampled_from(["Ann", "Bank of China", " ", "5", "-", "營收", "\ud800"]), max_size=6)


@given(st.lists(TEXTS.map("".join), max_size=8), st.sets(WORDS))
def test_words_stand_outside_of_known_names(texts: list[str], words: set[str]) -> None:
    expected = {word for text in texts for word in LATIN_WORD.findall(without_known_names(text)) if word in words}
    assert without_capital(iter(texts), words) == expected
