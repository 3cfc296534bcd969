"""Scores with a reference are sacreBLEU's own, under sacreBLEU's own signatures."""

from collections.abc import Sequence
from typing import Any

import numpy
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest, Result, estimate_ci

from audit.metrics.bleu import Bleu
from audit.metrics.chrf import Chrf
from audit.metrics.reference import ReferenceMetric
from audit.metrics.ter import Ter
from audit.model import Segment
from audit.resampling import p_value

PAIRS = [
    ("第四季營收為 13.5 億元，年增 8%。", "第四季度營收達13.5億元，同比成長8%。"),
    ("We rewrote the API.", "The API was rewritten."),
    ("謝謝", "謝謝大家"),
    ("", "空白"),
    ("“好的”——他說…", "他說：“好。”"),
    ("𠮷野家開了新店。", "吉野家開了一家新店。"),
]
TARGETS, REFERENCES = map(list, zip(*PAIRS, strict=True))
MORE = ["第四季營收13.5億元，增長8%。", None, "多謝", None, "“好”，他說。", "吉野家新店開張。"]


def bleu(**options: Any) -> tuple[Any, Any]:
    return BLEU(**options), BLEU(**options, effective_order=True)


TWINS: list[tuple[ReferenceMetric, tuple[Any, Any]]] = [
    (Bleu(), bleu(tokenize="zh")),
    (Bleu(tokenize="char"), bleu(tokenize="char")),
    (Bleu(tokenize="13a"), bleu(tokenize="13a")),
    (Bleu(tokenize="intl"), bleu(tokenize="intl")),
    (Bleu(tokenize="none"), bleu(tokenize="none")),
    (Bleu(lowercase=True), bleu(tokenize="zh", lowercase=True)),
    (Bleu(samples=77), bleu(tokenize="zh")),
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
every_twin = pytest.mark.parametrize(("metric", "twins"), TWINS, ids=[str(metric.signature) for metric, *_ in TWINS])


def segments(targets: Sequence[str] = TARGETS, more: Sequence[str | None] = (None,) * len(TARGETS)) -> list[Segment]:
    return [
        Segment(
            id=str(number), source="", target=target, reference=reference, more_references=(other,) if other else ()
        )
        for number, (target, reference, other) in enumerate(zip(targets, REFERENCES, more, strict=True), start=1)
    ]


@every_twin
@pytest.mark.parametrize("more", [None, MORE, ["又一句。"] * len(PAIRS)], ids=["one", "some", "two"])
def test_values_intervals_and_signatures_are_sacrebleus(
    metric: ReferenceMetric, twins: tuple[Any, Any], more: list[str | None] | None
) -> None:
    corpus, sentence = twins
    scores = list(metric.score(segments(TARGETS, more) if more else segments()))
    own = corpus.corpus_score(TARGETS, [REFERENCES, more] if more else [REFERENCES], n_bootstrap=metric.samples)
    assert scores[0].value == own.score
    assert scores[0].signature == f"{own.name}|{corpus.get_signature()}"
    assert scores[0].interval is not None
    assert (scores[0].interval[1] - scores[0].interval[0]) / 2 == pytest.approx(own._ci, abs=0, rel=1e-12)
    for score, target, *references in zip(scores[1:], TARGETS, REFERENCES, more or [None] * len(PAIRS), strict=True):
        expected = sentence.sentence_score(target, [text for text in references if text is not None])
        assert score.value == expected.score
        assert score.signature == f"{own.name}|{sentence.get_signature()}"


OTHER = [
    "第四季度營收達13.5億元，同比增8%。",
    "The API is rewritten.",
    "謝謝大家",
    "空",
    "他說：“好。”",
    "吉野家有一家店",
]


@every_twin
def test_paired_bootstrap_is_sacrebleus(metric: ReferenceMetric, twins: tuple[Any, Any]) -> None:
    named: list[tuple[str, Sequence[str]]] = [("one", TARGETS), ("other", OTHER)]
    _, own = PairedTest(named, {"m": twins[0]}, [REFERENCES], test_type="bs", n_samples=metric.samples)()
    first, second = (result for name, results in own.items() if name != "System" for result in results)
    assert isinstance(first, Result)
    assert isinstance(second, Result)
    one, other = segments(TARGETS), segments(OTHER)
    difference = second.score - first.score
    assert p_value(metric.resamples(one), metric.resamples(other), difference) == second.p_value
    mean, half = estimate_ci(numpy.array(metric.resamples(other)))
    assert (mean, half) == pytest.approx((second.mean, second.ci), rel=1e-6)


def test_one_segment_has_no_interval() -> None:
    assert [score.interval for score in Bleu().score(segments()[:1])] == [None, None]


def test_no_samples_no_interval_and_no_word_of_it() -> None:
    corpus = next(Chrf(samples=0).score(segments()))
    assert corpus.interval is None
    assert "bs:" not in corpus.signature


SIMPLIFIED = Segment(id="1", source="", target="我們的營收增長了。", reference="我们的营收增长了。")


@pytest.mark.parametrize(("metric", "best"), [(Bleu(fold="t2s"), 100), (Chrf(fold="t2s"), 100), (Ter(fold="t2s"), 0)])
def test_folded_scripts_do_not_count(metric: ReferenceMetric, best: float) -> None:
    corpus, _ = metric.score([SIMPLIFIED])
    assert corpus.value == pytest.approx(best)
    assert "|fold:t2s|opencc:" in corpus.signature
    assert next(type(metric)().score([SIMPLIFIED])).value != pytest.approx(best)


def test_words_by_jieba_are_what_the_same_words_between_spaces_are() -> None:
    """Cut by hand: 我们 / 的 / 营收 / 增长 / 了 / 。 against 我们 / 的 / 成本 / 增长 / 了 / 。."""
    corpus, _ = Bleu(tokenize="jieba").score(
        [Segment(id="1", source="", target="我们的营收增长了。", reference="我们的成本增长了。")]
    )
    own = BLEU(tokenize="none").corpus_score(["我们 的 营收 增长 了 。"], [["我们 的 成本 增长 了 。"]])
    assert corpus.value == own.score
    assert "|tok:rjieba-0." in corpus.signature
