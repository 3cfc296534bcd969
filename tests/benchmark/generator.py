"""Pairs made up in any number, alike in length and figures to an annual report, for measurements of scale."""

from collections.abc import Iterator
from random import Random

from audit.model import Segment

FRAMES = (
    ("In {year}, {whose} revenue {rose} {percent}% to US${billion} billion, as {reason}.",
     "{year}年，{whose}收入{rose}{percent}%至{billion_zh}億美元，因為{reason}。"),
    ("At the end of {month}, {whose} {asset} stood at HK${million} million, against HK${other} million a year earlier.",
     "{month}底，{whose}{asset}為{million_zh}億港元，一年前為{other_zh}億港元。"),
    ("Of the {count} {people} who answered, {percent}% said that {reason}, while the rest saw no change.",
     "在{count}名作答的{people}當中，有{percent}%表示{reason}，其餘則認為沒有變化。"),
    ("The committee discussed {whose} {asset} and agreed that further work was needed before any decision is taken.",
     "委員會討論了{whose}{asset}，並同意在作出任何決定之前仍須進一步研究。"),
    ("Net interest margin was {percent}% in the {quarter} quarter of {year}, and operating costs {rose} {small}%.",
     "{year}年第{quarter_zh}季的淨息差為{percent}%，營運成本{rose}{small}%。"),
    ("{people_cap} told us that {reason}, and we expect this to continue for some time.",
     "{people}告訴我們，{reason}，而我們預期這個情況會持續一段時間。"),
    ("The programme covered {count} schools and {other_count} libraries, at a total cost of {million} million dollars.",
     "計劃涵蓋{count}所學校及{other_count}間圖書館，總開支為{million_zh}億元。"),
    ("We would like to thank {people} for the support that they have given to {whose} {asset} over the years.",
     "我們謹此感謝{people}多年來對{whose}{asset}的支持。"),
)  # fmt: skip
"""Sentences with places for words and figures, in both languages."""
WHOSE = (("the group's", "集團的"), ("the bureau's", "該局的"), ("the fund's", "基金的"), ("the island's", "該島的"))
ROSE = (("rose", "上升"), ("fell", "下跌"), ("climbed", "攀升"), ("declined", "減少"))
REASONS = (
    ("demand for loans recovered", "貸款需求回升"),
    ("fewer visitors came by sea", "循海路到訪的旅客減少"),
    ("prices of raw materials eased", "原材料價格回落"),
    ("the new branches were opening earlier than planned", "新分行較原定計劃提早開業"),
)
ASSETS = (
    ("reserves", "儲備"),
    ("deposits", "存款"),
    ("holdings of bonds", "債券持倉"),
    ("fleet of ferries", "渡輪船隊"),
)
PEOPLE = (("traders", "商戶"), ("fishermen", "漁民"), ("lenders", "貸款機構"), ("teachers", "教師"))
MONTHS = (("January", "1月"), ("March", "3月"), ("June", "6月"), ("September", "9月"), ("December", "12月"))
QUARTERS = (("first", "一"), ("second", "二"), ("third", "三"), ("fourth", "四"))


def pairs(count: int) -> Iterator[Segment]:
    """Segments whose translations are right, except that every fiftieth has a wrong percentage; always the same.

    >>> [pair] = pairs(1)
    >>> pair.source_language, pair.target_language
    ('en', 'zh-HK')
    """
    random = Random(1)
    for number in range(1, count + 1):
        source, target = random.choice(FRAMES)
        english, chinese = _words(random)
        if number % 50 == 0:
            chinese["percent"] = f"{float(chinese['percent']) + 3:.1f}"
        yield Segment(
            id=str(number),
            source=source.format(**english),
            target=target.format(**chinese),
            line=number,
            target_language="zh-HK",
        )


def _words(random: Random) -> tuple[dict[str, str], dict[str, str]]:
    million, other = (random.randrange(100, 90_000, 10) for _ in range(2))
    billion = random.randrange(11, 9_999)
    figures = {
        "year": str(random.randrange(1995, 2030)),
        "percent": f"{random.randrange(10, 400) / 10:.1f}",
        "small": f"{random.randrange(1, 100) / 10:.1f}",
        "count": f"{random.randrange(101, 9_000):,}",
        "other_count": f"{random.randrange(13, 900):,}",
    }
    english = figures | {"million": f"{million:,}", "other": f"{other:,}", "billion": f"{billion / 10:,.1f}"}
    chinese = figures | {"million_zh": f"{million / 100:,.1f}", "other_zh": f"{other / 100:,.1f}"}
    chinese["billion_zh"] = f"{billion:,}"
    choices = {"whose": WHOSE, "rose": ROSE, "reason": REASONS, "asset": ASSETS, "people": PEOPLE, "month": MONTHS}
    for place, words in choices.items():
        english[place], chinese[place] = random.choice(words)
    english["quarter"], chinese["quarter_zh"] = random.choice(QUARTERS)
    english["people_cap"] = english["people"].capitalize()
    return english, chinese
