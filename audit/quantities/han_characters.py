"""The characters that Chinese numerals are written with."""

import re

HAN_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "幺": 1,
}
HAN_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FINANCIAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
HAN_START = "".join(character for character in {**HAN_DIGITS, **SMALL, **BIG} if character not in FINANCIAL) + "几数半"
HAN_NUMERAL = re.compile(rf"[0-9{HAN_START}]|[{FINANCIAL}](?=[{FINANCIAL}万亿兆零圆元])|(?<!.)[{FINANCIAL}]\Z")
MORE = "多余来"
NAMED_BY_NUMBER = re.compile(
    r" ?进[制位]|面体|[边角]形|卦"
    r"|(?<=[一二三四])元(?:化|操作|运算|表达|符|函数|方程|组|格式|档|论|数据|分类|[一二三]次)"
)
"""What bases, solids, shapes and operators are called by, which other languages have words for: 十六进位, 二元运算."""
NAMING = frozenset(" 进面边角卦元")
"""What each of these begins with."""


def tells_time(after: str) -> bool:
    """Whether these two characters behind 點 and a digit make an hour of it, no decimal: 三點一刻, 十點四十分.

    >>> tells_time("刻鐘"), tells_time("分鐘"), tells_time("分之"), tells_time("億元")
    (True, True, False, False)
    """
    return after[:1] in SMALL or after[:1] == "刻" or (after[:1] == "分" and after != "分之")


_BEGINNING = frozenset("\n。;第")
"""Before a numeral that is the number of an item: 三、四十名."""
_COUNTED = frozenset("岁年个天人名位家次倍")


def or_one_more(text: str, at: int, within: bool) -> int:
    """Where digits end that stand for this or one more, 五、六 in 五、六十岁 and within 十五、六岁; or 0.

    >>> or_one_more("有五、六十岁", 1, False), or_one_more("有五、六、七十岁", 1, False)
    (4, 0)
    """
    digit = HAN_DIGITS[text[at]]
    if text[at + 1 : at + 2] != "、" or not digit or HAN_DIGITS.get(text[at + 2 : at + 3]) != digit + 1:
        return 0
    after = text[at + 3 : at + 4]
    if within:
        return at + 3 if text[at - 1] == "十" and after in _COUNTED else 0
    return at + 3 if at and text[at - 1] not in _BEGINNING and (after in SMALL or after in BIG) else 0


PERIODS = "年季月"
_NAMES_A_TIME = frozenset("0123456789一二三四五六七八九十〇零全每逐整首末春夏秋冬当")


def ends_time(folded: str, start: int) -> bool:
    """Whether a character ends the name of a time: 季增 is no word of 第一季增长.

    >>> ends_time("第一季增长", 2), ends_time("收入季增", 2)
    (True, False)
    """
    return folded[start] in PERIODS and folded[start - 1 : start] in _NAMES_A_TIME
