"""What holds for every check: a new one is tested by existing."""

import inspect
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import registry
from audit.check import Check, CorpusCheck, Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Suggestion
from audit.text.tables import table

Kind = type[Check] | type[CorpusCheck]
CHECKS = list(registry.checks().values())
RULES = [check for check in CHECKS if check.metric is None]
"""Those that need no trained model; tests/comet holds the others to the same."""
EXAMPLES = [(check, example) for check in CHECKS for example in check.examples]
FAMILIES = {"accuracy", "terminology", "locale", "markup", "source", "other"}

every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
every_rule = pytest.mark.parametrize("check", RULES, ids=lambda check: check.name)
every_example = pytest.mark.parametrize(
    ("check", "example"), EXAMPLES, ids=[f"{check.name}: {example.marked_target}" for check, example in EXAMPLES]
)

ENGLISH = "We|revenue|the|was|not|RMB|US$|million|billion|percent|Q4|up|third|https://a.example/?q=1"
CHINESE = "我们|我們|的|营收|營收|成長|增长|亿元|億元|萬|万|百分点|第三季|同比|不|二十|半年"
FIGURES = "0|5|12|2023|1,969.1|3.5|99.9%|10:30|１２|½|①|-3|1e9|٣"
MARKS = ",|.|，|。|、|；|：|！|？|!|?|…|—|(|)|（|）|[|]|「|」|“|”|\"|'|’|《|》"
BLANKS = " |\n|\t|\u3000|\u00a0|\u2028|\ufeff|\u202e|\u200b|\x00|\ufffc|\ud800"
HOSTILE = "𠮷|😀|é|e\u0301|の|カ|한국|Привет|<b>|</b>|{name}|%s|&amp;|`code`|*|\\|⟦|⟧"
WORDS = "|".join([ENGLISH, CHINESE, FIGURES, MARKS, BLANKS, HOSTILE]).split("|")
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=14).map("".join)
PAIRS = st.tuples(TEXTS, TEXTS, st.sampled_from([("en", "zh"), ("en", "zh-TW"), ("zh", "en"), ("zh-CN", "en")]))


def findings(check: Kind, *segments: Segment, options: Mapping[str, Any] = MappingProxyType({})) -> list[Finding]:
    part = msgspec.convert(options, check)
    if isinstance(part, CorpusCheck):
        return list(part.find_all(segments))
    return [finding for segment in segments for finding in part.find(segment)]


def pair(source: str, target: str, languages: tuple[str, str]) -> Segment:
    return Segment(id="1", source=source, target=target, source_language=languages[0], target_language=languages[1])


def fixed(segment: Segment, edit: Suggestion) -> Segment:
    target = segment.target[: edit.start] + edit.text + segment.target[edit.end :]
    return msgspec.structs.replace(segment, target=target)


@every_example
def test_example_holds(check: Kind, example: Example) -> None:
    found = findings(check, example.segment, options=example.options)
    spans = {span for finding in found for span in (*finding.source_spans, *finding.target_spans)}
    assert sorted(spans) == sorted(example.spans)
    assert bool(found) == bool(example.spans)


@every_rule
def test_has_a_bad_and_a_good_example(check: Kind) -> None:
    assert any(example.spans for example in check.examples)
    assert any(not example.spans for example in check.examples)


@every_check
def test_one_name_in_three_spellings(check: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.name)
    assert check.__module__.rpartition(".")[2] == check.name.replace("-", "_")
    assert check.__name__ == check.name.title().replace("-", "")


@every_check
def test_page_says_what_why_and_how_to_fix(check: Kind) -> None:
    page = inspect.getdoc(check) or ""
    assert re.search(r"^Why: \S", page, re.MULTILINE)
    assert re.search(r"^Fix: \S", page, re.MULTILINE)
    assert len(check.summary()) <= 80
    assert check.summary().endswith(".")


@every_check
def test_category_is_a_path_of_a_known_family(check: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(/[a-z]+(-[a-z]+)*)+", check.category)
    assert check.category.partition("/")[0] in FAMILIES


@every_check
def test_options_are_strict_and_documented(check: Kind) -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `no_such_option`"):
        msgspec.convert({"no_such_option": 1}, check)
    assert msgspec.convert({"severity": "neutral"}, check).severity is Severity.NEUTRAL
    assert msgspec.json.schema(check)


@every_example
def test_finding_names_its_check_and_says_something(check: Kind, example: Example) -> None:
    for finding in findings(check, example.segment, options=example.options):
        assert (finding.check, finding.category) == (check.name, check.category)
        assert finding.segment == example.segment.id
        assert finding.message.strip()
        assert not finding.message.endswith(".")
        assert msgspec.json.decode(msgspec.json.encode(finding))["check"] == check.name


@every_example
def test_example_suggestion_mends_the_fault(check: Kind, example: Example) -> None:
    found = findings(check, example.segment, options=example.options)
    for finding in found:
        if finding.suggestion is not None:
            mended = fixed(example.segment, finding.suggestion)
            assert len(findings(check, mended, options=example.options)) < len(found)


@every_rule
@settings(deadline=None)
@given(texts=PAIRS)
def test_any_text_is_read_safely(check: Kind, texts: tuple[str, str, tuple[str, str]]) -> None:
    segment = pair(*texts)
    found = findings(check, segment)
    assert found == findings(check, segment)
    for finding in found:
        assert_inside(finding, segment)
        if finding.suggestion is not None:
            assert finding not in findings(check, fixed(segment, finding.suggestion))


def assert_inside(finding: Finding, segment: Segment) -> None:
    for span in finding.source_spans:
        assert span.side == "source"
        assert 0 <= span.start <= span.end <= len(segment.source)
    for span in finding.target_spans:
        assert span.side == "target"
        assert 0 <= span.start <= span.end <= len(segment.target)
    if (edit := finding.suggestion) is not None:
        assert 0 <= edit.start <= edit.end <= len(segment.target)


@pytest.mark.parametrize(
    "check", [check for check in RULES if issubclass(check, CorpusCheck)], ids=lambda check: check.name
)
@settings(deadline=None)
@given(texts=st.lists(PAIRS, max_size=6))
def test_any_document_is_read_safely(check: type[CorpusCheck], texts: Sequence[tuple[str, str, Any]]) -> None:
    document = {
        str(number): msgspec.structs.replace(pair(*text), id=str(number)) for number, text in enumerate(texts, start=1)
    }
    for finding in findings(check, *document.values()):
        assert_inside(finding, document[finding.segment])


@every_rule
def test_a_check_that_is_mostly_wrong_claims_nothing(check: Kind) -> None:
    precision = check.precision()
    assert precision is None or precision >= 0.7 or not check.default or check().severity is Severity.NEUTRAL


def test_confidence_is_that_of_known_checks() -> None:
    judged = {name: row.split("\t") for name, row in table("confidence.tsv").items() if name != "check"}
    assert judged.keys() <= registry.checks().keys()
    for share, right, of in judged.values():
        assert int(right) <= int(of)
        assert (share == "") == (int(of) < 20)
        assert not share or float(share) == pytest.approx(int(right) / int(of), abs=0.001)


@pytest.mark.parametrize(
    "check", [kind for kind in RULES if issubclass(kind, GatheringCheck)], ids=lambda kind: kind.name
)
@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_what_is_gathered_can_be_kept(check: type[GatheringCheck], pair: tuple[str, str, tuple[str, str]]) -> None:
    source, target, (one, other) = pair
    segment = Segment(id="1", source=source, target=target, source_language=one, target_language=other)
    examples = [example.segment for example in check.examples]
    for fact in filter(None, map(check().gather, [segment, *examples])):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(fact), type=check.fact) == fact
