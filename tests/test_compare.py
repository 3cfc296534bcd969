"""`audit compare`: systems aligned or refused, held against the first of them, and shown in every form."""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.significance import PairedTest, Result

from audit import cli
from audit.comparison.aligning import aligned
from audit.comparison.figures import disagreements
from audit.model import Segment
from audit.reader import ReadError

SOURCES = ["Revenue rose 5% to $12 million.", "Costs fell in every region.", "We thank our shareholders.", "Yes."]
ONE = ["營收成長5%至1,200萬美元。", "各地區成本皆下降。", "謝謝股東。", "是。"]
OTHER = ["營收增長5%，達1.2億美元。", "各地區的成本都降低了。", "我們感謝各位股東。", "對。"]
REFERENCES = ["營收增長5%，達1,200萬美元。", "各地區的成本都下降了。", "我們感謝各位股東。", "是的。"]


def write(name: str, targets: Sequence[str], order: Sequence[int] = (0, 1, 2, 3), column: str = "") -> None:
    rows = [f"id\tsource\ttarget\t{column}"]
    rows += [f"{name}{number}\t{SOURCES[number]}\t{targets[number]}\t{REFERENCES[number]}" for number in order]
    Path(f"{name}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("one", ONE, column="reference")
    write("other", OTHER, [2, 0, 3, 1])
    write("short", OTHER, [0, 1, 2])
    for name, lines in (("source", SOURCES), ("a", ONE), ("b", OTHER), ("human", REFERENCES)):
        Path(f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for name, value in (("s", 0.5), ("t", 0.75)):
        Path(f"{name}.csv").write_text("score\n" + f"{value}\n" * 4, encoding="utf-8")


def compare(*tokens: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["compare", *tokens])
    return int(stopped.value.code or 0)


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (["one.tsv"], "compare needs two files or more"),
        (["one.tsv", "one.tsv"], "a file is given twice"),
        (["one.tsv", "short.tsv"], "short.tsv: no translation of segment “one3” of one.tsv, “Yes.”"),
        (["short.tsv", "one.tsv"], "one.tsv:5: segment “one3”, “Yes.”, is not in short.tsv"),
        (["one.tsv", "other.tsv", "--metric", "given"], "give --scores FILE"),
        (["one.tsv", "other.tsv", "--scores", "s.csv"], "1 tables of scores for 2 files"),
        (["one.tsv", "other.tsv", "--report", "x.xlsx"], "written as one of .txt, .json, .html"),
        (["one.tsv", "other.tsv", "--report", "one.tsv"], "this is an input; give the report another name"),
    ],
)
def test_mistakes_are_named(tokens: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(*tokens) == 2
    assert said in capsys.readouterr().err


def found(capsys: pytest.CaptureFixture[str], *tokens: str) -> Any:
    assert compare(*tokens, "--output", "json") == 0
    return json.loads(capsys.readouterr().out)


def test_difference_and_p_value_are_sacrebleus(capsys: pytest.CaptureFixture[str]) -> None:
    [versus] = found(capsys, "one.tsv", "other.tsv", "--metric", "bleu")["comparisons"]
    systems: list[tuple[str, Sequence[str]]] = [("one", ONE), ("other", OTHER)]
    _, own = PairedTest(systems, {"bleu": BLEU(tokenize="zh")}, [REFERENCES], test_type="bs", n_samples=1000)()
    first, second = own["BLEU"]
    assert isinstance(first, Result)
    assert isinstance(second, Result)
    assert versus["difference"] == second.score - first.score
    assert versus["p_value"] == second.p_value
    assert versus["interval"][0] < versus["difference"] < versus["interval"][1]
    assert (versus["wins"], versus["losses"], versus["ties"], versus["better"]) == (3, 1, 0, True)
    assert versus["largest"][0]["segment"] == "one2"


def test_lower_is_better_for_ter(capsys: pytest.CaptureFixture[str]) -> None:
    [versus] = found(capsys, "one.tsv", "other.tsv", "--metric", "ter")["comparisons"]
    assert versus["difference"] < 0
    assert versus["better"]
    assert versus["wins"] > versus["losses"]


def test_findings_and_quantities(capsys: pytest.CaptureFixture[str]) -> None:
    told = found(capsys, "one.tsv", "other.tsv")
    assert [system["findings"] for system in told["systems"]] == [{}, {"number-mismatch": {"major": 1}}]
    assert told["quantities"] == [
        {"segment": "one0", "source": "$12 million", "systems": {"one": None, "other": "1.2億美元"}}
    ]


def test_plain_lines_with_their_source_and_reference(capsys: pytest.CaptureFixture[str]) -> None:
    tokens = ["--source", "source.txt", "--reference", "human.txt", "--metric", "bleu"]
    lines, pairs = found(capsys, "a.txt", "b.txt", *tokens), found(capsys, "one.tsv", "other.tsv", "--metric", "bleu")
    assert [system["scores"] for system in lines["systems"]] == [system["scores"] for system in pairs["systems"]]
    assert lines["comparisons"][0]["p_value"] == pairs["comparisons"][0]["p_value"]


def test_without_a_reference_there_are_findings_and_adequacy(capsys: pytest.CaptureFixture[str]) -> None:
    told = found(capsys, "a.txt", "b.txt", "--source", "source.txt")
    assert [versus["metric"] for versus in told["comparisons"]] == ["adequacy"]
    assert told["comparisons"][0]["interval"] is not None
    assert len(told["quantities"]) == 1


def test_scores_from_elsewhere_and_three_systems(capsys: pytest.CaptureFixture[str]) -> None:
    Path("c.txt").write_text(Path("a.txt").read_text("utf-8"), encoding="utf-8")
    tokens = ["a.txt", "b.txt", "c.txt", "--source", "source.txt", *("--scores", "s.csv", "--scores", "t.csv")]
    told = found(capsys, *tokens, "--scores", "s.csv", "--metric", "given")
    assert [(versus["system"], versus["difference"]) for versus in told["comparisons"]] == [("b", 0.25), ("c", 0.0)]
    assert [versus["p_value"] for versus in told["comparisons"]] == [pytest.approx(1 / 1001), 1.0]
    assert [versus["ties"] for versus in told["comparisons"]] == [0, 4]


def pairs(*rows: tuple[str, str]) -> list[Segment]:
    return [Segment(id=name, source=source, target=f"{name} {source}") for name, source in rows]


@pytest.mark.parametrize(
    ("first", "other", "targets"),
    [
        (pairs(("1", "A"), ("2", "B")), pairs(("2", "B"), ("1", "A")), ["1 A", "2 B"]),
        (pairs(("1", "A"), ("2", "B")), pairs(("x", "B "), ("y", " A")), ["y  A", "x B "]),
        (pairs(("1", "A"), ("2", "A")), pairs(("2", "A"), ("1", "A")), ["1 A", "2 A"]),
        (pairs(("1", "A"), ("2", "A")), pairs(("x", "A"), ("y", "A")), ["x A", "y A"]),
        (pairs(("1", "A"), ("2", "B")), pairs(("1", "B"), ("2", "A")), ["2 A", "1 B"]),
    ],
)
def test_aligned(first: list[Segment], other: list[Segment], targets: list[str]) -> None:
    together = aligned(first, other, ("a", "b"))
    assert [segment.target for segment in together] == targets
    assert [segment.id for segment in together] == [segment.id for segment in first]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (pairs(("1", "A")), pairs(("1", "B"))),
        (pairs(("1", "A"), ("2", "A")), pairs(("1", "A"))),
        (pairs(("1", "A")), pairs(("1", "A"), ("2", "A"))),
    ],
)
def test_sources_that_differ(first: list[Segment], other: list[Segment]) -> None:
    with pytest.raises(ReadError, match="one and the same source"):
        aligned(first, other, ("a", "b"))


@pytest.mark.parametrize(
    ("source", "targets", "expected"),
    [
        ("Up 5%.", ["成長5%。", "增長百分之五。"], []),
        ("Up 5%.", ["成長6%。", "成長6%。"], []),
        ("Up 5%.", ["成長6%。", "成長7%。"], [("5%", ("6%", "7%"))]),
        ("Up 5% in Q4.", ["第四季成長。", "第四季成長5%。"], [("5%", ("∅", None))]),
    ],
)
def test_disagreements(source: str, targets: list[str], expected: list[tuple[str, tuple[str | None, ...]]]) -> None:
    systems = [[Segment(id="1", source=source, target=target)] for target in targets]
    assert [(found.source, found.renderings) for found in disagreements(systems)] == expected


HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\x1b[31m\u202e&amp;𠮷"


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handled += [name for name, _ in attrs if name.startswith("on")]


def test_hostile_text_is_text_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    for name, target in (("evil<b>", f"{HOSTILE}是 6%"), ("mild", "是 7%")):
        row = f"{HOSTILE}\t{HOSTILE}Yes 5%.\t{target}\t是的。{HOSTILE}"
        Path(f"{name}.tsv").write_text(f"id\tsource\ttarget\treference\n{row}\n", encoding="utf-8")
    assert compare("evil<b>.tsv", "mild.tsv", "--report", "page.html", "--report", "page.json") == 0
    assert not re.search("[\x1b\u202e]", capsys.readouterr().out)
    page = Path("page.html").read_text("utf-8")
    tags = Tags()
    tags.feed(page)
    assert not {"script", "img", "b"} & set(tags.tags)
    assert tags.handled == []
    assert tags.tags.count("style") == 1
    assert "49" not in re.sub("<style>.*</style>|[0-9a-f]{64}", "", page, flags=re.DOTALL).partition("𠮷")[0]
    assert not re.search("[\x1b\u202e]", page)
    assert "{{ 7 * 7 }}" in page
    assert json.loads(Path("page.json").read_text("utf-8"))["systems"][0]["name"] == "evil<b>"


def test_the_same_input_gives_the_same_bytes() -> None:
    for name in ("x.html", "y.html", "x.json", "y.json", "x.txt", "y.txt"):
        compare("one.tsv", "other.tsv", "--report", name)
    for suffix in ("html", "json", "txt"):
        assert Path(f"x.{suffix}").read_bytes() == Path(f"y.{suffix}").read_bytes()
