"""The adequacy score: what it must get right, and never call good."""

import json
import sqlite3
from contextlib import closing
from math import isfinite
from pathlib import Path

import pytest
from msgspec.structs import replace

from audit import cache, pool
from audit.cli import main
from audit.estimation.cross import cross, together
from audit.estimation.cross import judged as read_together
from audit.estimation.documents import judge
from audit.estimation.model import estimate
from audit.guards import guards
from audit.metrics.adequacy import Adequacy
from audit.model import Guard, Score, Segment
from audit.pool import limited

RIGHT = [
    ("Revenue fell sharply in the third quarter.", "第三季營收大幅下降。"),
    ("We would like to thank our shareholders for their patience.", "我們要感謝股東們的耐心。"),
    ("The new factory will open next spring.", "新工廠將於明年春天啟用。"),
    ("Nobody on the board knew about the contract.", "董事會中沒有人知道這份合約。"),
    ("Patients who took the drug slept longer.", "服用該藥的患者睡得更久。"),
]


def scores(*pairs: tuple[str, str], languages: tuple[str, str] = ("en", "zh-TW")) -> list[Score]:
    segments = [
        Segment(
            id=str(number), source=source, target=target, source_language=languages[0], target_language=languages[1]
        )
        for number, (source, target) in enumerate(pairs)
    ]
    return list(Adequacy().score(segments))


def test_the_right_translation_scores_above_another_one() -> None:
    shifted = [(source, RIGHT[(number + 1) % len(RIGHT)][1]) for number, (source, _) in enumerate(RIGHT)]
    for right, wrong in zip(scores(*RIGHT), scores(*shifted), strict=True):
        assert right.value > wrong.value


@pytest.mark.parametrize("target", ["", "  ", RIGHT[0][0], "Revenue fell a lot in the third quarter."])
def test_what_is_no_translation_scores_nothing(target: str) -> None:
    assert [score.value for score in scores((RIGHT[0][0], target))] == [0.0, 0.0]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ue001", "😀" * 300, "a" * 30_000, "字" * 30_000, "\ud800", "\u2581" * 99]
)
def test_what_reads_both_together_reads_any_text(text: str) -> None:
    for pair in ((text, RIGHT[0][1]), (RIGHT[0][0], text), (text, text)):
        found = read_together(*pair)
        assert found is None or isfinite(found)
        assert isfinite(estimate(*pair).value)


def test_it_reads_a_pair_whole_or_not_at_all() -> None:
    whole = [" thank you" * 16, "谢谢" * 16]
    for longer in (0, 1):
        assert together(cross().vocabulary, *whole)
        texts = [text * 5 if side == longer else text for side, text in enumerate(whole)]
        assert together(cross().vocabulary, *texts) is None
        assert read_together(*texts) is None
        assert estimate(*texts).value > 0


def test_a_long_pair_that_lacks_half_of_its_source_scores_lower() -> None:
    english, chinese = (list(texts) for texts in zip(*RIGHT, strict=True))
    assert read_together(" ".join(english * 2), "".join(chinese)) is None
    right = estimate(" ".join(english * 2), "".join(chinese * 2)).value
    assert right > estimate(" ".join(english * 2), "".join(chinese[:2])).value


def test_the_company_of_a_segment_does_not_move_its_score() -> None:
    alone = [scores(pair)[1] for pair in RIGHT]
    together = scores(*RIGHT)[1:]
    assert [replace(score, segment="") for score in alone] == [replace(score, segment="") for score in together]


def test_two_processes_give_the_same_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "READERS_PAY", 1)
    pairs = [(f"{source} {number}", f"{target}{number}") for number in range(20) for source, target in RIGHT]
    with limited(2):
        spread = scores(*pairs)
    judge.cache_clear()
    assert spread == scores(*pairs)


def test_two_processes_name_the_same_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "READERS_PAY", 1)
    pairs = [
        RIGHT[0],
        ("Our output rose in March, and we opened a new laboratory in Wuhan.", "三月份我們的產量有所上升，並"),
    ]
    segments = [Segment(id=str(number), source=source, target=target) for number, (source, target) in enumerate(pairs)]
    with limited(2):
        spread = guards(segments)
    judge.cache_clear()
    assert spread == guards(segments) == [Guard(fault="truncated", segments=("1",))]


def test_both_directions_read_the_same_pair() -> None:
    turned = [(target, source) for source, target in RIGHT]
    values = [
        [score.value for score in found] for found in (scores(*RIGHT), scores(*turned, languages=("zh-TW", "en")))
    ]
    assert values[0] == values[1]


def test_each_score_lies_in_its_interval() -> None:
    for score in scores(*RIGHT):
        assert score.interval
        assert 0 <= score.interval[0] <= score.value <= score.interval[1] <= 100


def test_the_command_gives_it_where_nothing_else_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUDIT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "pairs.tsv"
    path.write_text("source\ttarget\n" + "".join(f"{source}\t{target}\n" for source, target in RIGHT), encoding="utf-8")
    said = []
    for options in ([], [], ["--no-cache"]):
        judge.cache_clear()
        with pytest.raises(SystemExit):
            main(["score", str(path), "--output", "json", *options])
        said.append(json.loads(capsys.readouterr().out))
    assert [score["metric"] for score in said[0]["scores"]] == ["adequacy"]
    assert said[0] == said[1] == said[2]
    with closing(sqlite3.connect(tmp_path / "cache" / cache.FILE)) as kept:
        assert kept.execute("SELECT count(*) FROM results").fetchall() == [(len(RIGHT),)]
    with pytest.raises(SystemExit):
        main(["cache", "clear"])
    assert "now cleared" in capsys.readouterr().out
