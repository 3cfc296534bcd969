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
HAN_NUMERAL = re.compile(rf"[0-9{HAN_START}]|[{FINANCIAL}](?=[{FINANCIAL}万亿兆零圆元])")
MORE = "多余来"


def tells_time(after: str) -> bool:
    """Whether these two characters behind 點 and a digit make an hour of it, no decimal: 三點一刻, 十點四十分.

    >>> tells_time("刻鐘"), tells_time("分鐘"), tells_time("分之"), tells_time("億元")
    (True, True, False, False)
    """
    return after[:1] in SMALL or after[:1] == "刻" or (after[:1] == "分" and after != "分之")


PERIODS = "年季月"
_NAMES_A_TIME = frozenset("0123456789一二三四五六七八九十〇零全每逐整首末春夏秋冬当")


def ends_time(folded: str, start: int) -> bool:
    """Whether a character ends the name of a time: 季增 is no word of 第一季增长.

    >>> ends_time("第一季增长", 2), ends_time("收入季增", 2)
    (True, False)
    """
    return folded[start] in PERIODS and folded[start - 1 : start] in _NAMES_A_TIME
