"""Text is wrapped for a terminal as Rich wraps it, only faster."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from audit.columns import lines, plain_lines

PARTS = [
    "word",
    "a",
    "longerword",
    "營收",
    "成長" * 12,
    " ",
    "  ",
    " " * 20,
    "\u3000",
    "\n",
    "⟦",
    "…",
    "é",
    "\u200d",
    "❤\ufe0f",
    "e\u0301",
]
TEXTS = st.text("ab -營\u3000\xa0é\n\u0301\u200d\ufe0f❤🎉", max_size=60) | st.lists(st.sampled_from(PARTS)).map("".join)


@example([("", "\u200d\u200d" + "成長" * 12)], 16)
@settings(max_examples=500)
@given(st.lists(st.tuples(st.sampled_from(["", "en", "✗ major", "營"]), TEXTS), max_size=3), st.integers(16, 40))
def test_lines_are_those_of_rich(rows: list[tuple[str, str]], width: int) -> None:
    texts = [([(head, "")], [(body, "")]) for head, body in rows]
    expected = [line.plain.rstrip(" ") for line in lines(texts, 1, Console(width=width))]
    assert [line.rstrip(" ") for line in plain_lines(texts, 1, width)] == expected
