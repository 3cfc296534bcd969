"""What is read from a text: tables for both languages, and what holds for any text."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import audit.quantities
from audit.model import Quantity
from audit.quantities import quantities
from audit.quantities.folding import fold
from audit.text.simplified import simplified
from audit.text.tables import data

ENGLISH = [
    ("2020: 6.6, 2021: 9.1 billion", "year 2020; count 6600000000; year 2021; count 9100000000"),
    ("2019: 3.2; 2020: RMB 4.1 million", "year 2019; money 3200000 CNY; year 2020; money 4100000 CNY"),
    ("2018: 3.1, 2019: 4.4, and 2020: 5.2%", "year 2018; percent 3.1; year 2019; percent 4.4; year 2020; percent 5.2"),
    ("2019: 950,000; 2020: 1.2 million", "year 2019; count 950000; year 2020; count 1200000"),
    ("2019: 7 million, 2020: 9", "year 2019; count 7000000; year 2020; count 9"),
    ("an R of 6.47,95% of them", "count 6.47; percent 95"),
    ("south of 40%", "percent 40 under"),
    ("not over 40%", "percent 40 at-most"),
    ("a floor of 40%", "percent 40 at-least"),
    ("skyrocketed 40%", "percent 40 up by"),
    ("RMB 1,969.1 million", "money 1969100000 CNY"),
    ("$1.2 billion", "money 1200000000 $"),
    ("350K users", "count 350000"),
    ("US$2.5M", "money 2500000 USD"),
    ("HK$7.4bn", "money 7400000000 HKD"),
    ("68.3mn yuan", "money 68300000 CNY"),
    ("2.3 trillion", "count 2300000000000"),
    ("NT$1,200", "money 1200 TWD"),
    ("€40", "money 40 EUR"),
    ("£3.5m", "money 3500000 GBP"),
    ("50 cents", "money 0.5 $"),
    ("7.9%", "percent 7.9"),
    ("seven percent", "percent 7"),
    ("120 basis points", "percentage point 1.2"),
    ("1.2 percentage points", "percentage point 1.2"),
    ("2 ppts", "percentage point 2"),
    ("doubled", "multiple 2"),
    ("threefold", "multiple 3"),
    ("three times that of", "multiple 3"),
    ("rose by 20%", "percent 20 up by"),
    ("fell to 8%", "percent 8 down to"),
    ("from 25% to 15%", "percent 25 from; percent 15 down to"),
    ("-4.7%", "percent -4.7"),
    ("negative 4.7%", "percent -4.7"),
    ("a loss of $5", "money 5 $"),
    ("up 9% year over year", "percent 9 up by year-over-year; relative time -1 year year-over-year"),
    ("down 3% QoQ", "percent 3 down by quarter-over-quarter; relative time -1 quarter quarter-over-quarter"),
    ("Q4", "quarter 4"),
    ("fourth quarter", "quarter 4"),
    ("H1", "half 1"),
    ("fiscal 2024", "year 2024 fiscal"),
    ("March 5, 2023", "date 2023-03-05"),
    ("3/5/2023", "date 2023-03-05"),
    ("5 March", "date --03-05"),
    ("on 22/04", "date --04-22"),
    ("22/7", "fraction 22/7"),
    ("two thousand three hundredth", "ordinal 2300"),
    ("one hundred and first", "ordinal 101"),
    ("the 1990s", "year 1990 decade"),
    ("the 19th century", "ordinal 19 century"),
    ("Thursday", "weekday 4"),
    ("in September", "month 9"),
    ("8:30 p.m.", "time 1230 clock"),
    ("last year", "relative time -1 year"),
    ("this quarter", "relative time 0 quarter"),
    ("18 months", "duration 18 month"),
    ("a 12-month period", "duration 12 month"),
    ("a 45-year-old man", "age 45 year"),
    ("five consecutive quarters", "duration 5 quarter"),
    ("more than 200", "count 200 over"),
    ("nearly 200", "count 200 nearly"),
    ("at least 200", "count 200 at-least"),
    ("dozens of firms", "count 24 vague"),
    ("hundreds of millions", "count 100000000 vague"),
    ("2.5 kg", "measure 2.5 kilogram"),
    ("900 sq ft", "measure 900 square-foot"),
    ("4 TB", "measure 4 terabyte"),
    ("30 ms", "duration 30 millisecond"),
    ("-15°C", "measure -15 celsius"),
    ("2 million shares", "measure 2000000 share"),
    ("first", "ordinal 1"),
    ("third time", "ordinal 3"),
    ("top 3", "count 3"),
    ("two dozen", "count 24"),
    ("zero", "count 0"),
    ("twice that much", "multiple 2"),
    ("updated twice a year", "count 2 times"),
    ("$1.5 to $1.7 billion", "money 1500000000 $; money 1700000000 $ to"),
    ("COVID-19", "identifier COVID-19"),
    ("Section 21E", "identifier 21E"),
    ("GPT-3.5", "identifier GPT-3.5"),
    ("twenty-five thousand three hundred and six", "count 25306"),
    ("two and a half million", "count 2500000"),
    ("1/3", "fraction 1/3"),
    ("between 10% and 12%", "percent 10; percent 12"),
    ("4Q22", "quarter 4; year 2022"),
    ("1H22", "half 1; year 2022"),
    ("3.2%", "percent 3.2"),
    ("two million", "count 2000000"),
    ("eleven thousand", "count 11000"),
    ("1.5 million square feet", "measure 1500000 square-foot"),
]

CHINESE = [
    ("8月至12月期間", "month 8; month 12"),
    ("2019年期間", "year 2019"),
    ("五年期間", "duration 5 year"),
    ("三個多月", "duration 3 month over"),
    ("40歲及以上", "age 40 year at-least"),
    ("最低40%", "percent 40 at-least"),
    ("調高40個基點", "percentage point 0.4 up by"),
    ("2020年：66，2021年：91億元", "year 2020; money 6600000000 元; year 2021; money 9100000000 元"),
    ("人民幣19.691億元", "money 1969100000 CNY"),
    ("12億美元", "money 1200000000 USD"),
    ("35萬", "count 350000"),
    ("2.3兆", "count 2300000000000"),
    ("2.3万亿", "count 2300000000000"),
    ("14億1200萬", "count 1412000000"),
    ("人民币壹仟贰佰万元", "money 12000000 CNY"),
    ("新臺幣參億貳仟參佰萬元整", "money 323000000 TWD"),
    ("港幣壹佰零參元", "money 103 HKD"),
    ("參加者陸續離開", ""),
    ("圖3", "count 3 section"),
    ("１２億元", "money 1200000000 元"),
    ("二百零五", "count 205"),
    ("兩千", "count 2000"),
    ("廿五", "count 25"),
    ("卅八", "count 38"),
    ("二〇二三年", "year 2023"),
    ("3億", "count 300000000"),
    ("5百万", "count 5000000"),
    ("3.5亿港元", "money 350000000 HKD"),
    ("新台幣1,200元", "money 1200 TWD"),
    ("40欧元", "money 40 EUR"),
    ("50美分", "money 0.5 USD"),
    ("15仙", "money 0.15 HKD"),
    ("7.9%", "percent 7.9"),
    ("7.9個百分比", "percent 7.9"),
    ("三成", "percent 30"),
    ("三成五", "percent 35"),
    ("一半", "fraction 0.5"),
    ("九成", "percent 90"),
    ("三分之二", "fraction 2/3"),
    ("1.2個百分點", "percentage point 1.2"),
    ("120個基點", "percentage point 1.2"),
    ("翻了一番", "multiple 2"),
    ("增長一倍", "multiple 1 up by"),
    ("增至兩倍", "multiple 2 up to"),
    ("翻兩番", "multiple 4"),
    ("三倍", "multiple 3"),
    ("減半", "multiple 0.5"),
    ("增長20%", "percent 20 up by"),
    ("降至8%", "percent 8 down to"),
    ("由25%降至15%", "percent 25 from; percent 15 down to"),
    ("-4.7%", "percent -4.7"),
    ("負4.7%", "percent -4.7"),
    ("虧損5元", "money 5 元"),
    ("同比增長9%", "relative time -1 year year-over-year; percent 9 up by year-over-year"),
    ("季減3%", "relative time -1 quarter quarter-over-quarter; percent 3 down by quarter-over-quarter"),
    ("第四季", "quarter 4"),
    ("四季度", "quarter 4"),
    ("第4季度", "quarter 4"),
    ("上半年", "half 1"),
    ("2024財年", "year 2024 fiscal"),
    ("民國111年", "year 2022"),
    ("2023年3月5日", "date 2023-03-05"),
    ("20世紀90年代", "year 1990 decade"),
    ("十九世紀", "ordinal 19 century"),
    ("週四", "weekday 4"),
    ("星期四", "weekday 4"),
    ("9月", "month 9"),
    ("20:30", "time 1230 24-hour"),
    ("晚上8點30分", "time 1230 clock"),
    ("去年", "relative time -1 year"),
    ("本季", "relative time 0 quarter"),
    ("一年半", "duration 1.5 year"),
    ("半個月", "duration 0.5 month"),
    ("12個月", "duration 12 month"),
    ("兩三週", "duration 2–3 week"),
    ("45歲", "age 45 year"),
    ("連續五個季度", "duration 5 quarter"),
    ("200多家", "count 200 over"),
    ("不到200", "count 200 under"),
    ("近200", "count 200 nearly"),
    ("至少200", "count 200 at-least"),
    ("數十家", "count 10 vague"),
    ("數億", "count 100000000 vague"),
    ("2.5公斤", "measure 2.5 kilogram"),
    ("900平方英尺", "measure 900 square-foot"),
    ("4TB", "measure 4 terabyte"),
    ("30毫秒", "duration 30 millisecond"),
    ("200萬股", "measure 2000000 share"),
    ("第一", "ordinal 1"),
    ("第三次", "ordinal 3"),
    ("前三大", "count 3"),
    ("零事故", "count 0"),
    ("兩次", "count 2"),
    ("15億至17億美元", "money 1500000000 USD; money 1700000000 USD to"),
    ("15-17億美元", "money 1500000000 USD; money 1700000000 USD"),
    ("COVID-19", "identifier COVID-19"),
    ("第21E條", "identifier 21E"),
]

NOT_NUMBERS = [
    ("en", "One of them left."),
    ("en", "On the one hand, it is late."),
    ("en", "The quality is second to none."),
    ("en", "We are here 24/7."),
    ("en", "We may march on."),
    ("zh", "一方面"),
    ("zh", "結果一致"),
    ("zh", "一些客户"),
    ("zh", "進一步"),
    ("zh", "统一平台"),
    ("zh", "以防萬一"),
    ("zh", "十分满意"),
    ("zh", "三心二意"),
    ("zh", "第三方"),
    ("zh", "一般来说"),
    ("zh", "千萬不要"),
]

FIGURES = "0 5 12 2023 1,969.1 3.5 .5 99.9% 10:30 １２ ½ ① -3 −3 +4 1e9 ٣ 007 1,2,3 3/4 3/5/2023 2023-03-05"
CODES = "'24 Q4 FY24 1H22 COVID-19 5G 21E RMB US$ HK$ € ¥ kg sq TB °C a.m. pp bn k %"
ENGLISH_WORDS = (
    "million billion percent basis points twenty five and half third thirds doubled twofold times first quarter"
)
MORE_ENGLISH_WORDS = (
    "from to by rose fell negative loss more than nearly dozens of hundreds March Thursday last year months per"
)
CHINESE_NUMERALS = (
    "萬 万 億 亿 兆 千 百 十 廿 卅 〇 零 一 二 兩 两 三 半 點 点 分之 百分之 成 折 倍 番 翻 個 个 多 餘 余 第 前"
)
CHINESE_UNITS = (
    "年 月 日 號 時 點鐘 世紀 年代 季度 元 美元 人民幣 港幣 仙 百分點 基點 民國 財年 上半年 週四 去年 公斤 平方英尺 度"
)
CHINESE_WORDS = "由 至 增 減 降 上升 虧損 負 同比 環比 攝氏 每天"
MARKS = ', . ， 。 、 ： : ; ( ) （ ） [ ] 【 】 - – — ~ ～ / | " “ ” ‘ ’'
HOSTILE = "𠮷 😀 é の カ 한 Привет ﷺ ﬁ İ ẞ \u0301 \u200b \u202e \ufeff \x00 \ufffc \ud800 \u3000 \u00a0 \n"
WORDS = [
    FIGURES,
    CODES,
    ENGLISH_WORDS,
    MORE_ENGLISH_WORDS,
    CHINESE_NUMERALS,
    CHINESE_UNITS,
    CHINESE_WORDS,
    MARKS,
    HOSTILE,
]
PIECES = [*" ".join(WORDS).split(" "), "6.47", ",95%", "1.234,56"]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", " "]) | st.text(max_size=3), max_size=24).map("".join)
LANGUAGES = st.sampled_from(["en", "en-GB", "zh", "zh-TW", "zh-CN"])

LONG = {
    "numerals": "5 " * 100_000,
    "amounts": "RMB 1.5 million，15萬元；" * 1_000,
    "number words": "twenty five thousand " * 1_000,
    "Chinese numerals": "三千五百萬，" * 3_000,
    "digits": "7" * 100_000,
    "digits and commas": "1," * 10_000,
    "digits and points": "1.2" * 6_000,
    "Chinese digits": "九" * 20_000,
    "scales": "億" * 20_000,
    "letters and digits": "a1" * 10_000,
    "dashes": "1-" * 10_000,
    "brackets": "(" * 10_000 + "5%" + ")" * 10_000,
    "fullwidth brackets": "（5" * 10_000,
    "fractions": "分之" * 10_000,
    "blanks": "5" + " " * 20_000 + "%",
    "words of change": "rose by " * 3_000 + "5%",
    "bounds": "超過" * 10_000 + "5%",
}


def described(quantity: Quantity) -> str:
    """All that is said of a quantity, in one line."""
    value = str(quantity.value) if quantity.high is None else f"{quantity.value}–{quantity.high}"
    said = [quantity.kind, value, quantity.unit, quantity.currency, "vague" if quantity.approximate else None]
    said += [quantity.bound, quantity.direction, quantity.role, quantity.period]
    return " ".join(word for word in said if word)


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: str) -> None:
    assert "; ".join(map(described, quantities(text, "en"))) == expected


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese(text: str, expected: str) -> None:
    assert "; ".join(map(described, quantities(text, "zh"))) == expected


@pytest.mark.parametrize(("language", "text"), NOT_NUMBERS)
def test_what_only_looks_like_a_number(language: str, text: str) -> None:
    assert quantities(text, language) == ()


@settings(deadline=None, max_examples=200)
@given(text=TEXTS, language=LANGUAGES)
def test_any_text_is_read_exactly_and_in_order(text: str, language: str) -> None:
    found = quantities(text, language)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert isinstance(quantity.value, int | Decimal | Fraction | str)
        assert quantity.sign in (1, -1)
    assert all(one.start <= other.start for one, other in pairwise(found))
    assert quantities(text, language) == found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_is_read(text: str, language: str) -> None:
    assert all(text.startswith(quantity.text, quantity.start) for quantity in quantities(text, language))


def test_every_character_that_is_looked_for_is_folded() -> None:
    """What is looked for is written in folded characters: a Traditional form that is not folded is never found."""
    written = {*"".join(map(data, ("chinese.tsv", "units.tsv", "currencies.tsv")))}
    for module in Path(audit.quantities.__file__).parent.rglob("*.py"):
        written |= {*module.read_text(encoding="utf-8")}
    common = (bytes(code).decode("big5", "ignore") for code in product(range(0xA4, 0xC7), range(0x40, 0xFF)))
    folded = {form: fold(form) for form in common if form and form not in written and simplified(form) in written}
    rare = {"侷", "鞦", "鼕"}
    assert {form for form, simple in folded.items() if simple != simplified(form)} == rare


@given(st.text(alphabet="圓億Ｂａ萬兩兆元’－１% aB2é𠀀"))
def test_a_text_is_folded_as_its_characters_are(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))
