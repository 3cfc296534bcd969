"""Texts too long for memory: the same report, in memory that does not grow with the text."""

import io
import subprocess
import sys
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from audit import inputs, registry, spool
from audit.config import Config
from audit.ids import identified
from audit.model import Report, Segment
from audit.pipeline import audit
from audit.reader import ReadError
from audit.spool import BLOCK, Spool, held
from audit.writers.json import Json
from tests.benchmark.generator import pairs

FILES = ["audit/sample/earnings-call.txt"]
ODD = [
    ("[Music] So Brian asked, and Brian left with Brian.", "[音樂]於是布萊恩提問，布賴恩與布萊恩離開。"),
    ("[Music] Hello, Brian.", "【樂聲】您好,布萊恩。"),
    ("Adjusted gross profit increased by 305% to $84.2 million.", "經調整毛利增長 305%至8420萬美元。"),
    ("Adjusted gross profit increased by 300.5% to $84.2 million.", "經調整毛利 增長300.5%至 8420萬美元(約)。"),
    ("He said \ud83d.", "“他說\ud83d。"),
]
"""What checks of the whole text find something in, and half a character."""


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the shortest texts go to a temporary file."""
    monkeypatch.setattr(spool, "MOST_BYTES", 100)
    monkeypatch.setattr(spool, "PILE_BYTES", 100)


def document() -> Iterator[Segment]:
    """Segments of two inputs with faults of every kind."""
    odd = [Segment(id=f"odd {n}", source=one, target=two, origin="b") for n, (one, two) in enumerate(ODD * 8)]
    made = [replace(segment, origin="a") for segment in pairs(3 * BLOCK)]
    return (replace(segment, target_language="zh-HK") for segment in chain(made, odd))


def audited(segments: Sequence[Segment], jobs: int) -> Report:
    return audit(segments, Config().plan(), jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_text_in_a_file_has_the_report_of_one_in_memory(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = audited(list(document()), 1)
    found = {finding.check for finding in alone.findings}
    assert found > {"inconsistent-name", "inconsistent-label", "contradictory-figures", "cjk-spacing", "unpaired-mark"}
    monkeypatch.setattr(spool, "MOST_BYTES", 100)
    monkeypatch.setattr(spool, "PILE_BYTES", 100)
    spooled = audited(held(document(), Segment), jobs)
    assert isinstance(spooled.segments, Spool)
    assert spooled == alone
    for kind in registry.writers().values():
        one, other = io.BytesIO(), io.BytesIO()
        kind().write(alone, one)
        kind().write(spooled, other)
        assert one.getvalue() == other.getvalue(), kind.name


@pytest.mark.parametrize("path", FILES)
def test_reading_gives_the_same(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    segments, parts = inputs.read([Path(path)])
    directed = inputs.directed(segments)
    monkeypatch.setattr(spool, "MOST_BYTES", 100)
    monkeypatch.setattr(spool, "PILE_BYTES", 100)
    again, same = inputs.read([Path(path)])
    assert isinstance(again, Spool)
    assert (again, same) == (segments, parts)
    assert inputs.directed(again) == directed
    assert inputs.directed(again, "zh-en") == inputs.directed(segments, "zh-en")


@given(
    st.lists(st.text(st.characters(), max_size=3), max_size=4 * BLOCK),
    st.slices(3 * BLOCK),
    st.slices(BLOCK),
)
@pytest.mark.usefixtures("tiny")
def test_it_is_a_sequence_like_any(texts: list[str], part: slice, further: slice) -> None:
    items = [*texts, "x" * 100]
    spooled = held(iter(items), str)
    assert isinstance(spooled, Spool)
    assert list(spooled) == items == [spooled[n] for n in range(len(spooled))]
    assert spooled[-1] == items[-1]
    assert spooled[part] == items[part]
    assert spooled[part][further] == items[part][further]
    assert spooled != [*items, ""]
    with pytest.raises(IndexError):
        spooled[len(items)]


@given(st.lists(st.sampled_from(["", "1", "2", "3", "a", "b", "a#2", "a#3", "a#2#2", "1#2"]), max_size=30))
def test_ids_are_told_apart_as_if_all_were_remembered(ids: list[str]) -> None:
    uses: Counter[str] = Counter()
    expected = []
    for number, id_ in enumerate(ids, start=1):
        name = wanted = id_ or str(number)
        while uses[name]:
            uses[wanted] += 1
            name = f"{wanted}#{uses[wanted]}"
        uses[name] += 1
        expected.append(name)
    assert [one.id for one in identified([Segment(id=id_, source="", target="") for id_ in ids])] == expected


class Nowhere(io.RawIOBase):
    """Takes what is written, and keeps nothing."""

    def write(self, data: Any) -> int:
        return len(data)


def repeated(count: int) -> Iterator[Segment]:
    """A long text that says few things, each many times."""
    few = list(pairs(100))
    return (replace(few[number % len(few)], id=str(number)) for number in range(count))


@pytest.mark.usefixtures("tiny")
def test_memory_grows_with_what_is_found_and_not_with_the_text() -> None:
    plan = Config().plan()
    few, many = 500, 2_000
    audit(list(repeated(few)), plan)  # for what is loaded or remembered once
    peaks, found = [], []
    for count in (few, many):
        tracemalloc.start()
        report = audit(held(repeated(count), Segment), plan)
        Json().write(report, cast(BinaryIO, Nowhere()))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        found.append(len(report.findings))
    a_finding, a_pair = 3_000, 100  # bytes; a pair held in memory takes 2,000 and more
    assert peaks[1] - peaks[0] < a_finding * (found[1] - found[0]) + a_pair * (many - few), (peaks, found)


@pytest.mark.usefixtures("tiny")
def test_a_file_that_is_cut_short_is_told() -> None:
    spooled = held(map(str, range(1000)), str)
    assert isinstance(spooled, Spool)
    spooled._store._file.truncate(10)
    with pytest.raises(ReadError, match=r"temporary folder .*: what was written there can no longer be read; .*TMPDIR"):
        list(spooled)


@pytest.mark.usefixtures("tiny")
def test_a_folder_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "nowhere")
    with pytest.raises(ReadError, match="temporary folder nowhere: no such file or directory"):
        held(map(str, range(1000)), str)


FULL = """
import resource
from audit import spool
from audit.reader import ReadError
spool.MOST_BYTES = spool.PILE_BYTES = 100
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))
try:
    spool.held(map(str, range(1_000_000)), str)
except ReadError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_full_disk_is_told() -> None:
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=True)
    assert "file too large; make room there" in done.stdout


@pytest.mark.usefixtures("tiny")
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spooled = held(map(str, range(1000)), str)
    assert spooled[999] == "999"
    if sys.platform != "win32":
        assert not list(tmp_path.iterdir())
