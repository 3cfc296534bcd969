"""Documents that are cut and paired: what goes together, that nothing is lost, and that nothing can stop it."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import audit_files, cli, registry
from audit.alignment.beads import align
from audit.alignment.corridor import COARSEST, corridor
from audit.alignment.runs import runs
from audit.alignment.sides import Sentence
from audit.model import Segment
from audit.reader import ReadError

ENGLISH = [
    "The harbour of the island",
    "The first ferry leaves at 7:30 every morning.",
    "A ticket costs 42 dollars for adults.",
    "Dogs and bicycles travel free of charge.",
    "In winter the lighthouse is closed to visitors.",
    "The museum shows fishing boats from the 19th century.",
    "Most of the 1,200 inhabitants work in the cannery.",
    "Please do not feed the seagulls.",
]
CHINESE = [
    "島上的港口",
    "首班渡輪每天早上7時30分開出。",
    "成人票價為42元。",
    "狗和單車免費乘搭。",
    "冬季燈塔不對遊客開放。",
    "博物館展出十九世紀的漁船。",
    "1,200名居民大多在罐頭廠工作。",
    "請勿餵海鷗。",
]


def paired(english: Sequence[str], chinese: Sequence[str]) -> list[tuple[int, int]]:
    """How many sentences of each side the pairs have."""
    beads = align([Sentence(text) for text in english], [Sentence(text) for text in chinese])
    for before, after in pairwise(beads):
        assert (before.source[1], before.target[1]) == (after.source[0], after.target[0])
    return [(bead.source[1] - bead.source[0], bead.target[1] - bead.target[0]) for bead in beads]


MERGED = CHINESE[3][:-1] + "，" + CHINESE[4]
SPLIT = ["博物館展出漁船。", "漁船來自十九世紀。"]


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        (ENGLISH, CHINESE, [(1, 1)] * 8),
        (ENGLISH, [*CHINESE[:3], MERGED, *CHINESE[5:]], [(1, 1)] * 3 + [(2, 1)] + [(1, 1)] * 3),
        (ENGLISH, [*CHINESE[:5], *SPLIT, *CHINESE[6:]], [(1, 1)] * 5 + [(1, 2)] + [(1, 1)] * 2),
        (ENGLISH, CHINESE[:4] + CHINESE[5:], [(1, 1)] * 4 + [(1, 0)] + [(1, 1)] * 3),
        (ENGLISH[:4] + ENGLISH[5:], CHINESE, [(1, 1)] * 4 + [(0, 1)] + [(1, 1)] * 3),
        (ENGLISH[:1], CHINESE[:1], [(1, 1)]),
        (ENGLISH[:2], [], [(1, 0), (1, 0)]),
        ([], CHINESE[:2], [(0, 1), (0, 1)]),
        ([], [], []),
        (ENGLISH[6:], CHINESE[:2], [(1, 0), (1, 0), (0, 1), (0, 1)]),
    ],
)
def test_beads(english: list[str], chinese: list[str], expected: list[tuple[int, int]]) -> None:
    assert sorted(paired(english, chinese)) == sorted(expected)
    assert (1, 1) not in expected or paired(english, chinese) == expected


def test_chinese_may_come_first() -> None:
    beads = align([Sentence(text) for text in CHINESE], [Sentence(text) for text in ENGLISH], ("zh", "en"))
    assert [(bead.source, bead.target) for bead in beads] == [((at, at + 1), (at, at + 1)) for at in range(8)]


def test_a_long_document_keeps_its_way_past_a_missing_chapter() -> None:
    english = [f"{text} It is note {number}." for number in range(30) for text in ENGLISH]
    chinese = [f"{text}這是第{number}條附註。" for number in range(30) for text in CHINESE]
    rows = corridor(runs(english)[0], runs(chinese[:80] + chinese[160:])[0])
    assert len(english) > 2 * COARSEST
    assert all(low <= place <= high for place, (low, high) in enumerate(rows[:81]))
    assert all(low <= place <= high for place, (low, high) in enumerate(rows[160:], start=80))
    assert sum(high - low for low, high in rows) < len(english) * len(chinese) / 3


def read(folder: Path, english: str, chinese: str, suffix: str = "") -> list[Segment]:
    paths = folder / f"one{suffix}", folder / f"two{suffix}"
    for path, text in zip(paths, (english, chinese), strict=True):
        path.write_text(text, encoding="utf-8-sig", newline="")  # so that a NUL makes no other encoding
    return list(registry.readers()["aligned"]().read(*paths))


def bare(text: str) -> str:
    return "".join(text.split())


PARTS = [
    "The ferry sails. ",
    "A dog. ",
    "Mr. ",
    "5%",
    "字。",
    "票價42元。",
    "\n",
    "\n\n",
    "- ",
    "# ",
    "“",
    "\r",
    "\0",
    "\u2028",
]
anything = st.lists(st.sampled_from([*PARTS, "\u202e", "<script>", "=1+1", ".", "。"]) | st.text(max_size=3)).map(
    "".join
)
quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quickly
@given(english=anything, chinese=anything)
def test_every_sentence_is_there_once_and_in_order(tmp_path: Path, english: str, chinese: str) -> None:
    english, chinese = f"The ferry. {english}", f"渡輪。{chinese}".encode("utf-8", "replace").decode()
    english = english.encode("utf-8", "replace").decode()
    try:
        segments = read(tmp_path, english, chinese)
    except ReadError:
        return
    assert bare("".join(segment.source for segment in segments)) == bare(english)
    assert bare("".join(segment.target for segment in segments)) == bare(chinese)
    assert all(segment.source or segment.target for segment in segments)


@pytest.mark.parametrize("suffix", ["", ".md"])
@pytest.mark.parametrize("part", ["a", "Word ", "a. ", "“", "。", "字", "*", "[", "`", "> ", "|", "\u3000"])
def test_a_hundred_thousand_characters_on_a_line(tmp_path: Path, part: str, suffix: str) -> None:
    hostile = part * (100_000 // len(part))
    english, chinese = (f"The ferry. {hostile}", "渡輪。") if part.isascii() else ("The ferry.", f"渡輪。{hostile}")
    segments = read(tmp_path, english, chinese, suffix)
    assert bare("".join(segment.source for segment in segments)) == bare(english)
    assert bare("".join(segment.target for segment in segments)) == bare(chinese)


def test_one_language_twice(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"two: this is Chinese, and so is .*one; give a document in English"):
        read(tmp_path, "渡輪。", "渡輪。")


@pytest.mark.parametrize("suffix", ["", ".md"])
def test_the_command(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / f"talk.en{suffix}", tmp_path / f"talk.zh{suffix}"
    one.write_text("\n\n".join(ENGLISH), encoding="utf-8")
    two.write_text(
        "\n\n".join([CHINESE[0] + CHINESE[1].replace("30", "40"), *CHINESE[2:7], "小心階梯。"]), encoding="utf-8"
    )
    found = audit_files(one, two, format="aligned")
    assert {finding.check for finding in found.findings} >= {"number-mismatch", "untranslated-text", "unsourced-text"}
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check", str(one), str(two), "--align"])
    assert stopped.value.code == 1
    assert "number-mismatch" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check", str(one), str(two)])
    assert stopped.value.code == 2
    assert "--align" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check", str(one), str(two), "--align", "--format", "parallel"])
    assert stopped.value.code == 2
    assert "exclude each other" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("suffix", "options"), [("", ["--format", "aligned"]), (".md", ["--format", "aligned"]), (".md", [])]
)
def test_corrections_change_nothing_else(tmp_path: Path, suffix: str, options: list[str]) -> None:
    one, two = tmp_path / f"talk.en{suffix}", tmp_path / f"talk.zh{suffix}"
    english = "# Fares\n\n- Adults pay 42 dollars for a ticket,\n  and children pay 10 dollars.\n\nDogs travel free.\n"
    chinese = "# 票價\n\n- 成人票價為43元，\n  兒童票價為10元。\n\n狗免費乘搭。\n"
    english, chinese = english.replace("\n", "\r\n"), chinese.replace("\n", "\r\n")
    for path, text in ((one, english), (two, chinese)):
        path.write_bytes(text.encode("utf-8"))
    with pytest.raises(SystemExit):
        cli.main(["fix", str(one), str(two), "--write", "--all", *options])
    assert one.read_bytes().decode() == english
    assert two.read_bytes().decode() == chinese.replace("43", "42")
