"""Words of a text that are read as bytes: the same that the expressions find, which say what a word is."""

from hypothesis import given
from hypothesis import strategies as st

from audit.text.terminology import word_pairs
from audit.text.terminology.english_words import LATIN_WORD, english_words, latin_words

TEXTS = st.text(st.sampled_from("abZ-- '’3éĀȥſİß中，\n\u00a0\ud800")) | st.text()


@given(TEXTS)
def test_latin_words_are_runs_of_latin_letters(text: str) -> None:
    assert latin_words(text) == LATIN_WORD.findall(text)
    assert english_words(text) == set(LATIN_WORD.findall(text.casefold()))


@given(TEXTS)
def test_hyphens_are_inside_of_the_words_of_terms(text: str) -> None:
    assert word_pairs._words(text) == word_pairs._WORD.findall(text)
