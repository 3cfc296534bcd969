"""Inline tags of exchange files: markup that must come across, and never words or figures."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit import audit_files
from audit.gate import mqm
from audit.model import Finding, Segment, Severity, Span, Suggestion
from audit.text.untagged import tagged, untagged

UNIT = (
    '<xliff version="1.2"><file><body>'
    '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit></body></file></xliff>'
)


@pytest.mark.parametrize(
    ("source", "target", "checks"),
    [
        ('See <g id="1">one</g>.', '見<g id="1">一</g>。', []),
        ('See <g id="1" ctype="bold">one</g>.', "見<g ctype='bold' id='1'>一</g>。", []),
        ('See <g id="1" id2="x">one</g>.', '見<g id="2">一</g>。', ["lost-tag", "lost-tag"]),
        ('See <x id="1"/>one<x id="2"/>.', '<x id="2"/>見一<x id="1"/>。', []),
        ('See <x id="1"/>one.', "見一。", ["lost-tag"]),
        ('See <mrk mtype="term">one</mrk>.', "見一。", []),
        ('Hello, <ph id="1">{name}</ph>!', "您好！", ["lost-tag"]),
        ('Hello, <ph id="1">{name}</ph>!', '您好，<ph id="1">{name}</ph>！', []),
        (
            'Revenue rose 1<g id="12">2.5</g><x id="7"/> million dollars.',
            '營收成長1,250<x id="7"/>萬<g id="12">美元</g>。',
            [],
        ),
        ('Revenue rose <g id="12">12</g> million dollars.', '營收成長<g id="12">12</g>萬美元。', ["number-mismatch"]),
        ("He said “yes”.", '他說「<g id="1">是</g>」。', ["lost-tag", "lost-tag"]),
        ('<ph id="1">&lt;img alt="a"&gt;</ph>Good day.', '<ph id="1">&lt;img alt="a"&gt;</ph>日安。', []),
    ],
)
def test_tags(source: str, target: str, checks: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(UNIT.format(source, target), encoding="utf-8")
    report = audit_files(path)
    assert report.failures == ()
    assert report.target_locale.startswith("zh")
    assert [finding.check for finding in report.findings] == checks


def test_tags_are_no_characters_of_the_translation() -> None:
    plain = Segment(id="1", source="", target="營收成長", target_language="zh-TW")
    with_tag = replace(plain, target='營收<x id="1"/>成長', protected=(Span("target", 2, 13),))
    fault = Finding(check="c", category="accuracy", severity=Severity.MINOR, segment="1", message="m")
    assert mqm([with_tag], [fault]) == mqm([plain], [fault])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Segment, Finding]:
    """A pair with tags, and a finding about its words."""
    pieces = draw(st.lists(st.tuples(st.text("ab成長", max_size=4), st.booleans()), max_size=6))
    spans, at = [], 0
    for text, is_tag in pieces:
        if is_tag and text:
            spans.append(Span("target", at, at + len(text)))
        at += len(text)
    target = "".join(text for text, _ in pieces)
    segment = Segment(id="1", source="", target=target, protected=tuple(spans))
    words = untagged(segment).target
    start = draw(st.integers(0, len(words)))
    end = draw(st.integers(start, len(words)))
    edit = Suggestion(start, end, draw(st.text("ab成長x", max_size=4)))
    finding = Finding(
        check="c",
        category="accuracy",
        severity=Severity.MINOR,
        segment="1",
        message="m",
        target_spans=(Span("target", start, end),),
        suggestion=edit,
    )
    return segment, finding


def without(text: str, removed: set[int]) -> str:
    return "".join(letter for at, letter in enumerate(text) if at not in removed)


@given(pairs())
def test_a_finding_moves_to_the_same_words_and_its_correction_keeps_every_tag(pair: tuple[Segment, Finding]) -> None:
    segment, finding = pair
    words = untagged(segment).target
    inside = {at for span in segment.protected for at in range(span.start, span.end)}
    assert words == without(segment.target, inside)
    moved = tagged(segment, finding)
    [span], [old] = moved.target_spans, finding.target_spans
    assert (
        without(segment.target[span.start : span.end], {at - span.start for at in inside}) == words[old.start : old.end]
    )
    if (edit := moved.suggestion) is not None and (wanted := finding.suggestion) is not None:
        assert inside.isdisjoint(range(edit.start, edit.end))
        before = without(segment.target[: edit.start], inside)
        after = without(segment.target[edit.end :], {at - edit.end for at in inside})
        assert before + edit.text + after == words[: wanted.start] + wanted.text + words[wanted.end :]
