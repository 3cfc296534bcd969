"""Scores with a reference are sacreBLEU's own, under sacreBLEU's own signatures."""

from typing import Any

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from audit.metrics.bleu import Bleu
from audit.metrics.chrf import Chrf
from audit.metrics.reference import ReferenceMetric
from audit.metrics.ter import Ter
from audit.model import Segment

PAIRS = [
    ("第四季營收為 13.5 億元，年增 8%。", "第四季度營收達13.5億元，同比成長8%。"),
    ("We rewrote the API.", "The API was rewritten."),
    ("謝謝", "謝謝大家"),
    ("", "空白"),
    ("“好的”——他說…", "他說：“好。”"),
    ("𠮷野家開了新店。", "吉野家開了一家新店。"),
]
TARGETS, REFERENCES = map(list, zip(*PAIRS, strict=True))


def bleu(**options: Any) -> tuple[Any, Any]:
    return BLEU(**options), BLEU(**options, effective_order=True)


TWINS: list[tuple[ReferenceMetric, tuple[Any, Any]]] = [
    (Bleu(), bleu(tokenize="zh")),
    (Bleu(tokenize="char"), bleu(tokenize="char")),
    (Bleu(tokenize="13a"), bleu(tokenize="13a")),
    (Bleu(tokenize="intl"), bleu(tokenize="intl")),
    (Bleu(tokenize="none"), bleu(tokenize="none")),
    (Bleu(lowercase=True), bleu(tokenize="zh", lowercase=True)),
    (Chrf(), (CHRF(), CHRF())),
    (Chrf(word_order=2), (CHRF(word_order=2), CHRF(word_order=2))),
    (Chrf(char_order=4, beta=1, lowercase=True), (CHRF(4, 0, 1, True), CHRF(4, 0, 1, True))),
    (Chrf(whitespace=True), (CHRF(whitespace=True), CHRF(whitespace=True))),
    (Ter(), (TER(normalized=True, asian_support=True), TER(normalized=True, asian_support=True))),
    (Ter(asian_support=False, normalized=False), (TER(), TER())),
    (
        Ter(asian_support=False, normalized=False, no_punct=True, case_sensitive=True),
        (TER(no_punct=True, case_sensitive=True), TER(no_punct=True, case_sensitive=True)),
    ),
]


@pytest.mark.parametrize(("metric", "twins"), TWINS, ids=[str(metric.signature) for metric, *_ in TWINS])
def test_values_and_signatures_are_sacrebleus(metric: ReferenceMetric, twins: tuple[Any, Any]) -> None:
    corpus, sentence = twins
    segments = [
        Segment(id=str(number), source="", target=target, reference=reference)
        for number, (target, reference) in enumerate(PAIRS, start=1)
    ]
    scores = list(metric.score(segments))
    own = corpus.corpus_score(TARGETS, [REFERENCES])
    assert scores[0].value == own.score
    assert scores[0].signature == f"{own.name}|{corpus.get_signature()}"
    for score, (target, reference) in zip(scores[1:], PAIRS, strict=True):
        assert score.value == sentence.sentence_score(target, [reference]).score
        assert score.signature == f"{own.name}|{sentence.get_signature()}"
