"""What holds for every metric: a number never comes without its signature."""

from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
import pytest

from audit import registry
from audit.metric import Metric
from audit.model import Segment

METRICS = list(registry.metrics().values())
OFFLINE = [metric for metric in METRICS if metric.needs <= {"reference"}]
every_metric = pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
every_offline_metric = pytest.mark.parametrize("metric", OFFLINE, ids=lambda metric: metric.name)

PAIRS = [
    ("Revenue rose in the fourth quarter.", "第四季營收成長，超出市場預期。", "第四季度的營收增加，優於市場預期。"),
    ("We thank our shareholders.", "我們感謝各位股東的支持。", "我們感謝股東長期以來的支持。"),
    ("The API was rewritten in Rust.", "這個 API 以 Rust 重寫。", "該 API 已用 Rust 改寫。"),
]


def document(*, identical: bool = False) -> list[Segment]:
    return [
        Segment(id=str(number), source=source, target=reference if identical else target, reference=reference)
        for number, (source, target, reference) in enumerate(PAIRS, start=1)
    ]


def other_values(field: msgspec.structs.FieldInfo) -> list[Any]:
    """Values that a field may take besides its default."""
    kind = get_args(field.type)[0] if get_origin(field.type) is Annotated else field.type
    if get_origin(kind) is Literal:
        return [value for value in get_args(kind) if value != field.default]
    if kind is bool:
        return [not field.default]
    if kind is int:
        return [field.default + 1]
    if kind is str:
        return [f"{field.default}other"]
    raise AssertionError(f"say here how to vary a field of type {kind}")


@every_metric
def test_signature_is_known_before_scoring(metric: type[Metric]) -> None:
    assert str(metric().signature) == str(metric().signature)
    assert "|" in str(metric().signature)


@every_metric
def test_different_fields_have_different_signatures(metric: type[Metric]) -> None:
    variants = [
        metric(**{field.name: value}) for field in msgspec.structs.fields(metric) for value in other_values(field)
    ]
    signatures = [str(variant.signature) for variant in (metric(), *variants)]
    assert len(set(signatures)) == len(signatures)


@every_metric
def test_unknown_option_is_an_error(metric: type[Metric]) -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `no_such_option`"):
        msgspec.convert({"no_such_option": 1}, metric)


@every_offline_metric
def test_corpus_comes_first_then_each_segment_in_order(metric: type[Metric]) -> None:
    scores = list(metric().score(document()))
    assert [score.segment for score in scores] == [None, "1", "2", "3"]
    assert {score.metric for score in scores} == {metric.name}
    assert scores[0].signature == str(metric().signature)
    assert scores == list(metric().score(document()))


@every_offline_metric
def test_identity_scores_best(metric: type[Metric]) -> None:
    for best, other in zip(metric().score(document(identical=True)), metric().score(document()), strict=True):
        ideal = 0.0 if metric.name == "ter" else 100.0
        assert best.value == pytest.approx(ideal)
        assert other.value != pytest.approx(ideal)


@every_offline_metric
def test_only_segments_with_a_reference_count(metric: type[Metric]) -> None:
    bare = Segment(id="4", source="No reference.", target="沒有參考譯文。")
    assert list(metric().score([*document(), bare])) == list(metric().score(document()))
    assert list(metric().score([bare])) == []
