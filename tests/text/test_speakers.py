"""Lines that name a speaker, and lines that only look like it."""

import pytest

from audit.text.speakers import names_title, speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Operator", "sure"),
        ("Unidentified Analyst", "sure"),
        ("Conference Call Operator:", "sure"),
        ("Speaker 2", "sure"),
        ("Q:", "sure"),
        ("Jane Doe - Vice Chairman of the Board & Acting CEO", "sure"),
        ("John van der Berg -- CEO", "sure"),
        ("Jane Doe, CFO, Alder Robotics Inc.", "sure"),
        ("Jane Doe:", "sure"),
        ("主持人", "sure"),
        ("王小明 - 財務長", "sure"),
        ("王小明,执行董事:", "sure"),
        ("Jane Doe", "likely"),
        ("Jane Doe [00:12:33]", "likely"),
        ("Ann Lee - Birch Securities", "likely"),
        ("Jane:", "likely"),
        ("王小明:", "likely"),
        ("珍·多伊", "likely"),
        ("Thank you, operator.", None),
        ("Thank You", None),
        ("Good Morning", None),
        ("Revenue Growth", None),
        ("Questions and Answers", None),
        ("Jane Doe, our new director", None),
        ("We have three highlights:", None),
        ("Highlights:", None),
        ("Operator, next question", None),
        ("謝謝", None),
        ("王先生,我們的財務長", None),
        ("營收成長", None),
        ("", None),
        (":", None),
        ("A" * 500, None),
    ],
)
def test_speaker(text: str, expected: str | None) -> None:
    assert speaker(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chief Financial Officer", True),
        ("副董事長兼代理執行長", True),
        ("We hired a director", False),
        ("營收成長", False),
        ("和", False),
        ("", False),
    ],
)
def test_names_title(text: str, expected: bool) -> None:
    assert names_title(text) is expected
