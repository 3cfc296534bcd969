"""What counts as a negation, and where sentences go together."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audit.text.clauses import aligned
from audit.text.polarity import cues, may_negate
from audit.text.scripts import Language
from audit.text.sentences import sentences

LANGUAGES: list[Language] = ["en", "zh"]
TEXTS = st.lists(
    st.sampled_from(["not ", "n't ", "İ", "No", " only", ". ", "! ", "A", "until ", "不", "断", "沒有", "。", "\n"])
    | st.text(max_size=3),
    max_size=20,
).map("".join)


@pytest.mark.parametrize(
    ("text", "language", "negating"),
    [
        ("It doesn’t and it won't.", "en", ["doesn’t", "won't"]),
        ("It fails to start, not only here, and it can't help it.", "en", ["fails to"]),
        ("Dr. No sang “Nothing Compares”. No, NO2 is a gas.", "en", []),
        ("IT IS NOT OVER. Never again.", "en", ["NOT", "Never"]),
        ("A no-fee, never-ending offer; no. 5 and no 6.", "en", []),
        ("Weren't we there? Don't go.", "en", ["Don't"]),
        ("no one is unable to go", "en", ["no one", "unable"]),
        ("并非如此，从未有人，不能不去，能不能去。", "zh", ["并非", "从未"]),
        ("尚未、無法、不會；社會不會接受。", "zh", ["尚未", "無法", "不會"]),
        ("不断、不过、非常、未来、无论、是不是、差不多、不同。", "zh", []),
    ],
)
def test_negations(text: str, language: Language, negating: list[str]) -> None:
    assert [cue.words for cue in cues(text, language) if cue.negates] == negating


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("÷not ", "en")
def test_cues_are_words_of_the_text_in_order(text: str, language: Language) -> None:
    found = list(cues(text, language))
    assert all(text[cue.start : cue.end] == cue.words for cue in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert may_negate(text, language) or not any(cue.negates for cue in found)


@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_sentences_hold_every_word_and_go_in_order(english: str, chinese: str, language: Language) -> None:
    places = sentences(english, language)
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    covered = "".join(english[start:end] for start, end in places)
    assert [c for c in covered if c.isalnum()] == [c for c in english if c.isalnum()]
    for (start, end), (begin, stop) in aligned(english, chinese):
        assert 0 <= start <= end <= len(english)
        assert 0 <= begin <= stop <= len(chinese)
