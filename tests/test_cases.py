"""More pairs for each check, in four moods: one file a check in `cases/`."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from audit import registry
from audit.check import Check, CorpusCheck, Example
from audit.model import Finding


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pair, its faults between ⟦ and ⟧, and what is remarkable about it."""

    source: str
    target: str
    note: str
    source_language: str = "en"
    target_language: str = "zh"
    options: dict[str, Any] = {}

    @property
    def example(self) -> Example:
        return Example(self.source, self.target, self.source_language, self.target_language, self.options)


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The four moods of a file."""

    wild: list[Case] = []
    """Faults as people or engines really made them, retold in our own words."""
    invented: list[Case] = []
    """Faults made up to try a rule."""
    quiet: list[Case] = []
    """Looks wrong, is right. Every false alarm that is reported becomes one of these."""
    unsolved: list[Case] = []
    """What the check should say and does not yet: it must fail, and moves out when it no longer does."""


def parameters() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case.note}", marks=[pytest.mark.xfail(strict=True)] * unsolved)
        for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
        for mood, cases in msgspec.structs.asdict(msgspec.toml.decode(path.read_bytes(), type=Cases)).items()
        for unsolved in [mood == "unsolved"]
        for case in cases
    ]


@pytest.mark.parametrize(("name", "case"), parameters())
def test_case(name: str, case: Case) -> None:
    example = case.example
    spans = {span for finding in findings(name, example) for span in (*finding.source_spans, *finding.target_spans)}
    assert sorted(spans) == sorted(example.spans)


def findings(name: str, example: Example) -> list[Finding]:
    check = msgspec.convert(example.options, registry.checks()[name])
    if isinstance(check, CorpusCheck):
        return list(check.find_all([example.segment]))
    assert isinstance(check, Check)
    return list(check.find(example.segment))


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "cases").glob("*.toml")), ids=lambda path: path.stem)
def test_moods_keep_their_word(path: Path) -> None:
    cases = msgspec.toml.decode(path.read_bytes(), type=Cases)
    assert path.stem in registry.checks()
    assert all(case.example.spans for case in (*cases.wild, *cases.invented))
    assert not any(case.example.spans for case in cases.quiet)
