"""Where sentences end, and where plain text and Markdown part into blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.text.formats.blocks import Block, paragraphs
from audit.text.formats.markdown import blocks, marks
from audit.text.scripts import Language
from audit.text.sentences import sentences


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "Mr. Lo left.|He was late."),
        ("en", "Costs rose 1.5%.|Sales fell."),
        ("en", "Acme Co. Ltd. is in Boston.|It sells cars."),
        ("en", "She moved to the U.S. in May.|The U.S. Navy wrote to her."),
        ("en", "U.S. Steel rose."),
        ("en", "See Fig. 3, e.g. the left part.|It is red."),
        ("en", "We met at 5 p.m. and left."),
        ("en", "1. Water the fern.|2. Skip the cactus."),
        ("en", "a. The fern"),
        ("en", "John F. Kennedy spoke.|So did I.|Then we left."),
        ("en", "“Is it true?”|(It is.)|Really?!|Yes..."),
        ("en", "We sold 12.|They sold 15."),
        ("en", "See www.example.com. It is new."),
        ("zh", "營收成長。|2024年更好！|真的嗎？！|是。"),
        ("zh", "他說：「好。」|她笑了。"),
        ("zh", "（見附註。）|第1.5節"),
        ("zh", "U.S. Bank 宣布"),
    ],
)
def test_sentences(language: Language, marked: str) -> None:
    parts = marked.replace("www.example.com. It", "www.example.com.|It").split("|")
    text = ("" if language == "zh" else " ").join(parts)
    assert [text[start:end] for start, end in sentences(text, language)] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n\t\n", []),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("A heading\nAnother heading\n\nText.", ["A heading", "Another heading", "Text."]),
        ("The ferry sails\nat eight.\n\nDogs travel free.", ["The ferry sails at eight.", "Dogs travel free."]),
        ("渡輪每天上午八時由碼頭\n開出前往該島，船票四十\n元，上船時向船員購買，狗\n免費。\n\n完", None),
        ("\u3000\u3000段落一。\r\n\u3000\u3000段落二。", ["段落一。", "段落二。"]),
    ],
)
def test_paragraphs(text: str, expected: list[str] | None) -> None:
    joined = ["渡輪每天上午八時由碼頭開出前往該島，船票四十元，上船時向船員購買，狗免費。", "完"]
    assert [block.text for block in paragraphs(text)] == (joined if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nTwo\nthree\n", [("heading of level 1", "One"), ("paragraph", "Two three")]),
        ("One\n===\n", [("heading of level 1", "One")]),
        ("> - a\n>   b\n", [("paragraph in list item in quote", "a b")]),
        (
            "|a|b|\n|-|-|\n|c \\| d|e|\n",
            [("table cell", "a"), ("table cell", "b"), ("table cell", "c | d"), ("table cell", "e")],
        ),
        ("一\n二\n", [("paragraph", "一二")]),
        ("```\ncode\n```\n", [("code block", "code")]),
        ("<div>\nx\n</div>\n", [("block of HTML", "<div>\nx\n</div>")]),
        ("---\na: b\n---\nText\n", [("front matter", "---\na: b\n---"), ("paragraph", "Text")]),
        ("\r\n- a\r\n- b\r\n", [("paragraph in list item", "a"), ("paragraph in list item", "b")]),
        (
            "See [a].\n\n[a]: https://a.example\n",
            [("paragraph", "See [a]."), ("link definition", "[a]: https://a.example")],
        ),
        ("", []),
    ],
)
def test_markdown(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in blocks(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 * 3 * 4", []),
        ("snake_case_name", []),
        ("a *b* and **c**", ["*", "*", "**", "**"]),
        ("**重点**文字", ["**", "**"]),
        ("one * star", []),
        ("![alt](a.png) [^1] [x][y] [z]", ["![", "](a.png)", "[^1]", "[", "][y]"]),
        ("\\*no\\*", ["\\", "\\"]),
        ("`a*b` <b>c</b> <https://a.example>", ["`a*b`", "<b>", "</b>", "<https://a.example>"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text)] == expected


PIECES = st.sampled_from(
    [
        "# ",
        "- ",
        "1. ",
        "> ",
        "```\n",
        "|",
        "|-|-|\n",
        "---\n",
        "*",
        "**",
        "_",
        "[",
        "](x)",
        "`",
        "<b>",
        "\\",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "    ",
        "Word",
        "word.",
        "字",
        "。",
        "“",
        "\x00",
        "\u2028",
        "\u3000",
        "�",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


def letters(text: str) -> list[str]:
    return [character for character in text if character.isalpha()]


@given(TEXTS)
def test_plain_text_loses_no_letter(text: str) -> None:
    assert letters("".join(block.text for block in paragraphs(text))) == letters(text)


@given(TEXTS)
def test_blocks_know_their_places(text: str) -> None:
    for block in (*paragraphs(text), *blocks(text)):
        check_places(text, block)


@given(TEXTS)
def test_markdown_loses_no_letter(text: str) -> None:
    found = letters("".join(block.text for block in blocks(text)))
    assert [letter for letter in letters(text) if letter not in found] == []


def check_places(text: str, block: Block) -> None:
    assert all(0 <= start < end <= len(block.text) for start, end in block.marks)
    assert 1 <= block.line(0) <= len(text) + 1
    assert block.text.strip()


@given(TEXTS)
def test_the_words_of_a_paragraph_are_those_of_the_file(text: str) -> None:
    for block in paragraphs(text):
        place = block.place(text, 0, len(block.text))
        assert "".join(place.written) == text[place.start : place.end]
        assert [one[0] for one in place.written if not one[0].isspace()] == [c for c in block.text if not c.isspace()]
