"""`audit score`: what is broken comes first, then every score with its signature, in each form."""

import csv
import json
import re
from pathlib import Path

import pytest

from audit import audit_files, audit_pairs, cli, profile
from audit.guards import guards
from audit.metrics.bleu import Bleu
from audit.model import Guard, Segment

ROWS = [
    ("Revenue rose in every region this year.", "今年各地區的營收都有成長。", "今年各地區營收皆成長。"),
    ("We thank our shareholders.", "我們感謝各位股東。", "我們感謝股東的支持。"),
    ("Thank you all for joining us.", "Thank you all for joining us.", "感謝各位參與。"),
]


def table(rows: list[tuple[str, str, str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in [("source", "target", "reference"), *rows])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.tsv").write_text(table(ROWS), encoding="utf-8")
    Path("bare.tsv").write_text("source\ttarget\nYes.\t是。\nNo.\t不是。\n", encoding="utf-8")
    Path("mixed.tsv").write_text(table([("Thank you.", "謝謝各位股東。", "谢谢各位股东。")] * 2), encoding="utf-8")
    Path("one.txt").write_text("是的。\n不。\n", encoding="utf-8")
    Path("two.txt").write_text("對。\n不是。\n", encoding="utf-8")
    Path("scores.tsv").write_text("id\tscore\n1\t0.75\n2\t0.25\n", encoding="utf-8")


def score(*tokens: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["score", *tokens])
    return int(stopped.value.code or 0)


@pytest.mark.parametrize(
    ("tokens", "status", "said"),
    [
        ([], 2, "no input given"),
        (["bare.tsv"], 0, ""),
        (["bare.tsv", "--metric", "bleu"], 2, "bleu needs a reference; give --reference FILE"),
        (["bare.tsv", "--metric", "given"], 2, "given needs scores that were made elsewhere; give --scores FILE"),
        (["talk.tsv", "--metric", "blue"], 2, "did you mean “bleu”?"),
        (["talk.tsv", "--scores", "scores.tsv"], 2, "no score for segment “3”"),
        (["talk.tsv"], 0, ""),
        (["mixed.tsv"], 0, 'fold = "t2s"'),
        (["mixed.tsv", "--fold", "t2s"], 0, ""),
    ],
)
def test_status_and_what_is_said_of_mistakes(
    tokens: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert score(*tokens) == status
    error = capsys.readouterr().err
    assert said in error if said else not error


def test_what_is_broken_comes_before_the_scores(capsys: pytest.CaptureFixture[str]) -> None:
    score("talk.tsv")
    out = capsys.readouterr().out
    assert out.startswith("1 segment is broken, whatever the scores say:\n  untranslated-text  3\n")
    assert "\nbleu " in out
    assert "\nchrf " in out
    assert "\nter " in out


def test_json_has_the_values_of_the_metric(capsys: pytest.CaptureFixture[str]) -> None:
    score("talk.tsv", "--metric", "bleu", "--output", "json", "--segments")
    found = json.loads(capsys.readouterr().out)
    segments = [
        Segment(id=str(number), source=source, target=target, reference=reference)
        for number, (source, target, reference) in enumerate(ROWS, start=1)
    ]
    corpus, *values = Bleu().score(segments)
    assert found["scores"] == [
        {
            "metric": "bleu",
            "signature": str(Bleu().signature),
            "value": corpus.value,
            "interval": list(corpus.interval or ()),
        }
    ]
    assert [segment["scores"]["bleu"] for segment in found["segments"]] == [value.value for value in values]
    assert found["guards"] == [{"fault": "untranslated-text", "segments": ["3"]}]
    assert found["inputs"][0]["segments"] == 3


@pytest.mark.parametrize(("asked", "count"), [([], 4), (["--segments"], 16)])
def test_lines_and_rows_say_the_same(asked: list[str], count: int, capsys: pytest.CaptureFixture[str]) -> None:
    score("talk.tsv", "--output", "jsonl", *asked)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    score("talk.tsv", "--output", "csv", *asked)
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert len(lines) == len(rows) == count
    for line, row in zip(lines, rows, strict=True):
        assert (line["metric"], line["segment"] or "", line["signature"]) == (
            row["metric"],
            row["segment"],
            row["signature"],
        )
        assert line["value"] == float(row["value"])


def test_several_references_and_scores_from_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    tokens = ["bare.tsv", "--reference", "one.txt", "--reference", "two.txt", "--scores", "scores.tsv"]
    score(*tokens, "--output", "jsonl")
    lines = {line["metric"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert lines.keys() == {"adequacy", "bleu", "chrf", "given", "ter"}
    assert lines["bleu"]["signature"].startswith("BLEU|nrefs:2|")
    assert lines["given"]["value"] == 0.5


@pytest.mark.parametrize(("profile_name", "noted"), [("default", True), ("fold-scripts", False)])
def test_a_report_says_that_scripts_differ_unless_they_are_folded(profile_name: str, noted: bool) -> None:
    report = audit_files("mixed.tsv", config=profile(profile_name))
    assert [note.count("--fold t2s") for note in (*report.notes, *report.inputs[0].notes)] == [1, 1] * noted
    assert report.scores[0].value == pytest.approx(100) or noted


def test_pairs_may_have_several_references() -> None:
    report = audit_pairs([("Thank you.", "謝謝各位股東。", "多謝股東。", "謝謝各位股東。")])
    assert report.scores[0].signature.startswith("BLEU|nrefs:2|")
    assert report.scores[0].value == pytest.approx(100)


def pair(name: str, source: str, target: str) -> Segment:
    return Segment(id=name, source=source, target=target)


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([pair("a", "Yes.", "是。"), pair("b", "Right.", "是。")], []),
        ([pair("a", "Yes.", " "), pair("b", "We grew.", "我們成長了。")], [Guard("empty", ("a",))]),
        (
            [pair("a", "We grew a lot.", "我們的營收大幅成長。"), pair("b", "Costs rose.", "我們的營收大幅 成長。")],
            [Guard("duplicated", ("a", "b"))],
        ),
        (
            [pair("a", "We grew a lot.", "我們的營收大幅成長。"), pair("b", "we grew a lot.", "我們的營收大幅成長。")],
            [],
        ),
        (  # the same in other words, as headings are
            [
                pair("a", "# PERFORMANCE OF THE FUND", "# 外匯基金的投資表現"),
                pair("b", "The fund’s performance", "# 外匯基金的投資表現"),
            ],
            [],
        ),
        (
            [
                pair("a", "The new factory in Vietnam will open next spring.", "越南的新"),
                pair(
                    "b",
                    "Margins fell, although prices rose in all markets that we serve in Asia.",
                    "毛利率下降，",
                ),
                pair("c", "Our canteen now serves noodles.", "我們的食堂現在供應麵條"),
            ],
            [Guard("truncated", ("a", "b"))],
        ),
        (
            [pair("a", "Thank you for joining us.", "本日はご参加いただきありがとうございます。")],
            [Guard("wrong-language", ("a",))],
        ),
    ],
)
def test_guards(segments: list[Segment], expected: list[Guard]) -> None:
    assert guards(segments) == expected


def test_hostile_ids_neither_steer_the_terminal_nor_are_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.tsv").write_text("id\tsource\ttarget\treference\n=1+1\x1b[31m\tYes.\t是。\t是的。\n", encoding="utf-8")
    for form in ("text", "json", "jsonl", "csv"):
        score("bad.tsv", "--segments", "--output", form)
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert form != "csv" or ",'=1+1" in out


PARAGRAPHS = [
    ("Revenue rose in every region in the third quarter.", "第三季各地區的營收都有成長。"),
    ("We thank our shareholders for their patience this year.", "我們感謝各位股東今年的耐心。"),
    ("The new factory in Vietnam will open next spring.", "越南的新工廠將於明年春天啟用。"),
    ("Nobody on the board knew about the contract.", "董事會中沒有人知道這份合約。"),
    ("Patients who took the drug slept longer than the others.", "服用該藥的患者比其他人睡得更久。"),
    ("Our canteen now serves noodles on Fridays.", "我們的食堂現在每週五供應麵條。"),
    ("The court dismissed the claim of the former employee.", "法院駁回了前員工的索賠。"),
    ("Heavy rain delayed the harvest in the north.", "大雨延誤了北方的收成。"),
    ("The library is closed on public holidays.", "圖書館在國定假日不開放。"),
    ("He plays the violin in the city orchestra.", "他在市立交響樂團拉小提琴。"),
]
SHIFTED = [(PARAGRAPHS[number - 1][0], target) for number, (_, target) in enumerate(PARAGRAPHS)]
STRANGE = [(source, f"（第{number}條）本頁刊載歷屆會議的出席名單。") for number, (source, _) in enumerate(PARAGRAPHS)]
SPOILT = [  # right, untranslated, right, truncated, empty, in Japanese, exchanged, exchanged, right, duplicated
    PARAGRAPHS[0],
    (PARAGRAPHS[1][0], PARAGRAPHS[1][0]),
    PARAGRAPHS[2],
    (PARAGRAPHS[3][0], "董事會"),
    (PARAGRAPHS[4][0], ""),
    (PARAGRAPHS[5][0], "食堂では毎週金曜日にラーメンを提供しています。"),
    (PARAGRAPHS[6][0], PARAGRAPHS[7][1]),
    (PARAGRAPHS[7][0], PARAGRAPHS[6][1]),
    PARAGRAPHS[8],
    (PARAGRAPHS[9][0], PARAGRAPHS[0][1]),
]


def written(name: str, rows: list[tuple[str, str]]) -> str:
    lines = [("source", "target"), *rows]
    Path(name).write_text("".join(f"{source}\t{target}\n" for source, target in lines), encoding="utf-8")
    return name


def test_what_is_broken_is_named_and_never_scored_as_good(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for name, rows in (("good.tsv", PARAGRAPHS), ("spoilt.tsv", SPOILT)):
        assert score(written(name, rows), "--segments", "--output", "json") == 0
        said.append(json.loads(capsys.readouterr().out))
    good, spoilt = said
    values = [[segment["scores"]["adequacy"] for segment in found["segments"]] for found in (good, spoilt)]
    assert {guard["fault"]: guard["segments"] for guard in spoilt["guards"]} == {
        "empty": ["5"],
        "untranslated-text": ["2"],
        "wrong-language": ["6"],
        "duplicated": ["10"],
        "truncated": ["4"],
        "shifted": ["7", "8"],
    }
    broken = {int(name) - 1 for guard in spoilt["guards"] for name in guard["segments"]}
    assert max(values[1][number] for number in broken) < min(values[0]) / 2
    assert [values[1][number] for number in (0, 2, 8)] == [values[0][number] for number in (0, 2, 8)]
    assert good["guards"] == good["notes"] == spoilt["notes"] == []
    assert spoilt["scores"][0]["value"] == pytest.approx(sum(values[1]) / len(values[1]))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (SHIFTED, "9 of 10 translations do not stand beside their source, so there is no score of the text"),
        (STRANGE, "no nearer to their sources than to the lines around them, so there is no score of the text"),
    ],
)
def test_a_text_that_is_mostly_misaligned_has_no_score_but_a_reason(
    rows: list[tuple[str, str]], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    written("astray.tsv", rows)
    written("good.tsv", PARAGRAPHS)
    Path("human.txt").write_text("".join(f"{target}\n" for _, target in PARAGRAPHS), encoding="utf-8")
    assert score("astray.tsv", "--reference", "human.txt", "--segments", "--output", "json") == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert found["scores"] == []
    assert said in found["notes"][0]
    assert said in printed.err
    assert sorted(found["segments"][0]["scores"]) == ["adequacy", "bleu", "chrf", "ter"]
    assert score("astray.tsv") == 0
    assert re.search(r"^adequacy +–  ", capsys.readouterr().out, re.MULTILINE)
    with pytest.raises(SystemExit):
        cli.main(["compare", "good.tsv", "astray.tsv", "--output", "json", "--report", "page.html"])
    compared = json.loads(capsys.readouterr().out)
    assert [len(system["scores"]) for system in compared["systems"]] == [1, 0]
    assert compared["comparisons"] == []
    assert compared["notes"][0].startswith("astray: ")
    assert said in compared["notes"][0]
    assert said in Path("page.html").read_text("utf-8")


def test_the_report_of_a_check_says_why_there_is_no_score(capsys: pytest.CaptureFixture[str]) -> None:
    written("astray.tsv", SHIFTED)
    Path("audit.toml").write_text("[gate.scores.adequacy]\nminimum = 50\n", encoding="utf-8")
    reports = [option for kind in ("txt", "html", "md", "json") for option in ("--report", f"report.{kind}")]
    with pytest.raises(SystemExit):
        cli.main(["check", "astray.tsv", "--metric", "adequacy", "--output", "jsonl", *reports])
    said = "translations do not stand beside their source"
    assert said in capsys.readouterr().err
    for kind in ("txt", "html", "md", "json"):
        text = " ".join(Path(f"report.{kind}").read_text("utf-8").split())
        assert said in text
        assert "there is no adequacy score to hold to the minimum of 50" in text


def test_where_nothing_scores_nothing_is_said_of_scores() -> None:
    report = audit_files(written("spoilt.tsv", SPOILT))
    assert (report.scores, report.guards, report.astray) == ((), (), ())


def test_one_file_of_several_does_not_take_the_score_from_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    written("astray.tsv", SHIFTED)
    for name in ("one.tsv", "two.tsv"):
        written(name, PARAGRAPHS)
    assert score("one.tsv", "astray.tsv", "two.tsv", "--output", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["scores"]) == 1
    assert found["notes"][0].startswith("astray.tsv: 9 of 10 ")
    assert "which spoils the score of the text" in found["notes"][0]


def test_a_metric_that_reads_no_source_leaves_the_encoder_alone(capsys: pytest.CaptureFixture[str]) -> None:
    written("astray.tsv", SHIFTED)
    Path("human.txt").write_text("".join(f"{target}\n" for _, target in PARAGRAPHS), encoding="utf-8")
    assert score("astray.tsv", "--reference", "human.txt", "--metric", "bleu", "--output", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [score["metric"] for score in found["scores"]] == ["bleu"]
    assert found["guards"] == found["notes"] == []
