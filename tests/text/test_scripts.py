"""Languages and Chinese locales, told by script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.text.scripts import Letters, chinese_locale, han_share, language, only_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenue rose 5%.", "en"),
        ("營收成長5%。", "zh"),
        ("感謝 Brian Gong of Birch Securities 的提問", "zh"),
        ("Our founder, Zou Tao (鄒濤), will speak.", "en"),
        ("請見 https://ir.example.com/results/2022/q4", "zh"),
        ("CEO 鄒濤", "zh"),
        ("ＧＤＰ growth", "en"),
        ("Café société", "en"),
        ("\U00020000\U00020001", "zh"),
        ("2023: 10%", None),
        ("……", None),
        ("", None),
        ("Выручка выросла", None),
        ("売上はおおきくのびました", None),
        ("매출이 증가했습니다", None),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本季度营收同比增长", "zh-CN"),
        ("本季營收較去年同期增加", "zh-TW"),
        ("軟體與網路業務的執行長", "zh-TW"),
        ("軟件及網絡業務的行政總裁", "zh-HK"),
        ("我哋嘅業績好咗", "zh-HK"),
        ("里面的台北人才", None),
        ("大家好", None),
        ("Hello", None),
        ("", None),
        ("恒生指數", "zh-TW"),
        ("他說:“这是简体中文的句子”", "zh-CN"),
    ],
)
def test_chinese_locale(text: str, expected: str | None) -> None:
    assert chinese_locale(text) == expected


def test_han_share() -> None:
    assert han_share("營收 Q4") == pytest.approx(2 / 3)
    assert han_share("5%") == 0


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert 0 <= han_share(text) <= 1
    assert (language(text) is None) or han_share(text) < 1 or language(text) == "zh"
    assert chinese_locale(text) in {"zh-TW", "zh-CN", "zh-HK", None}


@given(st.lists(st.text("ab é中国國 ,。　\xa0Оか１Ａ\n𠮷網絡裡\ud800", max_size=12)), st.integers(0, 9))
def test_letters_of_parts_tell_what_those_of_the_whole_do(texts: list[str], cut: int) -> None:
    parts, whole = Letters(texts[:cut]), Letters(texts)
    parts.update(Letters(texts[cut:]))
    assert parts.language(texts) == whole.language(texts)
    assert parts.clues == whole.clues
    assert whole.clues["Hant"] == sum(letter in only_in("Hant") for text in texts for letter in text)
    if len(texts) == 1:
        assert whole.language(texts) == language(texts[0])
