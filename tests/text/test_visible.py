"""Text made safe to show, and text cut where marks begin and end."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from audit.model import Span
from audit.text.pieces import pieces
from audit.text.visible import visible

SPANS = st.lists(st.builds(lambda a, b: Span("target", min(a, b), max(a, b)), *[st.integers(0, 12)] * 2), max_size=5)


@given(st.text(st.characters()))
def test_what_is_visible_can_be_encoded_and_steers_nothing(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert visible(shown) == shown


@given(st.text("abc，中文 𠮷🙂"))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text(max_size=10), SPANS)
def test_pieces_are_the_text_and_know_their_spans(text: str, spans: list[Span]) -> None:
    at = 0
    for bit, covering in pieces(text, spans):
        for place in range(at, at + len(bit)):
            assert list(covering) == [n for n, span in enumerate(spans) if span.start <= place < span.end]
        at += len(bit)
    assert "".join(bit for bit, _ in pieces(text, spans)) == text


@given(st.text(min_size=12), SPANS)
def test_empty_spans_keep_their_place(text: str, spans: list[Span]) -> None:
    at = 0
    shown = []
    for bit, covering in pieces(text, spans):
        if not bit:
            assert [n for n in covering if spans[n].start != at] == [
                n for n, span in enumerate(spans) if span.start < at < span.end
            ]
            shown += [n for n in covering if spans[n].start == spans[n].end]
        at += len(bit)
    assert sorted(shown) == [n for n, span in enumerate(spans) if span.start == span.end]
