"""What was found is kept, and no byte of a report shows it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from audit import cache, provenance, recall
from audit.check import Check
from audit.checks.glossary_violation import GlossaryViolation
from audit.config import Config
from audit.model import Finding, Segment, Severity, Span
from audit.pipeline import Plan, audit
from audit.recall import FEWEST
from tests.test_pipeline import Broken, WrongWord
from tests.test_pool import told

ROOT = Path(__file__).parent.parent
PLAN = Config().plan()
TEXTS = st.text("Up 12.5%和成長萬億$（“,。", max_size=12) | st.text(max_size=6)
LOOKED_AT: list[str] = []


class Looks(Check, frozen=True):
    """Finds every 錯, and remembers where it looked."""

    name = "looks"
    category = "accuracy"
    examples = ()

    word: str = "錯"

    def find(self, segment: Segment) -> Iterator[Finding]:
        LOOKED_AT.append(segment.id)
        if self.word in segment.target:
            yield self.finding(segment, "seen", Span("target", 0, 1))


class Odd(Check, frozen=True):
    """Says facts that no file gives back as they were, and puts a finding elsewhere."""

    name = "odd"
    category = "accuracy"
    examples = ()

    def find(self, segment: Segment) -> Iterator[Finding]:
        if segment.target == "錯3":
            facts = {"exact": Decimal("1.50"), "pair": (1, 2), "kind": Span, "large": 1 << 70}
            yield self.finding(segment, "odd facts", facts=facts)
        if segment.target == "錯4":
            yield replace(self.finding(segment, "not here"), segment="1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIT_CACHE", str(tmp_path / "cache"))
    LOOKED_AT.clear()
    return tmp_path / "cache"


def text(count: int = FEWEST, first: int = 1) -> list[Segment]:
    return [Segment(id=str(first + n), source=f"Fine {n}.", target=f"錯{n}", line=first + n) for n in range(count)]


def looked(plan: Plan, segments: Sequence[Segment]) -> list[str]:
    """Where the check looks in a run that keeps results, whose report must be that of one that does not."""
    alone = audit(segments, plan)
    LOOKED_AT.clear()
    with cache.opened():
        assert audit(segments, plan) == alone
    return list(LOOKED_AT)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
def test_no_byte_of_a_report_changes(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    drawn = [Segment(id=f"d{n}", source=source, target=target) for n, (source, target) in enumerate(pairs)]
    changed = [replace(segment, target=segment.target + "5%") for segment in drawn[::2]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        for segments in ([*text(), *drawn], [*drawn, *text()], [*changed, *text(first=7)]):
            segments = [replace(segment, id=f"{n}") for n, segment in enumerate(segments)]
            alone = audit(segments, PLAN)
            for _ in range(2):
                with cache.opened():
                    kept = audit(segments, PLAN)
                assert kept == alone
                assert told(kept) == told(alone)


def test_only_what_changed_is_looked_at(folder: Path) -> None:
    plan, segments = Plan(checks=(Looks(),)), text()
    assert looked(plan, segments) == [segment.id for segment in segments]
    assert looked(plan, segments) == []
    segments[4] = replace(segments[4], target="另一個錯")
    assert looked(plan, segments) == ["5"]
    moved = [replace(segment, id=f"m{segment.id}", line=1, target_line=2, origin="b.tsv") for segment in segments]
    assert looked(plan, moved[::-1]) == []


def test_what_changed_as_regularly_as_one_may_look_is_still_little(folder: Path) -> None:
    every = 100
    segments = text(every * recall.SAMPLE)
    changed = [replace(one, target="新") if number % every == 0 else one for number, one in enumerate(segments)]
    with cache.opened(), recall.memory((Looks(),), len(segments)) as memory:
        assert memory
        for _, key, _ in memory.rows(segments):
            assert key
            memory.keep(key, b"\0")
        memory.flush()
        assert 0.9 < memory.share(changed) < 1


@pytest.mark.parametrize(
    "other",
    [
        Plan(checks=(Looks(word="好"),)),
        Plan(checks=(Looks(severity=Severity.MINOR),)),
        Plan(checks=(Looks(), WrongWord())),
    ],
)
def test_other_rules_know_nothing(folder: Path, other: Plan) -> None:
    segments = text()
    looked(Plan(checks=(Looks(),)), segments)
    assert looked(other, segments) == [segment.id for segment in segments]


@pytest.mark.parametrize("field", ["source", "target", "reference", "speaker", "source_language", "target_language"])
def test_all_that_a_check_may_look_at_counts(folder: Path, field: str) -> None:
    plan, segments = Plan(checks=(Looks(),)), text()
    looked(plan, segments)
    segments[7] = replace(segments[7], **{field: "de"})
    assert looked(plan, segments) == ["8"]


def test_what_crashed_or_cannot_be_given_back_is_not_kept(folder: Path) -> None:
    plan, segments = Plan(checks=(Looks(), Broken(), Odd())), text()
    segments[9] = replace(segments[9], source="crash")
    segments[11] = replace(segments[11], source="half \ud800")
    looked(plan, segments)
    assert looked(plan, segments) == ["4", "5", "10", "12"]


def test_few_segments_do_not_open_the_cache(folder: Path) -> None:
    looked(Plan(checks=(Looks(),)), text(FEWEST - 1))
    assert not folder.exists()


@pytest.mark.parametrize(
    "damaged",
    ["x''", "x'00000000'", "x'93c1'", "x'00'", "CAST(substr(value, 1, length(value) - 5) || 'odd..' AS BLOB)"],
)
def test_damaged_blocks_cost_only_time(folder: Path, damaged: str) -> None:
    plan, segments = Plan(checks=(Looks(),)), text()
    looked(plan, segments)
    with sqlite3.connect(folder / cache.FILE) as connection:
        connection.execute(f"UPDATE blocks SET value = {damaged}")
    connection.close()
    assert looked(plan, segments) == [segment.id for segment in segments]
    assert looked(plan, segments) == []


def test_known_and_new_segments_stand_in_any_order(folder: Path) -> None:
    plan, segments = Plan(checks=(Looks(), Odd())), text(2 * recall.AT_ONCE + 100)
    looked(plan, segments)
    new = [0, 1, 7, recall.AT_ONCE - 1, recall.AT_ONCE, 2 * recall.AT_ONCE - 3, len(segments) - 1]
    for number in new:
        segments[number] = replace(segments[number], source="New.")
    assert looked(plan, segments) == [segments[number].id for number in sorted({*new, 3, 4})]


@pytest.mark.parametrize("row", [b"\x93\xc1", b"\x00", b"[]"])
def test_rows_that_say_nothing_cost_only_time(folder: Path, row: bytes) -> None:
    plan, segments = Plan(checks=(Looks(),)), text()
    with cache.opened(), recall.memory(plan.checks, len(segments)) as memory:  # type: ignore[arg-type]
        assert memory
        for _, key, _ in memory.rows(segments):
            assert key
            memory.keep(key, row)
    assert looked(plan, segments) == [segment.id for segment in segments]


def test_a_row_that_says_nothing_costs_the_others_nothing(folder: Path) -> None:
    plan, segments = Plan(checks=(Looks(),)), text()
    looked(plan, segments)
    with cache.opened(), recall.memory(plan.checks, len(segments)) as memory:  # type: ignore[arg-type]
        assert memory
        rows = [(key, row) for _, key, row in memory.rows(segments) if key and row]
    cache.clear()
    with cache.opened(), recall.memory(plan.checks, len(segments)) as memory:  # type: ignore[arg-type]
        assert memory
        for number, (key, row) in enumerate(rows):
            memory.keep(key, row[:-1] if number in (20, 21, 90) else row)
    assert looked(plan, segments) == ["21", "22", "91"]


def test_several_processes_keep_what_they_find(folder: Path) -> None:
    segments = text(300)
    alone = audit(segments, PLAN)
    for jobs in (2, 2, 1):
        with cache.opened():
            assert told(audit(segments, PLAN, jobs=jobs)) == told(alone)


def test_the_signature_tells_what_a_glossary_says(tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tsv"
    plan = Plan(checks=(GlossaryViolation(files=(str(glossary),)),))
    signatures = [str(plan.signature)]
    for rows in ("source\ttarget\nbank\t銀行\n", "source\ttarget\nbank\t行\n"):
        glossary.write_text(rows, encoding="utf-8")
        signatures.append(str(plan.signature))
    assert len(set(signatures)) == 3


def test_an_edit_of_code_or_of_a_table_makes_other_rules(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "audit", tmp_path / "audit", ignore=shutil.ignore_patterns("__pycache__", "writers", "docs"))
    program = "from audit import provenance; print(provenance.ours())"
    found = []
    for name in (None, "audit/data/units.tsv", "audit/checks/lost_tag.py"):
        if name:
            with (tmp_path / name).open("a", encoding="utf-8") as file:
                file.write("# edited\n")
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, check=True
        )
        found.append(done.stdout)
    assert len(set(found)) == 3


def test_a_check_without_code_to_look_at_keeps_nothing(folder: Path) -> None:
    names: dict[str, object] = {"__name__": "typed_in", "Check": Check}
    code = "class Typed(Check, frozen=True):\n    name, category, examples = 'typed', 'accuracy', ()\n"
    exec(code + "    def find(self, segment): yield from ()", names)
    kind = names["Typed"]
    assert isinstance(kind, type)
    assert provenance.rules(kind()) is None
    with cache.opened():
        audit(text(), Plan(checks=(kind(),)))
    assert not folder.exists()
