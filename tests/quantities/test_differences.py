"""What the comparison of two texts holds to: one fault is one difference, and direction does not matter."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import registry
from audit.checks.currency_mismatch import CurrencyMismatch
from audit.model import Segment, Verdict
from audit.quantities import Difference, differences
from audit.quantity_check import QuantityCheck
from tests.test_cases import Case, Cases

MIRRORED = {"missing-number": "added-number", "added-number": "missing-number"}
FOLDER = Path(__file__).parent.parent / "cases"
NAMES = [name for name, check in registry.checks().items() if issubclass(check, QuantityCheck)]
FILES = {name: msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=Cases) for name in NAMES}
FAULTY = [(name, case) for name, cases in FILES.items() for case in (*cases.wild, *cases.invented)]
QUIET = [(name, case) for name, cases in FILES.items() for case in cases.quiet]

EQUAL = [
    ("RMB 1,969.1 million", "人民幣19.691億元"),
    ("US$1.2 billion", "12亿美元"),
    ("HK$350,000", "35萬港元"),
    ("NT$68.3 million", "新台幣6830萬元"),
    ("€4.25 million", "425万欧元"),
    ("7.9%", "百分之七点九"),
    ("130 basis points", "1.3個百分點"),
    ("6.5 percentage points", "6.5个百分点"),
    ("21 countries", "廿一個國家"),
    ("4,812 people", "四千八百一十二人"),
    ("2.5 kg", "2.5公斤"),
    ("950 sq ft", "950平方英尺"),
    ("64 GB", "64 GB"),
    ("48 hours", "48小时"),
    ("17 months", "17個月"),
    ("March 5, 2023", "2023年3月5日"),
    ("fiscal 2019", "2019财年"),
    ("October 2011", "民國100年10月"),
    ("a 45-year-old", "45岁的人"),
    ("11 consecutive quarters", "連續11個季度"),
    ("Thursday", "週四"),
    ("model AX-700", "AX-700型号"),
]
PAIRS = st.lists(st.sampled_from(EQUAL), min_size=1, max_size=8, unique=True)
NEEDED = st.lists(st.sampled_from(EQUAL[:-2]), min_size=1, max_size=8, unique=True)
"""All but the last: days of the week come and go, and a name may be translated with its figure."""


def said(source: str, target: str, source_language: str = "en", target_language: str = "zh") -> list[Difference]:
    segment = Segment(
        id="1", source=source, target=target, source_language=source_language, target_language=target_language
    )
    return [difference for difference in differences(segment) if difference.verdict is Verdict.MISMATCH]


def listed(words: list[str]) -> str:
    """The words as a list that either language reads: nothing around them speaks of them."""
    return "\n".join(f"– {word}" for word in words)


def identified(case: tuple[str, Case]) -> str:
    return f"{case[0]}: {case[1].note}"


@pytest.mark.parametrize("name_and_case", QUIET, ids=identified)
def test_a_quiet_pair_is_quiet_for_every_check(name_and_case: tuple[str, Case]) -> None:
    example = name_and_case[1].example
    assert said(example.segment.source, example.segment.target, example.source_language, example.target_language) == []


@pytest.mark.parametrize("name_and_case", FAULTY, ids=identified)
def test_one_fault_is_reported_by_one_check(name_and_case: tuple[str, Case]) -> None:
    name, case = name_and_case
    segment = case.example.segment
    found = said(segment.source, segment.target, segment.source_language, segment.target_language)
    assert {difference.check for difference in found} == {name}


@pytest.mark.parametrize("name_and_case", FAULTY + QUIET, ids=identified)
def test_a_turned_pair_has_the_mirrored_differences(name_and_case: tuple[str, Case]) -> None:
    segment = name_and_case[1].example.segment
    there = said(segment.source, segment.target, segment.source_language, segment.target_language)
    back = said(segment.target, segment.source, segment.target_language, segment.source_language)
    assert Counter(map(mirrored, there)) == Counter(map(plain, back))


def plain(difference: Difference) -> tuple[str, frozenset[str], frozenset[str]]:
    source = frozenset(quantity.text for quantity in difference.source)
    return difference.check, source, frozenset(quantity.text for quantity in difference.target)


def mirrored(difference: Difference) -> tuple[str, frozenset[str], frozenset[str]]:
    check, source, target = plain(difference)
    return MIRRORED.get(check, check), target, source


@pytest.mark.parametrize(("english", "chinese"), EQUAL)
def test_equal_renderings_are_equal_both_ways(english: str, chinese: str) -> None:
    assert said(english, chinese) == []
    assert said(chinese, english, "zh", "en") == []


@settings(deadline=None)
@given(pairs=PAIRS)
def test_equal_lists_are_equal_both_ways(pairs: list[tuple[str, str]]) -> None:
    english, chinese = listed([one for one, _ in pairs]), listed([other for _, other in pairs])
    assert said(english, chinese) == []
    assert said(chinese, english, "zh", "en") == []


@settings(deadline=None)
@given(pairs=NEEDED, data=st.data())
def test_what_is_left_out_of_a_list_is_missing_there_and_added_back(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    lost = data.draw(st.sampled_from(pairs))
    english = listed([one for one, _ in pairs])
    chinese = listed([other for _, other in pairs if other != lost[1]])
    assert {difference.check for difference in said(english, chinese)} == {"missing-number"}
    assert {difference.check for difference in said(chinese, english, "zh", "en")} == {"added-number"}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("5 " * 10_000, "5，" * 10_000),
        ("RMB 1.5 million; " * 2_000, "150萬元；" * 2_000),
        ("(" * 10_000 + "5%" + ")" * 10_000, "（" * 10_000 + "5%" + "）" * 10_000),
    ],
    ids=["numerals", "amounts", "brackets"],
)
def test_a_long_pair_is_compared(english: str, chinese: str) -> None:
    assert said(english, chinese) == []


def test_a_long_pair_in_which_nothing_fits_is_compared() -> None:
    english = "; ".join(f"{number}.5 kg" for number in range(2_000))
    chinese = "；".join(f"{number}.7公里" for number in range(2_000))
    assert said(english, chinese)


@pytest.mark.parametrize("target", ["淨現金為3.5億元。", "淨現金為人民幣3.5億元。", "净现金为3.5亿元人民币。"])
def test_a_bare_yuan_is_a_fault_only_for_those_who_demand_the_word(target: str) -> None:
    segment = Segment(id="1", source="Net cash was RMB 350 million.", target=target)
    assert list(CurrencyMismatch().find(segment)) == []
    found = list(CurrencyMismatch(strict=True).find(segment))
    assert [finding.verdict for finding in found] == ([] if "人" in target else [Verdict.MISMATCH])


def test_a_language_that_is_neither_is_left_alone() -> None:
    assert said("Up 5%.", "Plus 7 %.", "en", "de") == []
