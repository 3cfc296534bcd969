"""What the renderer writes reads as the same quantity, and a corrected figure is no fault any more."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from audit.model import Exact, Quantity, Segment, Suggestion, Verdict
from audit.quantities import Difference, differences, quantities
from audit.quantities.correction.render import correction, written
from audit.quantities.correction.style import Style, numeral
from audit.text.tables import rows

LOCALES = st.sampled_from(["zh-TW", "zh-HK", "zh-CN"])
WORDS = [(row["class"], row["name"]) for row in rows("renderings.tsv")]
CURRENCIES = sorted({name for kind, name in WORDS if kind == "currency"} | {"$", "¥"})
UNITS = sorted(name for kind, name in WORDS if kind == "unit")
DURATIONS = sorted(name for kind, name in WORDS if kind == "duration")


def amounts(most: int = 10**15) -> st.SearchStrategy[Exact]:
    """Exact numbers as people write them: whole, with decimals, or round."""
    whole = st.integers(1, 9999).flatmap(lambda n: st.integers(0, 11).map(lambda power: n * 10**power))
    decimals = st.decimals("0.0001", 99999, places=4).map(lambda value: value.normalize())
    return st.one_of(st.integers(1, most), whole.filter(lambda n: n <= most), decimals.map(_plain))


def _plain(value: Decimal) -> Exact:
    return int(value) if value == int(value) else value


def _quantity(
    kind: str, values: st.SearchStrategy[Any], **facts: st.SearchStrategy[Any]
) -> st.SearchStrategy[Quantity]:
    return st.builds(Quantity, kind=st.just(kind), value=values, **facts)


SIGNED = amounts().flatmap(lambda value: st.sampled_from([value, -value]))
QUANTITIES = st.one_of(
    _quantity("money", SIGNED, currency=st.sampled_from(CURRENCIES)),
    _quantity("percent", SIGNED),
    _quantity("percentage point", SIGNED),
    _quantity("count", SIGNED),
    _quantity("measure", amounts(), unit=st.sampled_from(UNITS)),
    _quantity("duration", amounts(), unit=st.sampled_from(DURATIONS)),
    _quantity("multiple", amounts()),
    _quantity("age", st.integers(1, 150), unit=st.just("year")),
    _quantity("ordinal", st.integers(1, 9999), unit=st.sampled_from([None, "quarter"])),
    _quantity("ordinal", st.integers(1, 21), unit=st.just("century")),
    _quantity("year", st.integers(1000, 2999), unit=st.sampled_from([None, "fiscal"])),
    _quantity("year", st.integers(180, 202).map(lambda tens: tens * 10), unit=st.just("decade")),
    _quantity("quarter", st.integers(1, 4)),
    _quantity("half", st.integers(1, 2)),
    _quantity("weekday", st.integers(1, 7)),
    _quantity("month", st.integers(1, 12)),
    _quantity("time", st.integers(0, 1439), unit=st.sampled_from(["24-hour", "clock"])),
    _quantity("date", st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str)),
    _quantity("date", st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(lambda day: f"{day:%Y-%m}")),
    _quantity("date", st.dates().map(lambda day: f"{day:--%m-%d}")),
    _quantity("fraction", st.tuples(st.integers(2, 99), st.integers(1, 99)).map(lambda pair: Fraction(*sorted(pair)))),
)


@given(QUANTITIES, LOCALES)
def test_what_is_written_reads_as_the_same_quantity(quantity: Quantity, locale: str) -> None:
    assume(not (quantity.kind == "duration" and quantity.unit == "year" and 1900 <= Fraction(quantity.value) <= 2100))
    assume(not (quantity.kind == "fraction" and quantity.value in (0, 1)))
    text = written(quantity, locale)
    found = [(one.kind, one.value, one.unit, one.currency) for one in quantities(text, locale)]
    assert found == [(quantity.kind, quantity.value, quantity.unit, quantity.currency)], text


CASES = """
RMB 450 million | 營收為⟦450億元⟧。 | 4.5億元
RMB 450 million | 营收为⟦人民币450亿元⟧，较上年增长 | 人民币4.5亿元
RMB 48.3 million | 約⟦4.83億元人民幣⟧ | 4,830萬元人民幣
RMB 1,969.1 million | ⟦人民幣 19,691 億元⟧ | 人民幣 19.691 億元
RMB 169 million | ⟦１６．９億元⟧ | １．６９億元
RMB 1,234,567 | ⟦1,243,567元⟧ | 1,234,567元
RMB 1,234,567 | ⟦1243567元⟧ | 1234567元
RMB 2 billion | ⟦二億元⟧ | 二十億元
RMB 450 million | ⟦四點五萬元⟧ | 四點五億元
RMB 450 million | ⟦四萬五千元⟧ | 四億五千萬元
HK$1,136.2 billion | ⟦11,632億港元⟧ | 11,362億港元
HK$20,700 | ⟦20,070港元⟧ | 20,700港元
US$450 million | ⟦人民幣4.5億元⟧ | 4.5億美元
RMB 450 million | ⟦4.5億美元⟧ | 4.5億元人民幣
RMB 450 million | ⟦US$4.5億⟧ | RMB4.5億
US$2.3 trillion | 營收⟦2.3億美元⟧，創下紀錄 | 2.3兆美元
US$2.3 trillion | 营收⟦2.3亿美元⟧，创下纪录 | 2.3万亿美元
US$0.05 | ⟦50美分⟧ | 5美分
7.9% | 成長⟦7.8%⟧。 | 7.9%
7.9% | 成長⟦７．８％⟧。 | ７．９％
7.9% | 成長⟦7.8 %⟧。 | 7.9 %
35% | ⟦三成⟧ | 三成五
35.5% | ⟦三成五⟧ | 35.5%
-4.7% | 為⟦4.7%⟧ | 負4.7%
4.7% | ⟦-4.7%⟧ | 4.7%
8.0% | 為⟦80%⟧ | 8.0%
8.0% | 為⟦8%⟧ |
1.2% | 上升⟦1.2個百分點⟧ | 1.2%
1.2 percentage points | 提高⟦1.2%⟧ | 1.2個百分點
150 basis points | 上升⟦120個基點⟧ | 150個基點
March 5, 2023 | ⟦2023年3月6日⟧ | 2023年3月5日
March 5, 2023 | ⟦民國112年3月6日⟧ | 民國112年3月5日
March 5, 2023 | ⟦二〇二三年三月六日⟧ | 二〇二三年三月五日
March 5, 2023 | ⟦2023/03/06⟧ | 2023/03/05
2022 | 在⟦民國110年⟧ | 民國111年
2022 | 在⟦二〇二三年⟧ | 二〇二二年
fourth quarter | ⟦首季度⟧ | 第四季度
fourth quarter | ⟦第3季⟧ | 第4季
fourth quarter | ⟦3Q⟧業績 | 4Q
second half | ⟦上半年⟧ | 下半年
Thursday | 在⟦週三⟧ | 週四
8:35 p.m. | ⟦晚上8點30分⟧ | 晚上8點35分
8:30 p.m. | ⟦上午8點30分⟧ | 晚上8點30分
November 16 | 11月⟦36⟧日 | 16
2022 | 在⟦8022年⟧ | 2022年
45-year-old | ⟦46歲⟧ | 45歲
18 months | ⟦16個月⟧ | 18個月
5 kg | ⟦5公噸⟧ | 5公斤
third | ⟦第四⟧次 | 第三
1,050 people | ⟦一千五百⟧人 | 一千零五十
2 people | ⟦三⟧個人 | 兩
more than 300 people | ⟦200多⟧人 | 300多
1950 units | ⟦1590⟧台 | 1950
12,345 units | ⟦1.2354萬⟧台 | 1.2345萬
tripled | 增長⟦四倍⟧ |
more than 315 people | ⟦200多⟧人 |
RMB 500 million | ⟦數億元⟧ |
20% off | 打⟦7折⟧ |
""".strip().splitlines()


def _case(line: str) -> tuple[str, str, str]:
    english, chinese, words = (part.strip() for part in line.split("|"))
    return english, chinese, words


@pytest.mark.parametrize(
    ("english", "chinese", "words"), [_case(line) for line in CASES], ids=[line.split("|")[1] for line in CASES]
)
def test_a_correction_keeps_the_style_of_what_stood_there(english: str, chinese: str, words: str) -> None:
    start, end = chinese.index("⟦"), chinese.index("⟧") - 1
    target = chinese.replace("⟦", "").replace("⟧", "")
    wrong = next(one for one in quantities(target, "zh-TW") if one.start < end and one.end > start)
    assert (wrong.start, wrong.end) == (start, end), wrong
    found = correction(quantities(english, "en")[0], wrong, target, "zh-TW")
    assert (found.text if found else "") == words


def test_a_minus_said_before_the_figure_goes_with_it() -> None:
    target = "成長率為負4.7%"
    found = correction(quantities("4.7%", "en")[0], quantities(target, "zh-TW")[0], target, "zh-TW")
    assert found == Suggestion(4, 9, "4.7%")


@given(st.integers(10, 10**16 - 1), st.sampled_from(["zh-TW", "zh-CN"]))
def test_han_numerals_read_as_the_same_number(value: int, place: str) -> None:
    text = f"{numeral(value, Style(place=place, han=True))}元"
    assert [one.value for one in quantities(text, place)] == [value]


FORMS = ["{}元", "人民幣{}元", "人民幣 {} 元", "{}元人民幣", "{}美元", "港幣{}元"]
SCALES = ["{}億", "{} 億", "{}萬", "{}兆", "{}"]


def _segment(english: str, target: str) -> Segment:
    return Segment(id="1", source=english, target=target, source_language="en", target_language="zh-TW")


def _mismatches(segment: Segment) -> list[Difference]:
    """What is surely wrong: a bare 元 stays unverifiable."""
    return [found for found in differences(segment) if found.verdict == Verdict.MISMATCH]


def _mended(english: str, chinese: str) -> Segment | None:
    """The pair with its one figure corrected."""
    right, wrong = quantities(english, "en")[-1], quantities(chinese, "zh-TW")[-1]
    found = correction(right, wrong, chinese, "zh-TW")
    return _segment(english, chinese[: found.start] + found.text + chinese[found.end :]) if found else None


@given(
    st.decimals("0.01", 99999, places=2),
    st.decimals("1", 9999, places=1),
    st.sampled_from(FORMS),
    st.sampled_from(SCALES),
    st.booleans(),
)
@example(Decimal("450"), Decimal("450"), "{}元", "{}億", False)
def test_corrected_money_is_no_difference(right: Decimal, wrong: Decimal, form: str, scale: str, comma: bool) -> None:
    english = f"Revenue was RMB {right:,} million"
    chinese = f"營收為{form.format(scale.format(f'{wrong:,}' if comma else wrong))}"
    if _mismatches(_segment(english, chinese)):
        mended = _mended(english, chinese)
        assert mended is not None
        assert _mismatches(mended) == [], mended.target


PAIRS = [
    ("Margin was {}%", "利潤率為{}%", st.decimals("0.1", 99, places=1)),
    ("Margin was {}%", "利潤率為 {} ％", st.decimals("0.1", 99, places=1)),
    ("Margin was up {} percentage points", "利潤率上升{}個百分點", st.decimals("0.1", 99, places=1)),
    ("There were {} stores", "共有{}家門店", st.integers(3, 10**9)),
    ("It weighs {} kg", "重{}公斤", st.integers(2, 10**6)),
    ("It took {} months", "歷時{}個月", st.integers(2, 1000)),
    ("Founded in {}", "成立於{}年", st.integers(1900, 2099)),
    ("Paid on March {}, 2023", "於2023年3月{}日支付", st.integers(1, 31)),
]


@given(st.sampled_from(PAIRS).flatmap(lambda pair: st.tuples(st.just(pair), pair[2], pair[2])))
def test_a_corrected_figure_is_no_difference(case: tuple[tuple[str, str, Any], Any, Any]) -> None:
    (english, chinese, _), right, wrong = case
    assume(right != wrong)
    mended = _mended(english.format(right), chinese.format(wrong))
    assert mended is not None
    assert _mismatches(mended) == [], mended.target


@given(QUANTITIES, QUANTITIES, LOCALES)
def test_a_correction_is_an_edit_of_the_wrong_words_or_none(right: Quantity, wrong: Quantity, locale: str) -> None:
    text = written(wrong, locale)
    target = f"為{text}。"
    for one in quantities(target, locale):
        found = correction(right, one, target, locale)
        if found:
            assert found.end == one.end
            assert found.text != target[found.start : found.end]
            assert target[found.start : one.start] in ("", "負", "负")
