"""The transcript in shared data reads exactly as it was annotated."""

import json
from pathlib import Path

import pytest

from audit.readers.transcript import Transcript

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "transcript"


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no transcript at ../shared/data/transcript")
def test_reads_every_pair_with_its_speaker() -> None:
    truth = [json.loads(line) for line in (FOLDER / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    (path,) = FOLDER.glob("*.txt")
    segments = list(Transcript().read(path))
    assert [(segment.source, segment.target, segment.speaker, segment.line) for segment in segments] == [
        (pair["en"], pair["zh"], pair["speaker"], pair["line_en"]) for pair in truth
    ]
    assert [segment.line for segment in segments if segment.notes] == [truth[0]["line_en"]]
