"""The self-test: what it plants is one error, and always the same one."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.cli import main
from audit.model import Segment
from audit.selftest import KINDS, Share, plant, planted_in, selftest

CALL = Segment(
    id="1",
    source=(
        "Revenue rose by 12.5% year over year to RMB 36.8 million, from RMB 32.7 million. Margin grew 3 percentage "
        "points to over 41%. Net loss was negative 5.2 million dollars. We opened 17 stores within 9 months."
    ),
    target=(
        "收入同比增長12.5%至人民幣3,680萬元，此前為人民幣3,270萬元。利潤率上升3個百分點，至超過41%。淨虧損為負520萬美元。我們在9個月內開設了17家店。"
    ),
    target_language="zh-TW",
)
BACK = Segment(id="2", source=CALL.target, target=CALL.source, source_language="zh-TW", target_language="en")

TEXTS = st.text(alphabet="收入增長下降至超過約負第百分之個月年季元美億萬%.,，。-0123456789一三十兩", max_size=60)
ENGLISH = st.text(alphabet="increased by to over RMB$% million 0123456789.,three-", max_size=80)


@pytest.mark.parametrize("pair", [CALL, BACK], ids=["en-zh", "zh-en"])
def test_a_rich_pair_has_room_for_nearly_every_kind(pair: Segment) -> None:
    only_other_way = {"times-1000"} if pair is CALL else {"times-10000"}
    assert {planted.kind for planted in plant(pair, Random(1))} >= set(KINDS) - only_other_way - {"sign"}


@given(source=ENGLISH, target=TEXTS, seed=st.integers(0, 9))
def test_a_planted_error_is_one_edit_of_the_target(source: str, target: str, seed: int) -> None:
    pair = Segment(id="1", source=source, target=target)
    for planted in plant(pair, Random(seed)):
        stop = planted.start + len(planted.was)
        assert planted.was != planted.now
        assert target[planted.start : stop] == planted.was
        assert planted.segment.target == target[: planted.start] + planted.now + target[stop:]
        assert planted.segment.source == source


@given(source=ENGLISH, target=TEXTS)
def test_the_same_seed_plants_the_same_errors(source: str, target: str) -> None:
    for one, other in ((source, target), (target, source)):
        language = "zh" if other == target else "en"
        pair = Segment(id="1", source=one, target=other, target_language=language)
        assert list(planted_in(pair, 7)) == list(planted_in(pair, 7))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Good morning.", "早安。"),
        ("All of them agreed.", "他們一致同意，十分高興，進一步合作。"),
        ("See https://example.com/v2/a-17.", "見https://example.com/v2/a-17。"),
        ("Python 3.12 and COVID-19", "Python 3.12與COVID-19"),
        ("Open 24/7", "全天候24/7開放"),
        ("1. Overview", "1. 概覽"),
    ],
)
def test_nothing_is_planted_where_there_is_no_figure(source: str, target: str) -> None:
    assert not list(plant(Segment(id="1", source=source, target=target), Random(0)))


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("swap", "in 2015 and 2016", "於2015年及2016年"),
        ("swap", "bonds of 8% and bonds of 9%", "8%的債券及9%的債券"),
        ("swap", "aged 33, 34 and 39", "年齡為33、34和39歲"),
        ("direction", "The 2019 growth report", "2019增長報告"),
        ("direction", "up 5% after falling 3%", "下跌3%後上升5%"),
        ("period", "up 5% in 2019", "2019年增加5%"),
        ("currency", "earned 5 million", "賺了500萬元"),
        ("by-to", "was 5% up at 30%", "增長至30%"),
        ("bound", "not over 30 days", "不超過三十天左右的期限"),
        ("transposition", "44 shops", "44家店"),
        ("dropped", "2 of us", "我們2個"),
    ],
)
def test_a_change_that_would_be_no_error_is_not_made(kind: str, source: str, target: str) -> None:
    pair = Segment(id="1", source=source, target=target)
    assert kind not in {planted.kind for seed in range(20) for planted in plant(pair, Random(seed))}


def test_a_pair_that_was_loud_when_untouched_does_not_count_as_found() -> None:
    result = selftest([CALL], lambda segment: True)
    assert result.untouched == Share(1, 1)
    assert result.noticed == Share(0, 0)


def test_what_the_audit_overlooks_is_listed() -> None:
    result = selftest([CALL], lambda segment: "12.5%" not in segment.target)
    assert 0 < result.noticed.count < result.noticed.of
    assert len(result.missed) == result.noticed.of - result.noticed.count
    assert all("12.5%" in planted.segment.target for planted in result.missed)


def test_the_command_prints_a_table_and_what_it_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "call.tsv"
    path.write_text(f"source\ttarget\n{CALL.source}\t{CALL.target}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["selftest", str(path), "--missed"])
    printed = capsys.readouterr().out
    assert left.value.code == 0
    assert "times-100" in printed
    assert "0 of 1 (0.0 %" in printed
    assert "Not noticed:" in printed


def test_the_command_takes_locale_and_direction_from_the_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, config = tmp_path / "call.tsv", tmp_path / "audit.toml"
    path.write_text(f"source\ttarget\n{CALL.source}\t{CALL.target}\n", encoding="utf-8")
    printed = []
    for settings in ('target_locale = "zh-CN"\n', 'direction = "zh-en"\n'):
        config.write_text(settings, encoding="utf-8")
        with pytest.raises(SystemExit):
            main(["selftest", str(path), "--config", str(config)])
        printed.append(capsys.readouterr().out)
    assert "times-10000" in printed[0]
    assert "times-1000 " in printed[1]


@pytest.mark.parametrize("options", [[], ["talk.txt", "--profile", "nowhere"], ["absent.tsv"]])
def test_the_command_says_what_is_wrong_with_how_it_was_called(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["selftest", *options])
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("audit: ")


@given(count=st.integers(0, 50), more=st.integers(0, 50))
def test_an_interval_holds_its_share(count: int, more: int) -> None:
    share = Share(count, count + more)
    low, high = share.interval
    assert 0 <= low <= share.value + 1e-9
    assert share.value - 1e-9 <= high <= 1
