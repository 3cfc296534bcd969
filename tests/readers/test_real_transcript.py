"""The transcript in shared data reads exactly as it was annotated, also when it is rearranged or damaged."""

import json
import random
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from audit.readers.transcript import Transcript

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "transcript"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="no transcript at ../shared/data/transcript")


def truth() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def test_reads_every_pair_with_its_speaker() -> None:
    (path,) = FOLDER.glob("*.txt")
    segments = list(Transcript().read(path))
    assert [(segment.source, segment.target, segment.speaker, segment.line) for segment in segments] == [
        (pair["en"], pair["zh"], pair["speaker"], pair["line_en"]) for pair in truth()
    ]
    assert [segment.line for segment in segments if segment.notes] == [truth()[0]["line_en"]]


@pytest.mark.parametrize("damage", ["none", "no Chinese", "no English", "untranslated"])
@pytest.mark.parametrize("copies", [1, 2])
@pytest.mark.parametrize("chinese_first", [False, True])
def test_reads_it_rearranged_and_damaged(chinese_first: bool, copies: int, damage: str, tmp_path: Path) -> None:
    damaged = set(random.Random(copies).sample(range(2, 99), 0 if damage == "none" else 8))
    lines: list[str] = []
    expected = []
    for _, turn in groupby(truth(), key=lambda pair: pair["turn"]):
        for number, pair in enumerate(turn):
            lines += [pair["speaker"]] * copies if number == 0 and pair["speaker"] else []
            source, target = pair["en"], pair["zh"]
            if pair["id"] in damaged:
                source = "" if damage == "no English" else source
                target = {"no Chinese": "", "untranslated": source}.get(damage, target)
            expected.append((source, target, pair["speaker"]))
            lines += [text for text in ((target, source) if chinese_first else (source, target)) if text]
    path = tmp_path / "talk.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [(segment.source, segment.target, segment.speaker) for segment in Transcript().read(path)]
    assert found == expected
