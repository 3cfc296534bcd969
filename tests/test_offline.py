"""Scores need no network: a process whose network has no interface says the same, byte for byte."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ALONE = ["unshare", "--map-root-user", "--net"]
ROWS = [
    ("Revenue rose in every region in the third quarter.", "第三季各地區的營收都有成長。", "第三季各地營收皆增加。"),
    ("The new factory in Vietnam will open next spring.", "越南的新工廠將於明年春天", "越南新廠明年春天啟用。"),
    ("Our canteen now serves noodles on Fridays.", "我們的食堂現在每週五供應麵條。", "食堂現在週五供應麵條。"),
]


def can_be_alone() -> bool:
    if shutil.which(ALONE[0]) is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_be_alone(), reason="this system makes no network namespaces for its users")
@pytest.mark.parametrize(
    "tokens",
    [
        ("score", "one.tsv", "--segments"),
        ("score", "one.tsv", "--segments", "--output", "json"),
        ("score", "one.tsv", "--segments", "--output", "csv"),
        ("check", "one.tsv", "--metric", "adequacy", "--select", "low-adequacy,accuracy", "--output", "json"),
        ("compare", "one.tsv", "two.tsv", "--output", "html"),
        ("models",),
    ],
    ids=" ".join,
)
def test_without_a_network(tokens: tuple[str, ...], tmp_path: Path) -> None:
    for name, column in (("one", 1), ("two", 2)):
        lines = ["source\ttarget\treference", *("\t".join((row[0], row[column], row[2])) for row in ROWS)]
        (tmp_path / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "audit", *tokens]
    said = []
    for cache, start in (("one", []), ("two", ALONE)):
        done = subprocess.run(
            [*start, *command],
            cwd=tmp_path,
            env={**os.environ, "AUDIT_CACHE": str(tmp_path / cache)},
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr.decode()
        said.append((done.returncode, done.stdout, done.stderr))
    assert said[0] == said[1]
    assert said[0][1]
