"""The dictionary of jieba in arrays says what jieba says, and a trie finds what is there."""

import re
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audit.text.words.chinese import beginnings, is_word, listed_words, words, words_by_line
from audit.text.words.dictionary import dictionary
from audit.text.words.trie import built, code_points

WORDS = st.lists(st.text("營收增𠮷a", min_size=1, max_size=4), min_size=1)
LIKE_CHINESE = st.text("的一是在不了有和人这中大为上个国我以要他公司营收增长北京大学生前来AT&TB超12.5%-+ ，。\r\n\t𠮷ｱ")


@cache
def jieba() -> Any:
    from audit.text.words import chinese as words

    return words._cutter()


@given(WORDS, st.text("營收增𠮷a支"))
def test_a_trie_finds_every_word_of_a_text(words: list[str], text: str) -> None:
    ends = np.array(list(accumulate(map(len, words))))
    trie = built(code_points("".join(words)), ends - [len(word) for word in words], ends)
    starts, last, places = (found.tolist() for found in trie.places(text))
    found = {(start, end, words[place]) for start, end, place in zip(starts, last, places, strict=True)}
    assert found == {
        (match.start(), match.start() + len(word), word)
        for word in words
        for match in re.finditer(f"(?={re.escape(word)})", text)
    }
    for word in [*words, text]:
        place = trie.find(word)
        assert (place is None) == (not any(each.startswith(word) for each in words))
        assert place is None or (words[place] == word if place >= 0 else word not in words)


@given(LIKE_CHINESE)
def test_text_is_cut_as_jieba_cuts_it(text: str) -> None:
    assert listed_words(text) == list(jieba().cut(text, HMM=False))


@given(LIKE_CHINESE.map(lambda text: text.replace("\r", "")))
def test_lines_are_cut_as_jieba_cuts_each(text: str) -> None:
    assert words_by_line(text) == [words(line) for line in text.split("\n")]


@given(st.text(max_size=30))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    assert "".join(listed_words(text)) == text


@given(LIKE_CHINESE.filter(bool))
def test_words_are_listed_as_in_jieba(text: str) -> None:
    counts = jieba().FREQ
    for word in {text[start : start + length] for start in range(len(text)) for length in (1, 2, 3)}:
        assert is_word(word) == bool(counts.get(word))
    pairs = [text[start : start + 2] for start in range(len(text) - 1)]
    assert beginnings(pairs) == [pair in counts for pair in pairs]
    assert dictionary().total == jieba().total
