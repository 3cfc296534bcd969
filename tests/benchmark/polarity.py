"""What `lost-negation` finds: negations deleted from right translations, and those that others planted."""

from collections.abc import Iterator

from msgspec.structs import replace

from audit.checks.lost_negation import LostNegation
from audit.model import Segment
from audit.selftest import Share
from audit.text.polarity import Cue, cues
from tests.benchmark.datasets import CLEAN, HALVES, Half, half, halved, rows
from tests.benchmark.tables import interval, percent, table

AFFIRMED = {
    "没有": "有",
    "沒有": "有",
    "无法": "能",
    "無法": "能",
    "并非": "是",
    "並非": "是",
    "尚未": "已",
    "不再": "还",
}
NEGATING = "不没沒无無未"


def speaks(segment: Segment) -> bool:
    """Whether the check says anything of a pair."""
    return any(LostNegation().find(segment))


def deleted(segment: Segment) -> Iterator[Segment]:
    """The pair without its only negation in Chinese, where the English has one negation too."""
    english = [cue for cue in cues(segment.source, "en") if cue.negates]
    chinese = [cue for cue in cues(segment.target, "zh") if set(NEGATING) & set(cue.words)]
    if len(english) == len(chinese) == 1:
        (cue,) = chinese
        yield replace(segment, target=segment.target[: cue.start] + _affirmed(cue) + segment.target[cue.end :])


def _affirmed(cue: Cue) -> str:
    return AFFIRMED.get(cue.words, cue.words.translate({ord(letter): None for letter in NEGATING}))


def demetr(part: Half) -> tuple[Share, Share]:
    """Chinese to English: sentences that were negated, and alarms on the right translations beside them."""
    negated = [row for row in rows("demetr_zhen/demetr.zh-en.jsonl") if half(f"demetr/{row['zh']}") == part]
    good = {(row["zh"], row["en_mt_good"]) for row in negated}
    bad = {(row["zh"], row["en_mt_bad"]) for row in negated if "negation" in row["pert"]}
    return (
        Share(sum(speaks(_backwards(*pair)) for pair in bad), len(bad)),
        Share(sum(speaks(_backwards(*pair)) for pair in good), len(good)),
    )


def _backwards(chinese: str, english: str) -> Segment:
    return Segment(id="1", source=chinese, target=english, source_language="zh", target_language="en")


def section() -> str:
    """What is noticed, and how often the check speaks on right translations."""
    lines = []
    for part in HALVES:
        clean = [segment for load in CLEAN.values() for segment in halved(load(), part)]
        without = [lost for segment in clean if not speaks(segment) for lost in deleted(segment)]
        found, alarms = demetr(part)
        measured = {
            "a Chinese negation deleted, the only one": Share(sum(map(speaks, without)), len(without)),
            "right translations": Share(sum(map(speaks, clean)), len(clean)),
            "DEMETR, Chinese to English: negated": found,
            "DEMETR, Chinese to English: right": alarms,
        }
        lines += [[name, part, percent(share), interval(share)] for name, share in measured.items()]
    return table(["pairs", "half", "spoken on", "95 % interval"], lines)
